// The podium's part of the page is fetched again and again: the keyboard stays where it was, on the same form's button.
"use strict";

(() => {
  let place = "";
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 304) event.detail.shouldSwap = false;
    place = document.activeElement?.closest("#podium form")?.getAttribute("action") ?? "";
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (place) document.querySelector(`#podium form[action="${place}"] button`)?.focus({ preventScroll: true });
  });
})();
