// Every keystroke goes to the store at once: a reload, a flat battery or a tab closed by the system takes at most the
// letter that was on its way. From the first of them until the form is left, no new version of the app takes over.
import { keepDraft } from "../drafts.js";
import { holdUpdate } from "../update.js";

let keeper = null;
let release = null;

/**
 * A form now shows the draft `id` as it stood at `rev` (0: it is new). What is kept from here on is written over that.
 * `heard` gets { saved_at, id, problem } after each write: another `id` when another window had written over the same
 * draft, a problem (message id) when the phone could not.
 */
export function begin(id, rev, heard) {
  leave();
  const tell = (facts) => mine === keeper && heard(facts);
  const mine = keepDraft(id, {
    rev,
    onSaved: ({ id: now, saved_at }) => tell({ id: now, saved_at: Date.parse(saved_at), problem: "" }),
    onFailed: (error) => tell({ id: mine.id, problem: error.id ?? "device_store" }),
  });
  keeper = mine;
  if (keeper.isBehind) release = holdUpdate();
}

/** Keeps `fields` as the draft that the form shows. */
export function keep(fields) {
  if (!keeper) return;
  keeper.put(fields, factsOf(fields));
  release ??= holdUpdate();
}

const factsOf = (fields) => ({ kind: "note", client_id: fields.client_id || null });

/** Resolves when what was typed is durable. */
export const flush = () => keeper?.flush();

/** The form is left, whatever the way. What it said is still written. */
export function leave() {
  const [left, free] = [keeper, release];
  [keeper, release] = [null, null];
  left?.close().then(() => free?.());
}

/** The draft `id` was submitted or thrown away: nothing may bring it back. */
export function forget(id) {
  if (keeper?.id !== id) return;
  keeper.forget();
  leave();
}

/** A draft that was thrown away is a draft again. */
export function bringBack(id, fields) {
  const again = keepDraft(id);
  again.put(fields, factsOf(fields));
  return again.close();
}
