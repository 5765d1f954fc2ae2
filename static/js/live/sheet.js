// Wires the live sheet together: typing → journal → sender → server, conflicts → dialog, keys.

import { Conflicts } from "./conflicts.js";
import { Fields, fieldOf } from "./fields.js";
import { Journal } from "./journal.js";
import { Keys } from "./keys.js";
import { SaveState } from "./saveState.js";
import { Sender } from "./sender.js";

const form = document.getElementById("sheet");
const fields = new Fields(form);
const versions = JSON.parse(form.dataset.versions);
const seat = form.dataset.seat;
const state = new SaveState(document.getElementById("save-state"), form.querySelector("[data-sign-in]"));
const own = new Journal(seat);
const journals = [...Journal.leftBehind(seat), own];
let leaving = false;

const conflicts = new Conflicts(document.getElementById("conflict-dialog"), fields, (field, value, version) => {
  versions[field] = version;
  fields.set(field, value);
  own.put(field, value, version);
  sender.now();
});

const report = {
  saving: () => state.saving(),
  saved: () => (conflicts.held.size ? state.conflict() : state.saved()),
  waiting: () => state.offline(sender.unsent, own.stored),
  "signed-out": () => state.signedOut(sender.unsent),
  refused: (reason) => state.refused(reason),
  answer: ({ journal, edits, body }) => {
    Object.assign(versions, body.versions);
    for (const [field, version] of Object.entries(body.versions)) own.rebase(field, version);
    for (const conflict of body.conflicts) compare(journal, edits, conflict);
    for (const error of body.errors) problems.set(error.field, `${fields.label(error.field) || error.field}: ${error.detail}`);
  },
};

const problems = new Map(); // field -> what is wrong with its text; it is not on the server

const sender = new Sender({
  url: form.dataset.edits,
  seat,
  journals,
  held: conflicts.held,
  report: (event, detail) => {
    report[event](detail);
    if (event === "saved" && problems.size) state.refused([...problems.values()].join(" "));
  },
});

function compare(journal, edits, { sequence, field, value, version }) {
  const sent = edits.find((edit) => edit.sequence === sequence);
  const newer = own.waiting.get(field)?.value;
  own.waiting.delete(field); // what is typed now is the "mine" of the question
  conflicts.add({ field, label: fields.label(field), mine: newer ?? sent?.value ?? "", theirs: value, version });
}

function typed(element) {
  const field = fieldOf(element);
  if (!field) return;
  problems.delete(field);
  own.put(field, fields.value(field), versions[field] ?? 0);
  state.saving();
  sender.soon();
}

form.addEventListener("input", (event) => event.target.type !== "radio" && typed(event.target));
form.addEventListener("change", (event) => (event.target.type === "radio" || event.target.matches("fieldset")) && typed(event.target));

// What another page load left behind stands in its field again, and is sent before anything else.
for (const journal of journals) for (const { field, value } of journal.batch(Infinity)) if (fields.has(field)) fields.set(field, value);

// Texts that the server keeps beside a field since an earlier visit.
for (const kept of document.querySelectorAll("[data-kept-field]")) {
  const text = (name) => kept.querySelector(`[data-kept-${name}]`).textContent;
  conflicts.add({ field: kept.dataset.keptField, label: kept.dataset.keptLabel, mine: text("mine"), theirs: text("theirs"), version: Number(kept.dataset.keptVersion) });
}
document.querySelector("[data-kept]")?.remove();

for (const button of form.querySelectorAll("[data-without-script]")) button.hidden = true;

// A button that leads away waits until everything has arrived; the form then need not be read again.
form.addEventListener("submit", async (event) => {
  if (leaving) return;
  event.preventDefault();
  const { submitter } = event;
  const arrived = await sender.now();
  await new Promise((proceed) => setTimeout(proceed)); // a form ignores requestSubmit while its submit event fires
  if (!arrived || problems.size || conflicts.held.size) {
    if (conflicts.held.size) state.conflict();
    return;
  }
  form.elements.namedItem("journal").value = "sent";
  leaving = true;
  form.dataset.confirmed = "true";
  form.requestSubmit(submitter);
  delete form.dataset.confirmed;
});

addEventListener("beforeunload", (event) => {
  if (!leaving && (sender.unsent > 0 || problems.size || conflicts.held.size)) event.preventDefault();
});
addEventListener("pageshow", () => (leaving = false));

new Keys(form);

// After a mark the button is gone: the focus returns to the question, and only its clock runs on.
document.body.addEventListener("htmx:afterSwap", (event) => {
  const marks = event.detail.elt?.closest?.(".marks") ?? document.getElementById(event.detail.target?.id);
  const question = marks?.closest("[data-question]");
  if (!question) return;
  if (marks.querySelector(".clock")) for (const clock of form.querySelectorAll(".marks .clock")) clock.hidden = !marks.contains(clock);
  if (!document.activeElement || document.activeElement === document.body) question.focus({ preventScroll: true });
});

if (sender.unsent) sender.now();
document.getElementById("missing")?.focus();
form.dataset.ready = "true"; // the page reacts from here on
