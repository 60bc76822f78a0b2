// Beside the venue's times stand the reader's own, where their clocks differ; without this the venue's clocks are named.
"use strict";

(() => {
  const words = document.currentScript.dataset.words;
  const language = document.documentElement.lang;
  const hours = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const weekday = new Intl.DateTimeFormat(language, { weekday: "short" });

  // What the reader's clock shows, written as the venue's time is: 2026-07-04T09:00
  const onOwnClock = (moment) => new Date(moment - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

  // The weekday is said where it is another than the venue's, and where it changes from the first time to the last.
  const own = (time, index, times) => {
    const moment = new Date(time.dateTime);
    const said = index ? onOwnClock(new Date(times[index - 1].dateTime)) : time.dateTime;
    const isOtherDay = onOwnClock(moment).slice(0, 10) !== said.slice(0, 10);
    return (isOtherDay ? `${weekday.format(moment)} ` : "") + hours.format(moment);
  };

  let differs = false;
  for (const place of document.querySelectorAll("[data-own-time]")) {
    const times = [...place.querySelectorAll('time[datetime*="T"]')];
    if (times.every((time) => onOwnClock(new Date(time.dateTime)) === time.dateTime.slice(0, 16))) continue;
    const beside = document.createElement("span");
    beside.className = "own-time";
    beside.textContent = words.replace("{time}", times.map(own).join("–"));
    place.append(" ", beside);
    differs = true;
  }
  if (!differs) return;
  for (const place of document.querySelectorAll("[data-own-clocks]")) {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
    place.textContent = place.dataset.words.replace("{zone}", zone.replaceAll("_", " "));
    place.hidden = false;
  }
})();
