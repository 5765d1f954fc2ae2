// Wires the live sheet together: typing → journal → sender → server, conflicts → dialog, keys.
//
// Any part of the page that wants something kept dispatches "plumbline:edit" on the form, with {field, value}:
// a field of the card, or a fact of the session ("mark:…", "hint:…"). After an answer the form hears
// "plumbline:saved" {fields, errors}; "plumbline:restored" {edits} says what an earlier page load left behind;
// "plumbline:known" {field, version} tells the sheet that the page shows this version of a fact now.

import "./missing.js";
import { stayAlive, whenGone } from "./alive.js";
import { Conflicts } from "./conflicts.js";
import { Fields, fieldOf } from "./fields.js";
import { Fresh } from "./fresh.js";
import { Journal } from "./journal.js";
import { Keys } from "./keys.js";
import { SaveState } from "./saveState.js";
import { Sender, pauseAfter } from "./sender.js";
import { Store, news } from "./store.js";

const LONGEST = 200_000; // characters; the server takes far fewer, and says so

const form = document.getElementById("sheet");
const fields = new Fields(form);
const { user, seat } = form.dataset;
const versions = JSON.parse(form.dataset.versions);
const state = new SaveState(document.getElementById("save-state"), form.querySelector("[data-sign-in]"));
const store = new Store({ changed: () => state.storage(store.kind), lost: () => own.keepAgain() });
const own = new Journal(store, { user, seat });
const journals = [own]; // those that other page loads left behind come before it
const seen = new Map(); // field -> the text that the server is known to have had, and this person before them
const restored = new Map(); // field -> the journal of an earlier page load whose text stands in it
const doubts = new Map(); // field -> {journal, edit, since}: the server has it; what became of it is not known
const touched = new Set(); // fields that were changed here since the page came
const problems = new Map(); // field -> what is wrong with its text; it is not on the server
let savedAt = null;
let trouble = null; // what to show while edits cannot be sent
let resolving = false;
let leaving = false;

stayAlive(own.client);

const tell = (name, detail) => form.dispatchEvent(new CustomEvent(`plumbline:${name}`, { detail, bubbles: true, cancelable: true }));
const seenIn = (field) => seen.get(field) ?? fields.initial(field);

// The text that a person, or its history, settled on: it is sent as built on this version.
function settle(field, value, version) {
  versions[field] = version;
  fields.set(field, value);
  if (restored.delete(field)) for (const journal of journals) journal.drop(field);
  own.put(field, value, version);
  sender.now();
}

const conflicts = new Conflicts(document.getElementById("conflict-dialog"), fields, settle);

const show = {
  settled() {
    trouble = null;
    if (problems.size) state.refused([...problems.values()].join(" "));
    else if (conflicts.held.size) state.conflict();
    else if (!doubts.size) state.saved(savedAt);
  },
  saving: () => trouble || state.saving(),
  waiting: () => (trouble = () => state.offline(sender.unsent))(),
  "signed-out"() {
    (trouble = () => state.signedOut(sender.unsent))();
    tell("signed-out");
  },
  denied(reason) {
    (trouble = () => state.denied(reason))();
    tell("refused", { reason });
  },
  refused(reason) {
    (trouble = () => state.refused(reason))();
    tell("refused", { reason });
  },
  answer: took,
};

const held = { has: (field) => conflicts.held.has(field) || doubts.has(field) || problems.has(field) };
const sender = new Sender({ url: form.dataset.edits, seat, journals, held, report: (event, detail) => show[event](detail) });

const fresh = new Fresh({
  url: form.dataset.fields,
  seat,
  fields,
  versions,
  busy: (field) => held.has(field) || journals.some((journal) => journal.waiting.has(field)),
  took: (field, value) => seen.set(field, value),
  heard: clear,
});

// Of an edit that was sent before, unheard, the answer does not tell what became of it then: it stays in the
// journal until the card has been asked.
function took({ journal, edits, body }) {
  trouble = null;
  savedAt = new Date(body.saved_at);
  const refused = new Map(body.errors.map((error) => [error.sequence, error.detail]));
  const conflicting = new Map(body.conflicts.map((conflict) => [conflict.sequence, conflict]));
  for (const edit of edits) {
    const { field, sequence } = edit;
    if (fields.has(field) && edit.tries && !refused.has(sequence) && !conflicting.has(sequence)) {
      doubts.set(field, { journal, edit, since: performance.now() });
      continue;
    }
    if (fields.has(field) && refused.has(sequence)) {
      problems.set(field, `${fields.label(field) || field}: ${refused.get(sequence)}`);
      continue; // it stays in the journal, so that a reload brings it back
    }
    journal.acknowledge([sequence]);
    if (conflicting.has(sequence)) compare(journal, edit, conflicting.get(sequence));
    else if (!refused.has(sequence)) arrived(edit, body.versions[field]);
  }
  const there = edits.filter((edit) => !refused.has(edit.sequence));
  tell("saved", { fields: there.map((edit) => edit.field), errors: body.errors });
  fresh.tell();
  resolve();
}

