// Carries the journals to the server: one request at a time, again after a growing and random pause while it
// cannot be had. It knows nothing of the page; `report` is told what happened.

import { token } from "../csrf.js";

const DEBOUNCE = 400; // milliseconds after the last key
const BATCH = 50; // edits in a request
const BYTES = 200_000; // of texts in a request
const LAST_BYTES = 50_000; // what a browser still sends for a page that is gone is 64 KiB in all
const LONGEST_PAUSE = 30_000;
const LONGEST_WISH = 600_000; // more than this no Retry-After is given
const SPREAD = 2500; // milliseconds over which all the pages of an office come back at once
const TIMEOUT = 20_000;

const encoder = new TextEncoder();
const weight = (edit) => encoder.encode(JSON.stringify(edit)).length;

// Milliseconds that a server asks to be left alone: seconds or a date.
export const wished = (header, now = Date.now()) => {
  if (!header) return 0;
  const pause = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Math.min(LONGEST_WISH, Math.max(0, pause || 0));
};

// Full jitter: anywhere between nothing and a bound that doubles. A server's wish is the least, and who was
// told the same does not come back in the same moment.
export const pauseAfter = (failures, wish = 0, random = Math.random) => {
  const bound = Math.min(LONGEST_PAUSE, 1000 * 2 ** failures);
  return wish + random() * bound;
};

// As many of the edits as go into one request, at least one.
export const fitting = (edits, bytes) => {
  let sum = 0;
  const place = edits.findIndex((edit) => (sum += weight(edit)) > bytes);
  return place < 0 ? edits : edits.slice(0, Math.max(1, place));
};

export class Sender {
  // journals: those left behind first, this page's own last. held.has(field): it must not be sent yet.
  // report(event, detail) with event one of saving, settled (nothing is left that could be sent), waiting (will
  // try again), signed-out, denied, refused (will not try again), answer.
  constructor({ url, seat, journals, held, report }) {
    Object.assign(this, { url, seat, journals, held, report });
    this.failures = 0;
    this.bytes = BYTES;
    this.timer = 0;
    this.running = null;
    this.stopped = false;
    addEventListener("online", () => this.failures && this.#in(Math.random() * SPREAD));
    addEventListener("focus", () => this.failures && this.now());
    addEventListener("pagehide", () => this.#lastChance());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && !this.failures && this.now());
  }

  get unsent() {
    return this.journals.reduce((sum, journal) => sum + journal.size, 0);
  }

  // After a failure the pause runs on, however much is typed meanwhile.
  soon() {
    if (!this.failures) this.#in(DEBOUNCE);
  }

  // Sends until nothing is left to send; resolves to whether all of it arrived.
  now() {
    clearTimeout(this.timer);
    this.running ??= this.#drain().finally(() => (this.running = null));
    return this.running;
  }

  #in(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), pause);
  }

  #next(bytes) {
    const journal = this.journals.find((one) => one.batch(1, this.held).length);
    return journal ? [journal, fitting(journal.batch(BATCH, this.held), bytes)] : [null, []];
  }

  async #drain() {
    while (!this.stopped) {
      const [waiting] = this.#next(this.bytes);
      if (!waiting) break;
      await waiting.kept(); // what is sent is kept first
      const [journal, edits] = this.#next(this.bytes);
      if (!journal) break;
      this.report("saving");
      if (!(await this.#send(journal, edits))) return false;
    }
    if (!this.stopped) this.report("settled");
    return this.unsent === 0;
  }

  #request(journal, edits, more) {
    journal.tried(edits);
    return fetch(this.url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token(), Accept: "application/json" },
      body: JSON.stringify({ client: journal.client, seat: this.seat, now: Date.now(), edits: edits.map(({ tries, on, ...edit }) => edit) }),
      redirect: "manual",
      ...more,
    });
  }

  async #send(journal, edits) {
    let answer;
    let body;
    try {
      answer = await this.#request(journal, edits, { signal: AbortSignal.timeout(TIMEOUT) });
      body = await answer.json().catch(() => null);
    } catch {
      return this.#later("waiting");
    }
    if (answer.ok) return Array.isArray(body?.saved) ? this.#took(journal, edits, body) : this.#later("waiting");
    return this.#failed(answer, body?.error, edits);
  }

  #failed(answer, error, edits) {
    const { status } = answer;
    if (answer.type === "opaqueredirect" || status === 401) return this.#later("signed-out");
    if (status === 403 && !error) return this.#later("signed-out"); // the form's key has expired
    if (status === 403) return this.#later("denied", error.detail); // another person is signed in meanwhile
    if (status === 429 || status >= 500 || status === 408) return this.#later("waiting", wished(answer.headers.get("Retry-After")));
    if (status === 413 && edits.length > 1) {
      this.bytes = Math.ceil(this.bytes / 4);
      return true;
    }
    this.stopped = true;
    this.report("refused", error?.detail ?? "this page no longer takes changes. Reload it.");
    return false;
  }

  #took(journal, edits, body) {
    this.failures = 0;
    this.report("answer", { journal, edits, body });
    return true;
  }

  #later(event, detail) {
    this.failures += 1;
    this.report(event, detail);
    this.#in(pauseAfter(this.failures, event === "waiting" ? detail : 0));
    return false;
  }

  // The page goes away: one request that outlives it, as far as it may be long. It may arrive or not.
  #lastChance() {
    for (const journal of this.journals) journal.lastChance();
    const [journal, edits] = this.#next(LAST_BYTES);
    if (this.stopped || !journal || weight(edits) > LAST_BYTES + 5000) return;
    this.#request(journal, edits, { keepalive: true }).catch(() => {});
  }
}
