// Half-written notes: kept on this phone at each pause, whatever happens to the page.
//
// A draft open in two tabs is never overwritten by the other's older words: who saves over a version they have not seen
// gets a draft of their own.
import { wallIso } from "./clock.js";
import { beforeClosing, change } from "./device.js";
import { uuid7 } from "./ids.js";
import { getSnapshot } from "./memory.js";
import { saved } from "./outbox.js";

const PAUSE_MS = 400;
const open = new Map(); // draft id -> its keeper

// Keeps one draft while it is edited. `facts`: { kind: "note", client_id }; the draft may be new. `rev`: that of the
// draft which the form shows, when the keeper begins later than the form: another window may have written since.
//
//   keeper.put(fields, facts)  remember what stands in the form; written at the next pause
//   keeper.flush()             write now; resolves to the draft as saved, or undefined when nothing was typed
//   keeper.close()             write now and let go
//   onSaved({ id, saved_at })  after each write; `id` differs when another tab had written over the same draft
//   onFailed(error)            NotSaved: what was typed is still in the form, and is tried again at the next pause
export function keepDraft(id, { rev, onSaved = () => {}, onFailed = () => {} } = {}) {
  const known = getSnapshot().drafts.find((draft) => draft.id === id);
  const state = { id, rev: rev ?? known?.rev ?? 0, facts: { kind: known?.kind ?? "note", client_id: known?.client_id ?? null } };
  let fields = null;
  let timer = null;
  let writing = Promise.resolve();

  async function write() {
    clearTimeout(timer);
    if (!fields) return undefined;
    const wanted = fields;
    fields = null;
    try {
      const row = await saveDraft(state, wanted);
      Object.assign(state, { id: row.id, rev: row.rev });
      onSaved({ id: row.id, saved_at: row.saved_at });
      return row;
    } catch (error) {
      fields ??= wanted;
      onFailed(error);
      return undefined;
    }
  }

  const keeper = {
    put(next, facts = {}) {
      fields = next;
      Object.assign(state.facts, facts);
      clearTimeout(timer);
      timer = setTimeout(keeper.flush, PAUSE_MS);
    },
    flush: () => (writing = writing.then(write)),
    async close() {
      await keeper.flush();
      open.delete(keeper);
    },
    // The note was submitted (record's dropDraft removed the draft): later words must not bring it back.
    forget() {
      clearTimeout(timer);
      fields = null;
      open.delete(keeper);
    },
    get id() {
      return state.id;
    },
  };
  open.set(keeper, state);
  return keeper;
}

// `state`: { id, rev, facts } as last seen here.
function saveDraft({ id, rev, facts }, fields) {
  const saved_at = wallIso();
  const box = JSON.stringify({ ...facts, fields });
  return saved(async (db) => {
    let row;
    await db.transaction("rw", ["drafts"], async () => {
      const there = await db.drafts.get(id);
      const isSeen = (there?.rev ?? 0) === rev || (!there && rev > 0);
      row = isSeen ? { id, rev: rev + 1, saved_at, box } : { id: uuid7(), rev: 1, saved_at, box };
      await db.drafts.put(row);
    });
    return { drafts: [row] };
  }).then((wrote) => wrote.drafts[0]);
}

// Throws a draft away, on the person's word.
export function discardDraft(id) {
  return change(async (db) => {
    await db.drafts.delete(id);
    return { gone: { drafts: [id] } };
  });
}

export const flushDrafts = () => Promise.all([...open.keys()].map((keeper) => keeper.flush()));

beforeClosing(flushDrafts);
if (typeof document !== "undefined") {
  // The last moment a phone grants a page before it may end it.
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && flushDrafts());
  globalThis.addEventListener("pagehide", flushDrafts);
}
