// What was typed and is not yet acknowledged: one waiting edit a field, in memory and in the store, so that a
// reload brings it back. A sequence is never used for two texts: a newer text of the same field takes a new
// one, and the server knows the later from the earlier by it.
//
// A journal belongs to one page load (its client id is fresh). Journals that another page load left behind
// are sent under their own client id, so that sending them twice is harmless.

// crypto.randomUUID is there on https and localhost only.
export const newId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

export class Journal {
  constructor(store, { user, seat, client = newId(), rows = [] }) {
    Object.assign(this, { store, user, seat, client });
    this.sequence = Math.max(0, ...rows.map((row) => row.sequence));
    this.waiting = new Map(); // field -> {sequence, value, base, on, at, tries}
    for (const { field, sequence, value, base, on, at } of rows) this.waiting.set(field, { sequence, value, base, on, at, tries: 1 });
    this.dirty = new Set(); // fields whose row in the store is not what it should be
    this.writing = null;
  }

  get size() {
    return this.waiting.size;
  }

  // base: the version that the person had before them; on: the journal whose text, not yet there, they had.
  put(field, value, base, on) {
    this.sequence += 1;
    this.waiting.set(field, { sequence: this.sequence, value, base, on, at: Date.now(), tries: 0 });
    this.#keep([field]);
  }

  // The text of that journal, on which this one's was typed, is there now, as this version.
  rebase(field, on, version) {
    const edit = this.waiting.get(field);
    if (!edit?.on || edit.on !== on) return;
    edit.base = version;
    this.#keep([field]);
  }

  drop(field) {
    if (this.waiting.delete(field)) this.#keep([field]);
  }

  // Up to `limit` edits, oldest first, of fields that do not wait for a person's choice.
  batch(limit = Infinity, held = new Set()) {
    return [...this.waiting]
      .filter(([field]) => !held.has(field))
      .map(([field, edit]) => ({ field, ...edit }))
      .sort((a, b) => a.sequence - b.sequence)
      .slice(0, limit);
  }

  // These are on their way: whether they arrive is not known until the answer is here.
  tried(edits) {
    for (const { field, sequence } of edits) {
      const edit = this.waiting.get(field);
      if (edit?.sequence === sequence) edit.tries += 1;
    }
  }

  // Drops what the server has, unless a newer text of the field came meanwhile.
  acknowledge(sequences) {
    const known = new Set(sequences);
    const gone = [...this.waiting].filter(([, edit]) => known.has(edit.sequence)).map(([field]) => field);
    for (const field of gone) this.waiting.delete(field);
    this.#keep(gone);
  }

  forget() {
    const fields = [...this.waiting.keys()];
    this.waiting.clear();
    this.#keep(fields);
  }

  // Everything once more: the store has lost what it kept.
  keepAgain() {
    this.#keep([...this.waiting.keys()]);
  }

  // Resolves when the store has what was put so far, or has said that it takes nothing.
  kept() {
    return this.writing ?? Promise.resolve();
  }

  // The page goes away, and the store may be still at work.
  lastChance() {
    if (this.writing) this.store.writeAtOnce([...this.waiting.keys()].map((field) => this.#row(field)));
  }

  #row(field) {
    const { tries, ...edit } = this.waiting.get(field);
    return { user: this.user, seat: this.seat, client: this.client, field, ...edit };
  }

  #keep(fields) {
    for (const field of fields) this.dirty.add(field);
    if (this.dirty.size) this.writing ??= this.#write().finally(() => (this.writing = null));
  }

  // One write at a time; what is typed meanwhile goes with the next.
  async #write() {
    while (this.dirty.size) {
      const fields = [...this.dirty];
      this.dirty.clear();
      const there = fields.filter((field) => this.waiting.has(field));
      const gone = fields.filter((field) => !this.waiting.has(field));
      await this.store.write(
        there.map((field) => this.#row(field)),
        gone.map((field) => [this.user, this.seat, this.client, field]),
      );
    }
  }

  // The journals of this seat that other page loads of this person keep in this browser, the oldest first.
  static async others(store, user, seat, own) {
    const rows = (await store.read(user, seat)).filter((row) => row.client !== own).sort((one, other) => (one.at ?? 0) - (other.at ?? 0));
    const clients = [...new Set(rows.map((row) => row.client))];
    return clients.map((client) => new Journal(store, { user, seat, client, rows: rows.filter((row) => row.client === client) }));
  }
}
