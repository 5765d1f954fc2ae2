// Two texts for one field: shows both, one field after the other, with the words that differ marked, and asks
// which to keep. It waits until the person stops typing: a key pressed meanwhile must not choose.

import { compared } from "./words.js";

const QUIET = 1200; // milliseconds without a key before the dialog opens

const marked = (parts, name) =>
  parts.map(({ text, differs }) => {
    if (!differs || !text.trim()) return document.createTextNode(text);
    const mark = document.createElement(name);
    mark.textContent = text;
    return mark;
  });

export class Conflicts {
  // choose(field, value, version) is called with what the person decided.
  constructor(dialog, fields, choose) {
    Object.assign(this, { dialog, fields, choose });
    this.held = new Set(); // fields that wait for a choice: they are not sent meanwhile
    this.queue = [];
    this.typed = 0;
    this.timer = 0;
    dialog.addEventListener("close", () => this.#decided());
    dialog.addEventListener("cancel", (event) => event.preventDefault()); // a choice must be made
    document.addEventListener("keydown", () => (this.typed = performance.now()));
  }

  // mine: a text that does not stand in the field; without it what stands there when the person is asked.
  add({ field, label, mine, theirs, version }) {
    const place = this.queue.findIndex((one) => one.field === field);
    const conflict = { field, label, mine, theirs, version };
    if (place < 0) this.queue.push(conflict);
    else this.queue[place] = conflict;
    this.held.add(field);
    this.show();
  }

  show() {
    clearTimeout(this.timer);
    const wait = this.typed && this.typed + QUIET - performance.now();
    if (this.dialog.open) this.#fill();
    else if (wait > 0 || document.querySelector("dialog[open]")) this.timer = setTimeout(() => this.show(), Math.max(wait, 200));
    else if (this.queue.length) this.#open();
  }

  #open() {
    this.queue[0].mine ??= this.fields.value(this.queue[0].field);
    this.dialog.returnValue = "";
    this.#fill();
    this.dialog.showModal();
  }

  #fill() {
    const [{ field, label, mine, theirs }] = this.queue;
    const part = (name) => this.dialog.querySelector(`[data-conflict-${name}]`);
    const [left, right] = compared(this.fields.shown(field, mine), this.fields.shown(field, theirs));
    part("label").textContent = label;
    part("mine").replaceChildren(...marked(left, "ins"));
    part("theirs").replaceChildren(...marked(right, "del"));
    part("both").hidden = /^(rating|recommendation)/.test(field);
  }

  #decided() {
    const chosen = this.dialog.returnValue;
    const [one] = this.queue;
    if (!one) return;
    if (!["mine", "theirs", "both"].includes(chosen)) return this.#open();
    this.queue.shift();
    this.held.delete(one.field);
    const both = [one.theirs, one.mine].filter(Boolean).join("\n\n");
    this.choose(one.field, { mine: one.mine, theirs: one.theirs, both }[chosen], one.version);
    if (this.queue.length) this.#open();
  }
}
