// Carries the journals to the server: one request at a time, again after a growing and random pause
// while it cannot be had. It knows nothing of the page; `report` is told what happened.

const DEBOUNCE = 400; // milliseconds after the last key
const BATCH = 50;
const LONGEST_PAUSE = 30_000;
const TIMEOUT = 20_000;

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]").value;

export class Sender {
  // journals: those left behind first, this page's own last. report(event, detail) with event one of
  // saving, saved, waiting (will try again), signed-out, refused (will not), answer.
  constructor({ url, seat, journals, held, report }) {
    Object.assign(this, { url, seat, journals, held, report });
    this.failures = 0;
    this.timer = 0;
    this.running = null;
    this.stopped = false;
    addEventListener("online", () => this.now());
    addEventListener("focus", () => this.failures && this.now());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.now();
    });
  }

  get unsent() {
    return this.journals.reduce((sum, journal) => sum + journal.size, 0);
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), this.failures ? this.#pause() : DEBOUNCE);
  }

  // Sends until nothing is left to send; resolves to whether all of it arrived.
  now() {
    clearTimeout(this.timer);
    this.running ??= this.#drain().finally(() => (this.running = null));
    return this.running;
  }

  async #drain() {
    for (;;) {
      const journal = this.journals.find((one) => one.batch(1, this.held).length);
      if (!journal || this.stopped) break;
      this.report("saving");
      if (!(await this.#send(journal, journal.batch(BATCH, this.held)))) return false;
    }
    if (!this.stopped && this.unsent === 0) this.report("saved");
    return this.unsent === 0;
  }

  async #send(journal, edits) {
    let answer;
    try {
      answer = await fetch(this.url, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
        body: JSON.stringify({ client: journal.client, seat: this.seat, edits }),
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT),
      });
    } catch {
      return this.#later("waiting");
    }
    if (answer.ok) return this.#took(journal, edits, answer);
    if (answer.type === "opaqueredirect" || answer.status === 401) return this.#later("signed-out");
    const error = (await answer.json().catch(() => null))?.error;
    if (answer.status === 403 && !error) return this.#later("signed-out"); // the form's key has expired
    if (answer.status === 429 || answer.status >= 500) return this.#later("waiting");
    this.stopped = true;
    this.report("refused", error?.detail ?? "this page no longer takes changes. Reload it.");
    return false;
  }

  async #took(journal, edits, answer) {
    let body;
    try {
      body = await answer.json();
    } catch {
      return this.#later("waiting");
    }
    this.failures = 0;
    const refused = body.errors.map((error) => error.sequence);
    journal.acknowledge([...body.saved, ...refused]);
    this.report("answer", { journal, edits, body });
    return true;
  }

  #later(event) {
    this.failures += 1;
    this.report(event);
    this.soon();
    return false;
  }

  #pause() {
    const longest = Math.min(LONGEST_PAUSE, 1000 * 2 ** (this.failures - 1));
    return longest / 2 + (Math.random() * longest) / 2;
  }
}
