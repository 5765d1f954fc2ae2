// What was typed and is not yet acknowledged: one waiting edit a field, kept in memory and in this
// browser's storage so that a reload brings it back. A sequence is never used for two texts: a newer
// text of the same field takes a new one, and the server knows the later from the earlier by it.
//
// A journal belongs to one page load (its client id is fresh). Journals that another page load left
// behind are sent under their own client id, so that sending them twice is harmless.

const PREFIX = "plumbline-edits:";

// crypto.randomUUID is there on https and localhost only.
export const newId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

export class Journal {
  constructor(seat, client = newId(), state = {}) {
    this.key = `${PREFIX}${seat}:${client}`;
    this.client = client;
    this.sequence = state.sequence ?? 0;
    this.waiting = new Map(Object.entries(state.waiting ?? {})); // field -> {sequence, value, base}
    this.stored = true; // false: storage refused, edits live in this page only
  }

  get size() {
    return this.waiting.size;
  }

  put(field, value, base) {
    this.sequence += 1;
    this.waiting.set(field, { sequence: this.sequence, value, base });
    this.#keep();
  }

  // What waits was typed on top of this version: our own earlier text has been stored meanwhile.
  rebase(field, version) {
    const edit = this.waiting.get(field);
    if (edit) edit.base = version;
  }

  // Up to `limit` edits, oldest first, leaving out fields that wait for a person's choice.
  batch(limit, held = new Set()) {
    return [...this.waiting]
      .filter(([field]) => !held.has(field))
      .map(([field, edit]) => ({ field, ...edit }))
      .sort((a, b) => a.sequence - b.sequence)
      .slice(0, limit);
  }

  // Drops what the server has, unless a newer text of the field came meanwhile.
  acknowledge(sequences) {
    const known = new Set(sequences);
    for (const [field, edit] of this.waiting) if (known.has(edit.sequence)) this.waiting.delete(field);
    this.#keep();
  }

  #keep() {
    try {
      if (this.size === 0) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, JSON.stringify({ sequence: this.sequence, waiting: Object.fromEntries(this.waiting) }));
      this.stored = true;
    } catch {
      this.stored = false;
    }
  }

  // The journals of this seat that other page loads left in this browser.
  static leftBehind(seat) {
    const found = [];
    try {
      for (const key of Object.keys(localStorage)) {
        if (!key.startsWith(`${PREFIX}${seat}:`)) continue;
        const state = JSON.parse(localStorage.getItem(key));
        if (state?.waiting) found.push(new Journal(seat, key.slice(PREFIX.length + seat.length + 1), state));
      }
    } catch {
      return found; // storage is blocked or broken: nothing can have been left
    }
    return found;
  }

  forget() {
    this.waiting.clear();
    this.#keep();
  }
}
