// The short line of a goal mark: a draft from its first letter, and an amendment of the mark once the field is left, the screen is
// hidden, or the typing rests: one for a line, not one a letter.
import { LINE, discardDraft, keepDraft } from "../drafts.js";
import { uuid7 } from "../ids.js";
import { getSnapshot } from "../memory.js";
import { record } from "../outbox.js";
import { errorText } from "../text.js";
import { unsentMark } from "./goal_actions.js";
import { amendPayload } from "./goal_marks.js";
import { toast } from "./toasts.js";

const REST_MS = 5_000;
const lines = new Map(); // being typed: mark id -> { said: { mark_id, client_id, line }, keeper, timer }

/** A letter was typed in a mark's line. The input names the mark in its data. */
export function lineTyped({ target: { dataset, value } }) {
  const { mark, client } = dataset;
  const known = lines.get(mark);
  clearTimeout(known?.timer);
  const keeper = known?.keeper ?? keepDraft(`line:${mark}`);
  wait({ said: { mark_id: mark, client_id: client, line: value }, keeper });
  putDown(mark);
}

function wait(one) {
  lines.set(one.said.mark_id, { ...one, timer: setTimeout(keepLines, REST_MS) });
}

function putDown(mark) {
  const { keeper, said } = lines.get(mark);
  keeper.put(said, { kind: LINE, client_id: null }); // no client id beside it: it is not a note to finish
}

/** Every line that is not kept yet becomes one. */
export async function keepLines() {
  const waiting = [...lines.values()];
  lines.clear();
  for (const { timer } of waiting) clearTimeout(timer);
  for (const one of waiting) await keepLine(one);
}

async function keepLine(one) {
  const { said, keeper } = one;
  if (keeper.account !== getSnapshot().account) return; // somebody else's phone now: the draft waits for who typed it
  try {
    await keeper.flush();
    await settle(said, keeper.id);
  } catch (error) {
    return again(one, error);
  }
  const newer = lines.get(said.mark_id);
  if (newer?.keeper !== keeper) keeper.forget();
  if (newer) putDown(said.mark_id); // the draft has ended with the older words
}

function again(one, error) {
  if (!one.failed) toast(errorText(error.id ?? "device_store"));
  if (error.id !== "signed_out" && !lines.has(one.said.mark_id)) wait({ ...one, failed: true });
}

// The line is the mark's, and no draft any more.
function settle({ mark_id, client_id, line }, dropDraft) {
  if (!line.trim()) return discardDraft(dropDraft);
  const payload = amendPayload({ amendmentId: uuid7(), markId: mark_id, clientId: client_id, kind: "line", line });
  return record("goal.mark_amended", { client_ids: [client_id], payload, after: unsentMark(mark_id), dropDraft });
}

/** At the start: lines that a page which went away had no time to keep. */
export async function keepLeftLines() {
  const isTyped = ({ fields }) => lines.has(fields.mark_id);
  const left = getSnapshot().drafts.filter((draft) => draft.kind === LINE && !isTyped(draft));
  for (const { id, fields } of left) await settle(fields, id);
}

/** Enter in a line keeps it. */
export function lineKey(event) {
  if (event.key !== "Enter") return;
  event.preventDefault();
  event.target.blur();
}

if (typeof document !== "undefined") {
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keepLines());
  addEventListener("pagehide", keepLines);
}
