// A newer result takes the place of the one that is shown: what the reader has unfolded stays unfolded.
(() => {
  let unfolded = new Set();
  const nameOf = (details) => details.querySelector("summary")?.textContent.trim() ?? "";
  const all = () => document.querySelectorAll("#result details");
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 304) event.detail.shouldSwap = false;
    unfolded = new Set([...all()].filter((details) => details.open).map(nameOf));
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const details of all()) if (unfolded.has(nameOf(details))) details.open = true;
  });
  // A way on this page leads there, opens what a phone keeps shut, and gets out of the way.
  document.addEventListener("click", (event) => {
    const way = event.target.closest(".on-this-page a");
    if (!way) return;
    way.closest("details").open = false;
    const folded = document.querySelector(`${way.hash} > .folded`);
    if (folded) folded.open = true;
  });
})();
