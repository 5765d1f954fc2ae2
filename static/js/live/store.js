// Where edits are kept in this browser until the server has them: IndexedDB, else its small storage
// (localStorage), else nowhere. A row is one field's newest text:
//   {user, seat, client, field, sequence, value, base, at}
// Rows belong to a person: nobody else's are ever read. No call fails; `kind` says what took the last row.

const NAME = "plumbline";
const TABLE = "edits";
const SMALL = "plumbline-edit:"; // prefix of a row in the small storage
const FORMER = "plumbline-edits:"; // prefix of a whole journal as the former version kept it
const PATIENCE = 3000; // milliseconds for an answer of IndexedDB, which may be blocked for ever
const REST = 15_000; // milliseconds until IndexedDB is tried again after it failed

export const KINDS = { database: "database", small: "small", none: "none" };

const keyOf = (row) => [row.user, row.seat, row.client, row.field];
const within = (promise) => Promise.race([promise, new Promise((_, reject) => setTimeout(() => reject(new Error("no answer")), PATIENCE))]);

const finished = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error("aborted"));
  });

class Database {
  constructor(onLost) {
    this.onLost = onLost; // everything in it may be gone: it was deleted while this page had it open
    this.opening = null;
  }

  #open() {
    this.opening ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(TABLE, { keyPath: ["user", "seat", "client", "field"] });
      request.onerror = () => reject(request.error);
      request.onsuccess = () => resolve(this.#watched(request.result));
    });
    this.opening.catch(() => (this.opening = null));
    return within(this.opening);
  }

  #watched(database) {
    const lost = () => {
      this.opening = null;
      this.onLost();
    };
    database.onclose = lost;
    database.onversionchange = () => {
      database.close();
      lost();
    };
    return database;
  }

  async #run(mode, work) {
    const database = await this.#open();
    let transaction;
    try {
      transaction = database.transaction(TABLE, mode, { durability: "strict" });
    } catch (error) {
      this.opening = null; // the connection is closed: the next call opens another
      throw error;
    }
    const request = work(transaction.objectStore(TABLE));
    await within(finished(transaction));
    return request?.result;
  }

  write(rows, keys) {
    return this.#run("readwrite", (table) => {
      for (const row of rows) table.put(row);
      for (const key of keys) table.delete(key);
    });
  }

  read(start) {
    return this.#run("readonly", (table) => table.getAll(IDBKeyRange.bound(start, [...start, []])));
  }

  forget(start) {
    return this.#run("readwrite", (table) => table.delete(IDBKeyRange.bound(start, [...start, []])));
  }
}

// The small storage. It works at once, which is what the last moment of a page needs.
const small = {
  write(rows) {
    for (const row of rows) localStorage.setItem(SMALL + JSON.stringify(keyOf(row)), JSON.stringify(row));
  },

  drop(keys) {
    for (const key of keys) localStorage.removeItem(SMALL + JSON.stringify(key));
  },

  // What the database has now; a newer copy, written as the page went away, stays.
  dropUpTo(rows) {
    for (const row of rows) {
      const copy = JSON.parse(localStorage.getItem(SMALL + JSON.stringify(keyOf(row))));
      if (copy && copy.sequence <= row.sequence) this.drop([keyOf(row)]);
    }
  },

  read(start) {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(SMALL));
    const rows = names.map((name) => JSON.parse(localStorage.getItem(name)));
    return rows.filter((row) => row && start.every((part, place) => keyOf(row)[place] === part));
  },

  // The former version's journals name no person; a seat is one person's, so that who opens it owns them.
  takeOver(user, seat) {
    const prefix = `${FORMER}${seat}:`;
    for (const name of Object.keys(localStorage).filter((one) => one.startsWith(prefix))) {
      const waiting = JSON.parse(localStorage.getItem(name))?.waiting ?? {};
      const client = name.slice(prefix.length);
      this.write(Object.entries(waiting).map(([field, edit]) => ({ user, seat, client, field, ...edit })));
      localStorage.removeItem(name);
    }
  },
};

// What the small storage answers; `otherwise` when it is forbidden, full or broken.
const attempt = (work, otherwise) => {
  try {
    return work() ?? otherwise;
  } catch {
    return otherwise;
  }
};

export class Store {
  // changed(): `kind` is another now. lost(): rows that were kept are gone, and must be written again.
  constructor({ changed = () => {}, lost = () => {} } = {}) {
    this.changed = changed;
    this.kind = KINDS.database;
    this.database = new Database(lost);
    this.restUntil = 0;
    this.owed = new Map(); // keys of rows that IndexedDB could not be told to delete
    this.closed = false;
  }

  async write(rows, keys = []) {
    attempt(() => small.drop(keys));
    if (this.closed) return this.#is(KINDS.none);
    if (await this.#inDatabase(rows, keys)) {
      attempt(() => small.dropUpTo(rows));
      return this.#is(KINDS.database);
    }
    return this.#is(this.writeAtOnce(rows) ? KINDS.small : KINDS.none);
  }

  // For the moment in which a page goes away: no waiting, no IndexedDB.
  writeAtOnce(rows) {
    return attempt(() => (small.write(rows), true), false);
  }

  // Rows of a person, or of one seat of theirs; of two copies the newer.
  async read(user, ...seat) {
    const start = [user, ...seat];
    if (seat.length) attempt(() => small.takeOver(user, ...seat));
    const kept = [...(await this.database.read(start).catch(() => [])), ...attempt(() => small.read(start), [])];
    const newest = new Map();
    for (const row of kept) {
      const key = JSON.stringify(keyOf(row));
      if (!(newest.get(key)?.sequence > row.sequence)) newest.set(key, row);
    }
    return [...newest.values()];
  }

  async forget(...start) {
    attempt(() => small.drop(small.read(start).map(keyOf)));
    await this.database.forget(start).catch(() => {});
  }

  // Nothing more is kept by this page: its person has signed out.
  close() {
    this.closed = true;
    this.#is(KINDS.none);
  }

  async #inDatabase(rows, keys) {
    for (const key of keys) this.owed.set(JSON.stringify(key), key);
    for (const row of rows) this.owed.delete(JSON.stringify(keyOf(row))); // at once: it is not to go any more
    if (performance.now() < this.restUntil) return false;
    const due = [...this.owed];
    try {
      await this.database.write(rows, due.map(([, key]) => key));
      for (const [name] of due) this.owed.delete(name);
      return true;
    } catch {
      this.restUntil = performance.now() + REST;
      setTimeout(() => this.owed.size && this.#inDatabase([], []), REST + 1);
      return false;
    }
  }

  #is(kind) {
    if (this.kind === kind) return;
    this.kind = kind;
    this.changed();
  }
}

// The open pages of this browser tell each other what concerns more than one of them.
export const news = () => (globalThis.BroadcastChannel ? new BroadcastChannel("plumbline") : new EventTarget());

// How many changes of this person wait in this browser, on all their seats.
export const unsentOf = async (user) => (await new Store().read(user)).length;

// Empties this browser of what this person typed; pages of theirs that are still open keep nothing from now on.
export const forgetAll = async (user) => {
  const channel = news();
  channel.postMessage?.({ forgotten: user });
  await new Store().forget(user);
};
