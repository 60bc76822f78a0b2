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

// An answer that was refused comes with the page that says why: show it in place of the card.
addEventListener("htmx:beforeSwap", (event) => {
  if (![409, 422].includes(event.detail.xhr.status) || !event.target.closest("[data-respond]")) return;
  event.detail.shouldSwap = event.detail.xhr.responseText.includes("data-respond");
});

// Anything else that goes wrong: without a connection say so beside the buttons, else let the browser send the form
// itself and show what the server says. An answer that arrives twice is one answer.
addEventListener("htmx:sendError", (event) => {
  const form = event.target.closest("form[data-answer]");
  if (!form) return;
  let note = form.querySelector("[data-problem]");
  if (!note) {
    note = document.createElement("p");
    note.className = "notice notice-error";
    note.dataset.problem = "";
    note.setAttribute("role", "alert");
    form.prepend(note);
  }
  note.textContent = form.dataset.offline;
});
addEventListener("htmx:responseError", (event) => {
  const form = event.target.closest("form[data-answer]");
  const pressed = event.detail.requestConfig.triggeringEvent?.submitter;
  if (!form || !pressed) return;
  form.removeAttribute("hx-post");
  const value = document.createElement("input");
  value.type = "hidden";
  value.name = pressed.name;
  value.value = pressed.value;
  form.append(value);
  form.submit();
});
