// Keys for answers: a agree, d disagree, p pass, u undo. Everything works without them; nothing happens while writing.
"use strict";

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog")) return;
  const key = event.key.toLowerCase();
  if (!/^[adpu]$/.test(key)) return;
  const button = document.querySelector(`[data-key="${key}"]:not([disabled])`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

// After an answer by htmx the next statement is where reading goes on: for the eye, the keyboard, and a screen reader.
addEventListener("htmx:afterSettle", (event) => {
  const next = event.target.closest("[data-respond]") || document.querySelector("[data-respond]");
  if (!next || document.activeElement.matches("textarea, input")) return;
  const statement = next.querySelector("[data-statement]");
  if (statement) statement.focus({ preventScroll: true });
});
