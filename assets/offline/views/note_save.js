// Every keystroke goes to the store at once: a reload, a flat battery or a tab closed by the system takes at most the
// letter that was on its way.
import { discardDraft, keepDraft } from "../drafts.js";
import { holdUpdate } from "../update.js";

let keeper = null;
let kept = { id: null, hear: () => {} };
let letGo = null;
let shown = { id: null };

/** A form now shows the draft `id` as it stood at `rev` (0: it is new). What is kept from here on is written over that. */
export function begin(id, rev) {
  const release = letGo;
  Promise.resolve(keeper?.close()).then(() => release?.());
  [keeper, letGo] = [null, null];
  kept = { id: null, hear: () => {} };
  shown = { id, rev };
}

/**
 * Keeps `fields` as the draft `id`. `hear` gets { saved_at, id, problem } after each write: another `id` when another
 * window had written over the same draft, a problem (message id) when the phone could not.
 */
export async function keep(id, fields, hear) {
  if (kept.id !== id) open(id);
  kept.hear = hear;
  // No new version of the app takes over under words that are not in the store yet.
  letGo ??= holdUpdate();
  keeper.put(fields, { kind: "note", client_id: fields.client_id || null });
  const mine = keeper;
  await mine.flush();
  if (mine === keeper && letGo) letGo = void letGo();
}

function open(id) {
  keeper?.close();
  kept = { id, hear: () => {} };
  const mine = kept;
  keeper = keepDraft(id, {
    rev: shown.id === id ? shown.rev : undefined,
    onSaved({ id: now, saved_at }) {
      mine.id = now;
      mine.hear({ id: now, saved_at: Date.parse(saved_at), problem: "" });
    },
    onFailed: (error) => mine.hear({ id: mine.id, problem: error.id ?? "device_store" }),
  });
}

/** Writes what is still on its way and resolves when it is durable. */
export const flush = () => keeper?.flush();

/** The draft was submitted or thrown away: nothing may bring it back. */
export function forget() {
  keeper?.forget();
  keeper = null;
  kept = { id: null, hear: () => {} };
  if (letGo) letGo = void letGo();
}

export { discardDraft };
