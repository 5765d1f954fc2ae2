// An open page hears of what the same person saved in another window or on another device: fields that are
// untouched here are brought up to date. What waits here to be sent or chosen is never overwritten.

import { news } from "./store.js";

const OLD = 20_000; // milliseconds after which going into a field asks again
const SHORT = 300;
const TIMEOUT = 20_000;

export class Fresh {
  // versions: field -> the version that this page knows. busy(field): it waits to be sent or chosen here.
  // took(field, value): the field has another text now. heard(versions, values, asked): before that,
  // with the moment of asking: the answer may be older than what happened since.
  constructor({ url, seat, fields, versions, busy, took, heard }) {
    Object.assign(this, { url, seat, fields, versions, busy, took, heard });
    this.looked = performance.now();
    this.timer = 0;
    this.channel = news();
    this.channel.addEventListener("message", ({ data }) => data.saved === seat && this.soon());
    addEventListener("focus", () => this.look());
    addEventListener("pageshow", (event) => event.persisted && this.look());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.look());
    fields.form.addEventListener("focusin", () => performance.now() - this.looked > OLD && this.look());
  }

  // Tells this person's other pages of the seat that there is something new.
  tell() {
    this.channel.postMessage?.({ saved: this.seat });
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), Math.random() * SHORT);
  }

  // Resolves to whether the server said how things stand.
  async look() {
    const asked = (this.looked = performance.now());
    try {
      const answer = await fetch(this.url, { headers: { Accept: "application/json" }, redirect: "manual", signal: AbortSignal.timeout(TIMEOUT) });
      if (!answer.ok) return false;
      this.#take(await answer.json(), asked);
      return true;
    } catch {
      return false; // what is typed on an old text is compared before it is saved
    }
  }

  #take({ versions, values }, asked) {
    this.heard(versions, values, asked);
    for (const [field, version] of Object.entries(versions)) {
      if (version <= (this.versions[field] ?? 0) || this.busy(field)) continue;
      this.versions[field] = version;
      if (this.fields.value(field) !== values[field]) this.fields.set(field, values[field]);
      this.took(field, values[field]);
    }
  }
}
