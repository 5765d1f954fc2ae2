// Two texts for one field: shows both, one field after the other, and asks which to keep.

export class Conflicts {
  // choose(field, value, version) is called with what the person decided.
  constructor(dialog, fields, choose) {
    Object.assign(this, { dialog, fields, choose });
    this.held = new Set(); // fields that wait for a choice: they are not sent meanwhile
    this.queue = [];
    dialog.addEventListener("close", () => this.#decided());
    dialog.addEventListener("cancel", (event) => event.preventDefault()); // a choice must be made
  }

  add({ field, label, mine, theirs, version }) {
    this.queue = this.queue.filter((one) => one.field !== field);
    this.queue.push({ field, label, mine, theirs, version });
    this.held.add(field);
    if (!this.dialog.open) this.#show();
  }

  #show() {
    const [next] = this.queue;
    if (!next) return;
    const part = (name) => this.dialog.querySelector(`[data-conflict-${name}]`);
    const text = /^(rating|recommendation)/.test(next.field);
    part("label").textContent = next.label;
    part("mine").textContent = this.fields.shown(next.field, next.mine);
    part("theirs").textContent = this.fields.shown(next.field, next.theirs);
    part("both").hidden = text;
    this.dialog.returnValue = "";
    this.dialog.showModal();
  }

  #decided() {
    const chosen = this.dialog.returnValue;
    const one = this.queue[0];
    if (!one) return;
    if (!["mine", "theirs", "both"].includes(chosen)) return this.#show();
    this.queue.shift();
    this.held.delete(one.field);
    const both = [one.theirs, one.mine].filter(Boolean).join("\n\n");
    this.choose(one.field, { mine: one.mine, theirs: one.theirs, both }[chosen], one.version);
    this.#show();
  }
}
