// Says in words whether what was typed is kept (components/save_state.html). It is read aloud only when the
// kind of answer changes: "Saving…" and "saved" come and go with every sentence. Nothing is written
// that stands there already: a live region that is written to speaks.

const changes = (count) => `${count} change${count === 1 ? "" : "s"}`;

const KEPT = {
  database: "",
  small: "This browser keeps changes in its small storage only.",
  none: "This browser keeps nothing: leave the page open until all changes are saved.",
};

const SPOKEN = {
  saved: "Everything is saved.",
  offline: "Offline. Changes wait to be sent.",
  conflict: "A field was changed in another window. Choose which text to keep.",
};

export class SaveState {
  constructor(element, signIn) {
    Object.assign(this, { element, signIn });
    this.kind = "saved"; // nothing need be said while all is well from the start
  }

  #show(state) {
    if (this.element.dataset.saveState !== state) this.element.dataset.saveState = state;
    if (this.signIn) this.signIn.hidden = true;
    if (state === "saving" || state === this.kind) return;
    this.kind = state;
    this.#text("spoken", SPOKEN[state] ?? ""); // why it failed is read where it stands
  }

  #text(name, words) {
    const place = this.element.querySelector(`[data-save-${name}]`);
    if (place.textContent !== words) place.textContent = words;
  }

  #failed(reason, left = "") {
    this.#text("reason", reason);
    this.#text("left", left);
    this.#show("failed");
  }

  // Where changes are kept; said as long as it is not the ordinary place.
  storage(kind) {
    this.element.dataset.saveStorage = kind;
    this.#text("note", KEPT[kind]);
    this.#text("kept", kind === "none" ? "not kept on this device" : "kept on this device");
  }

  saving() {
    this.#show("saving");
  }

  // The server's time, in the person's zone: the device's clock may be wrong.
  saved(time) {
    if (time) this.#text("time", time.toLocaleTimeString([], { hour12: false }));
    this.#show("saved");
  }

  offline(count) {
    this.#text("count", changes(count));
    this.#show("offline");
  }

  conflict() {
    this.#show("conflict");
  }

  signedOut(count) {
    this.#failed("you are signed out.", `${changes(count)} ${this.element.querySelector("[data-save-kept]").textContent}.`);
    if (this.signIn) this.signIn.hidden = false;
  }

  denied(reason) {
    this.#failed(reason);
    if (this.signIn) this.signIn.hidden = false;
  }

  refused(reason) {
    this.#failed(reason);
  }
}
