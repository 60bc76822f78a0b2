// Two conveniences: a table that can be searched, and a map that can be asked. The page is whole without them.
"use strict";

(() => {
  const find = (id) => document.getElementById(id);

  const finder = () => {
    const form = find("finder"), body = find("rows"), found = find("found");
    const rows = Array.from(body.rows, (row) => ({
      row, words: row.cells[0].textContent.toLocaleLowerCase(), verdict: row.dataset.v,
      order: row.dataset.o.split(" ").map(Number),
    }));
    const orders = Array.from(find("find-order").options, (option) => option.value);
    const show = () => {
      const wanted = find("find").value.trim().toLocaleLowerCase(), verdict = find("find-verdict").value;
      let count = 0;
      for (const one of rows) {
        one.row.hidden = (verdict && one.verdict !== verdict) || !one.words.includes(wanted);
        if (!one.row.hidden) count += 1;
      }
      found.textContent = found.dataset.pattern.replace("{shown}", count).replace("{all}", rows.length);
      body.closest("details").open = true;
    };
    const sort = () => {
      const by = orders.indexOf(find("find-order").value);
      rows.sort((one, other) => other.order[by] - one.order[by]);
      body.append(...rows.map((one) => one.row));
      body.closest("details").open = true;
    };
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    find("find").addEventListener("input", show);
    find("find-verdict").addEventListener("change", show);
    find("find-order").addEventListener("change", sort);
  };

  const coloured = (node, style) => {
    if (typeof node === "string") return node.startsWith("--") ? style.getPropertyValue(node).trim() : node;
    if (Array.isArray(node)) return node.map((child) => coloured(child, style));
    if (node && typeof node === "object") {
      return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, coloured(child, style)]));
    }
    return node;
  };

  const map = () => {
    const live = find("map-live"), still = find("map-still"), question = find("map-question");
    const chart = JSON.parse(find("map-chart").textContent);
    const width = chart.width, height = chart.height;
    let view = null;
    const fit = () => {
      const drawn = live.clientWidth / width;
      if (!view || !drawn) return;
      view.signal("width", width * drawn).signal("height", height * drawn).signal("drawn", drawn).runAsync();
    };
    const ask = () => {
      view.signal("question", Number(question.value)).runAsync();
      find("map-answers").hidden = question.value === "-1";
    };
    const draw = async () => {
      if (view) view.finalize();
      const { datasets, ...looks } = chart;
      const spec = { ...coloured(looks, getComputedStyle(document.documentElement)), datasets };
      const result = await window.vegaEmbed(live, spec, {
        ast: true, actions: false, defaultStyle: false, renderer: "canvas",
        tooltip: { disableDefaultStyle: true },
      });
      view = result.view;
      live.hidden = false;
      still.hidden = true;
      find("map-choose").hidden = false;
      fit();
      ask();
    };
    const start = () => {
      // The scripts that draw charts are large: they stand in the page as text and run when the map comes near.
      const script = document.createElement("script");
      script.textContent = find("vega-bundle").textContent;
      document.head.append(script);
      draw().catch(() => { live.hidden = true; still.hidden = false; });
      question.addEventListener("change", ask);
      new ResizeObserver(fit).observe(live);
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
    };
    const near = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) {
        near.disconnect();
        start();
      }
    }, { rootMargin: "600px" });
    near.observe(still);
  };

  if (find("finder")) finder();
  if (find("map-chart")) map();
  // On paper the table holds what the folded lists hold: they stay folded.
  addEventListener("beforeprint", () => {
    document.querySelectorAll("details:not(.menu, .figures, .more:not(.all))").forEach((one) => { one.open = true; });
  });
})();