function arrived({ field, value }, version) {
  seen.set(field, value);
  if (version) versions[field] = version;
}

// Asks the card until it has answered.
async function resolve() {
  if (!doubts.size || resolving) return;
  resolving = true;
  for (let failures = 0; doubts.size; failures += 1) {
    if (failures) await new Promise((again) => setTimeout(again, pauseAfter(failures)));
    await fresh.look();
  }
  resolving = false;
  sender.now();
}

// The card has said how things stand: an edit in doubt is there, or it was kept beside another's text.
function clear(now, values, asked) {
  for (const [field, { journal, edit, since }] of doubts) {
    if (since > asked) continue;
    doubts.delete(field);
    const there = values[field] === edit.value;
    if (there) for (const later of journals) later.rebase(field, journal.client, now[field]);
    if (there && stands(field, journal)) arrived(edit, now[field]);
    if (there && restored.get(field) === journal.client) restored.delete(field);
    journal.acknowledge([edit.sequence]);
    if (!there && !journals.some((one) => one.waiting.has(field))) {
      compare(journal, edit, { field, value: values[field], version: now[field] });
    }
  }
}

// Whether what the person sees in the field is of this journal, or was typed on it.
const stands = (field, journal) => fields.has(field) && (journal === own || restored.has(field));

// Asks, unless the other text is one that this person had before them when they typed theirs.
function compare(journal, edit, { field, value, version }) {
  const standing = stands(field, journal);
  const mine = standing ? fields.value(field) : edit.value;
  if (value === mine || (standing && value === seenIn(field))) return settle(field, mine, version);
  conflicts.add({ field, label: fields.label(field), mine: standing ? undefined : mine, theirs: value, version });
}

form.addEventListener("plumbline:edit", ({ detail: { field, value } }) => {
  leaving = false;
  if (problems.delete(field) && restored.delete(field)) for (const journal of journals) journal.drop(field);
  if (value.length > LONGEST) {
    problems.set(field, `${fields.label(field)}: this text has ${value.length.toLocaleString()} characters, far too many. It is not kept.`);
    return show.settled();
  }
  touched.add(field);
  own.put(field, value, versions[field] ?? 0, restored.get(field));
  if (trouble) trouble();
  else state.saving();
  sender.soon();
});

const typed = (field) => field && tell("edit", { field, value: fields.value(field) });
form.addEventListener("input", (event) => event.target.type !== "radio" && typed(fieldOf(event.target)));
form.addEventListener("change", (event) => (event.target.type === "radio" || event.target.matches("fieldset")) && typed(fieldOf(event.target)));
form.addEventListener("plumbline:signed-in", () => {
  sender.stopped = false; // what was refused may have been refused to somebody else
  sender.now();
});

// What was typed before this script ran.
for (const field of fields.names()) if (fields.value(field) !== fields.initial(field)) typed(field);

// What another page load left behind stands in its field again, and is sent under its own name.
async function adopt(client) {
  const journal = (await Journal.others(store, user, seat, own.client)).find((one) => one.client === client);
  if (!journal) return;
  journals.splice(-1, 0, journal);
  for (const { field, value, base } of journal.batch()) {
    if (!fields.has(field) || touched.has(field) || conflicts.held.has(field)) continue;
    restored.set(field, client);
    versions[field] = base; // what is typed on it is built on no more than it was itself
    seen.set(field, value);
    fields.set(field, value);
  }
  tell("restored", { edits: journal.batch().map(({ field, value }) => ({ field, value })) });
  if (!trouble) sender.now();
}

Journal.others(store, user, seat, own.client).then((left) => {
  for (const { client } of left) whenGone(client, () => adopt(client));
});

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
  if (!arrived || problems.size || doubts.size || conflicts.held.size) return conflicts.show();
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

// This person has signed out and wants nothing kept here.
news().addEventListener("message", ({ data }) => {
  if (data.forgotten !== user) return;
  store.close();
  leaving = true;
});

new Keys(form);

document.getElementById("missing")?.focus();
form.dataset.ready = "true"; // the page reacts from here on
