// Says in words whether what was typed is kept (components/save_state.html).

const changes = (count) => `${count} change${count === 1 ? "" : "s"}`;

export class SaveState {
  constructor(element, signIn) {
    this.element = element;
    this.signIn = signIn;
  }

  #show(state) {
    if (this.element.dataset.saveState !== state) this.element.dataset.saveState = state;
    this.signIn.hidden = true;
  }

  #failed(words) {
    this.element.querySelector("[data-save-reason]").textContent = words;
    this.#show("failed");
  }

  saving() {
    this.#show("saving");
  }

  saved(time = new Date()) {
    this.element.querySelector("[data-save-time]").textContent = time.toLocaleTimeString([], { hour12: false });
    this.#show("saved");
  }

  offline(count, stored) {
    if (!stored) return this.#failed(`no connection, and this browser keeps nothing: leave the page open (${changes(count)})`);
    this.element.querySelector("[data-save-count]").textContent = changes(count);
    this.#show("offline");
  }

  conflict() {
    this.#show("conflict");
  }

  signedOut(count) {
    this.#failed(`you are signed out. ${changes(count)} kept in this browser.`);
    this.signIn.hidden = false;
  }

  refused(reason) {
    this.#failed(reason);
  }
}
