// Asked, skipped, not asked: one press, at once. Replacing and moving ask the server, and the sheet stays open:
// what was typed in the other questions is not touched.

import { refresh, sayWrong, sectionOf, showMark, speak, tell } from "./facts.js";

const form = document.getElementById("sheet");
const dialog = document.getElementById("replace-dialog");
const WORDS = { asked: "asked", skipped: "skipped", planned: "not asked yet" };
const isOpen = (section) => section && section.dataset.mark !== "replaced";

function skipReason(section) {
  const field = section.querySelector("[data-skip] input");
  const said = section.querySelector("[data-skip-said]");
  const reason = field.value.trim();
  said.hidden = Boolean(reason);
  said.textContent = reason ? "" : "Say in a line why it is skipped.";
  field.toggleAttribute("aria-invalid", !reason);
  if (!reason) field.focus();
  return reason;
}

function mark(section, state) {
  const planned = section.dataset.question;
  const reason = state === "skipped" ? skipReason(section) : "";
  if (state === "skipped" && !reason) return;
  for (const menu of section.querySelectorAll("details.menu[open]")) menu.open = false;
  sayWrong(section.querySelector(".marks"), "");
  showMark(planned, { mark: state, reason, askedAt: state === "asked" ? "now" : "" });
  tell(`mark:${planned}`, state === "skipped" ? `skipped:${reason}` : state);
  speak(`${section.querySelector(".question-number").firstChild.textContent}: ${WORDS[state]}`);
  const gone = document.activeElement?.closest(".marks") && !document.activeElement.checkVisibility();
  if (gone) section.querySelector(`button[data-when-mark="${state}"]`)?.focus({ preventScroll: true });
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-mark-as]");
  const section = button?.closest("[data-question]");
  if (!isOpen(section)) return;
  event.preventDefault();
  mark(section, button.dataset.markAs);
});

form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  if (!event.target.matches("[data-skip] input")) return;
  event.preventDefault();
  mark(event.target.closest("[data-question]"), "skipped");
});

// A menu that opens leads straight to its field.
form.addEventListener(
  "toggle",
  (event) => event.target.open && event.target.matches("[data-skip], [data-change]") && event.target.querySelector("input, a").focus(),
  true,
);

// --- another question, another place ----------------------------------------------------------------------

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target?.id !== "replace-body" || dialog.open) return;
  if (event.detail.target.children.length) dialog.showModal();
});

const failed = (event) => {
  const place = event.detail.elt?.closest?.(".marks");
  if (!place) return;
  const reason = event.detail.xhr?.getResponseHeader?.("X-Reason");
  sayWrong(place, reason || "This needs the server, which does not answer now. Try again when the connection is back.");
};
document.addEventListener("htmx:responseError", failed);
document.addEventListener("htmx:sendError", failed);

document.addEventListener("plumbline:changed", ({ detail: { order, focus } }) => {
  dialog.close();
  const verdict = document.getElementById("verdict");
  for (const planned of order) {
    const section = sectionOf(planned);
    if (section) verdict.before(section);
    for (const menu of section?.querySelectorAll("details.menu[open]") ?? []) menu.open = false;
    sayWrong(section?.querySelector(".marks"), "");
  }
  refresh();
  sectionOf(focus)?.focus({ preventScroll: true });
  sectionOf(focus)?.scrollIntoView({ block: "start" });
});
