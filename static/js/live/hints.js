// A hint that is given is written down, and may be taken back; like a mark it travels with the journal.

import { sayWrong, showHint, speak, tell } from "./facts.js";

document.getElementById("sheet").addEventListener("click", (event) => {
  const button = event.target.closest("[data-hint] button");
  if (!button) return;
  event.preventDefault();
  const hint = button.closest("[data-hint]");
  const given = button.value === "given";
  sayWrong(hint.closest("[data-hints]"), "");
  showHint(hint, given ? "now" : "");
  speak(given ? "Hint given" : "Hint taken back");
  tell(hint.dataset.hint, given ? "given" : "");
  hint.querySelector(given ? '[data-when-given="yes"] button' : 'button[data-when-given="no"]')?.focus();
});
