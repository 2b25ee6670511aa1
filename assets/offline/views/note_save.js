// Every keystroke reaches the store at once, one write after another: a reload, a flat battery or a tab closed by
// the system takes at most what was typed while the last write was on its way.
import { removeDraft, saveDraft } from "../drafts.js";
import { holdUpdate } from "../update.js";

let next = null;
let running = null;
let release = () => {};

/** Keeps `fields` as the draft `id`. `heard` gets {saved_at} or {problem: message id} of the latest write. */
export function keep(id, fields, heard) {
  if (!next && !running) release = holdUpdate();
  next = { id, fields, heard };
  running ??= writeAll();
  return running;
}

/** Resolves when nothing waits to be written any more. */
export const kept = () => running ?? Promise.resolve();

/** Forgets what still waits to be written (the note was submitted or thrown away). */
export async function stopKeeping() {
  next = null;
  await kept();
}

/** Whether something typed is not yet in the store. */
export const isWriting = () => running !== null;

async function writeAll() {
  while (next) {
    const { id, fields, heard } = next;
    next = null;
    try {
      await saveDraft(id, fields);
      if (!next) heard({ saved_at: Date.now(), problem: "" });
    } catch (error) {
      heard({ problem: error.id ?? "device_store" });
    }
  }
  running = null;
  release();
}

export { removeDraft, saveDraft };
