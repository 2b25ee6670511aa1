// Half-written notes: every letter is on its way into the store before the screen has drawn it.
//
// A draft open in two tabs is never overwritten by the other's older words: who saves over a version they have not seen
// gets a draft of their own.
import { wallIso } from "./clock.js";
import { beforeClosing, catchUp, change, changeNow, inMemory } from "./device.js";
import { putBlindly, putSeen } from "./draft-rows.js";
import { uuid7 } from "./ids.js";
import { getSnapshot } from "./memory.js";
import { saved } from "./outbox.js";

export const LINE = "goal_line"; // the kind of a draft that becomes a goal mark's short line by itself
const RETRY_MS = 2_000;
const open = new Set(); // keepers

// Keeps one draft while it is edited. The draft may be new. `rev`: that of the draft which the form shows, when another
// window may have written since. A keeper of this window that still has words on their way goes on.
//
//   keeper.put(fields, facts)  what stands in the form, written from this very task on; facts: { kind: "note", client_id }
//   keeper.flush()             resolves to the draft as saved, or undefined when it is not
//   keeper.close()             lets go when all is written; resolves then
//   onSaved({ id, saved_at })  when what was put is written; `id` differs when another tab had written over the same draft
//   onFailed(error)            NotSaved: what was typed stays with the keeper, and is tried again after a while
export function keepDraft(id, { rev, onSaved = () => {}, onFailed = () => {} } = {}) {
  const { account, drafts } = getSnapshot();
  const busy = [...open].find((one) => one.id === id && one.account === account && one.isBehind);
  if (busy) return busy.goOn({ onSaved, onFailed });
  const known = drafts.find((draft) => draft.id === id);
  const keeper = new Keeper(account, { id, rev: rev ?? known?.rev ?? 0 }, known);
  open.add(keeper);
  return keeper.goOn({ onSaved, onFailed });
}

class Keeper {
  // How many times something was put here; how many of those are in the store; and in this window's memory.
  #typed = 0;
  #stored = 0;
  #seen = 0;
  #underWay = 0;
  #latest = Promise.resolve();
  #retry;
  #letGo = null;
  #row;
  #news = new Map(); // rows, by id, that memory and the other tabs have not heard of
  #transaction;

  constructor(account, { id, rev }, known) {
    Object.assign(this, { account, id, rev, saved_at: known?.saved_at ?? null });
    this.facts = { kind: known?.kind ?? "note", client_id: known?.client_id ?? null };
  }

  get isBehind() {
    return this.#typed > this.#seen;
  }

  goOn(hearers) {
    this.hearers = hearers;
    this.#letGo?.();
    this.#letGo = null;
    return this;
  }

  put(fields, facts = {}) {
    this.fields = fields;
    Object.assign(this.facts, facts);
    this.#typed += 1;
    this.#next();
  }

  async flush() {
    this.#next();
    for (let last; last !== this.#latest; ) await (last = this.#latest);
    await inMemory();
    return this.#typed > this.#stored ? undefined : this.#row;
  }

  close() {
    return new Promise((resolve) => {
      this.#letGo = resolve;
      this.flush().then(() => this.#leave());
    });
  }

  // The note was submitted (record's dropDraft removed the draft): later words must not bring it back.
  forget() {
    clearTimeout(this.#retry);
    this.#stored = this.#seen = this.#typed;
    open.delete(this);
    this.#letGo?.();
  }

  // The page may be gone before anything that is asked of the store is answered: written without looking first, and
  // behind nothing that waits for an answer, or it would be thrown away with that.
  putBlindly() {
    if (this.#typed === this.#stored) return;
    try {
      this.#transaction?.abort();
    } catch {
      // It is committed: nothing waits for it.
    }
    const isSeen = (getSnapshot().drafts.find(({ id }) => id === this.id)?.rev ?? 0) <= this.rev;
    const over = isSeen ? { id: this.id, rev: this.rev + this.#underWay + 1 } : { id: uuid7(), rev: 1 };
    this.#latest = this.#write((database, words) => putBlindly(database, { ...over, ...words }));
  }

  #next() {
    clearTimeout(this.#retry);
    if (this.#underWay || this.#typed === this.#stored) return;
    const { id, rev } = this;
    const begun = (transaction) => (this.#transaction = transaction);
    this.#latest = this.#write((database, words) => putSeen(database, { id, rev, ...words }, begun));
  }

  async #write(put) {
    const typed = this.#typed;
    const words = { saved_at: wallIso(), box: JSON.stringify({ ...this.facts, fields: this.fields }) };
    const work = (database) => put(database, words);
    this.#underWay += 1;
    const { row, error } = await saved(changeNow(work, { account: this.account })).then((row) => ({ row }), (error) => ({ error }));
    this.#underWay -= 1;
    if (error) this.#failed(error);
    else this.#written(row, typed);
  }

  #written(row, typed) {
    this.#row = row;
    this.#stored = Math.max(this.#stored, typed);
    this.#news.set(row.id, row);
    Object.assign(this, { id: row.id, rev: row.rev, saved_at: row.saved_at });
    this.#next();
    if (!this.#underWay) this.#tell(); // else the next one tells of both
  }

  #tell() {
    if (!open.has(this)) return; // forgotten: what was written last has ended, too
    const [stored, drafts] = [this.#stored, [...this.#news.values()]];
    this.#news.clear();
    catchUp({ drafts }, { account: this.account }).then(() => {
      this.#seen = Math.max(this.#seen, stored);
      this.#leave();
    });
    this.hearers.onSaved({ id: this.id, saved_at: this.saved_at });
  }

  #failed(error) {
    if (this.#underWay || this.#typed === this.#stored) return;
    // Of somebody who is not at this phone any more: their store is closed.
    if (error.id !== "signed_out") this.#retry = setTimeout(() => this.#next(), RETRY_MS);
    this.hearers.onFailed(error);
  }

  #leave() {
    if (!this.#letGo || this.isBehind) return;
    open.delete(this);
    this.#letGo();
  }
}

// The drafts of this phone as they are being typed: some are on their way into the store, or into memory.
export function draftsNow() {
  const { account, drafts } = getSnapshot();
  const typed = [...open].filter((one) => one.account === account && one.isBehind);
  const asTyped = typed.map(({ id, rev, saved_at, facts, fields }) => ({ id, rev, saved_at, ...facts, fields }));
  return [...asTyped, ...drafts.filter(({ id }) => !typed.some((one) => one.id === id))];
}

// Throws a draft away, on the person's word.
export function discardDraft(id) {
  return change(async (db) => {
    await db.drafts.delete(id);
    return { gone: { drafts: [id] } };
  });
}

export const flushDrafts = () => Promise.all([...open].map((keeper) => keeper.flush()));

const beforeGone = new Set();

// beforeGoing(() => ...) is called before the page is hidden or gone, for what a form has not put yet.
export const beforeGoing = (put) => beforeGone.add(put);

// The page goes: the last moment in which anything can be asked of the store.
export function lastWords() {
  for (const put of beforeGone) put();
  for (const keeper of open) keeper.putBlindly();
}

beforeClosing(flushDrafts);
if (typeof document !== "undefined") {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") return;
    for (const put of beforeGone) put();
    flushDrafts();
  });
  globalThis.addEventListener("pagehide", lastWords);
}
