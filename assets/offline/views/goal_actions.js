// Marking a goal with one tap, taking it back, adding a line.
import { uuid7 } from "../ids.js";
import { record } from "../outbox.js";
import { getSnapshot } from "../snapshot.js";
import { errorText, t } from "../text.js";
import { UNDO_MS, amendPayload, markPayload } from "./goal_marks.js";
import { markWords } from "./goal_scale.js";
import { toast } from "./toasts.js";
import { visitComesFirst } from "./visit_state.js";

let latest = null;

/**
 * Marked, on this phone, with Undo for ten seconds. `visitId` when it is done on a visit, `scaledLevel` (-2 to 2) when it
 * is known where a scaled goal stands.
 */
export async function markGoal({ clientId, goalId, objectiveId, visitId, level, scaledLevel = null }) {
  const at = Date.now();
  const place = `${goalId} ${objectiveId}`;
  const slip = latest && latest.place === place && at - latest.at < UNDO_MS ? latest : null;
  const markId = uuid7();
  const payload = markPayload({ markId, clientId, goalId, objectiveId, visitId, level, scaledLevel, at });
  try {
    // Another level right away is a slip of the thumb, not a second judgement: the first one is undone.
    if (slip) await takeBack(slip.markId, clientId);
    const after = visitId ? visitComesFirst(getSnapshot().commands, { id: visitId }) : [];
    await record("goal.mark", { client_ids: [clientId], payload, after });
  } catch (error) {
    return toast(errorText(error.id));
  }
  latest = { place, markId, at };
  toast(t("{mark} saved on this phone", { mark: markWords({ level, scaled_level: scaledLevel }) }), () => undo(markId, clientId));
}

function undo(markId, clientId) {
  latest = null;
  return takeBack(markId, clientId).catch((error) => toast(errorText(error.id)));
}

/** The mark and its undoing both stay on record. */
function takeBack(markId, clientId, kind = "undone", reason = null) {
  const payload = amendPayload({ amendmentId: uuid7(), markId, clientId, kind, reason });
  return record("goal.mark_amended", { client_ids: [clientId], payload, after: unsentMark(markId) });
}

function unsentMark(markId) {
  const { commands } = getSnapshot();
  return commands
    .filter(({ kind, payload, state }) => kind === "goal.mark" && payload.mark_id === markId && state !== "applied")
    .map(({ id }) => id);
}

// Lines being typed: mark id -> { clientId, line, said }. Kept when the field is left, the screen is hidden, or the
// typing rests: one amendment for a line, not one a letter.
const REST_MS = 5_000;
const lines = new Map();

/** A letter was typed in a mark's line. The input names the mark in its data. */
export function lineTyped(event) {
  const { mark, client } = event.target.dataset;
  const known = lines.get(mark);
  clearTimeout(known?.timer);
  const timer = setTimeout(keepLines, REST_MS);
  lines.set(mark, { clientId: client, line: event.target.value, timer });
}

/** Every line that is not kept yet becomes one. */
export async function keepLines() {
  const waiting = [...lines];
  lines.clear();
  for (const [markId, { clientId, line, timer }] of waiting) {
    clearTimeout(timer);
    if (!line.trim()) continue;
    const payload = amendPayload({ amendmentId: uuid7(), markId, clientId, kind: "line", line });
    try {
      await record("goal.mark_amended", { client_ids: [clientId], payload, after: unsentMark(markId) });
    } catch (error) {
      lines.set(markId, { clientId, line });
      toast(errorText(error.id));
    }
  }
}

/** Enter in a line keeps it. */
export function lineKey(event) {
  if (event.key !== "Enter") return;
  event.preventDefault();
  event.target.blur();
}

/** A later correction: entered in error, with an optional reason. */
export const markInError = (markId, clientId, reason) => takeBack(markId, clientId, "entered_in_error", reason);

if (typeof document !== "undefined") {
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keepLines());
  addEventListener("pagehide", keepLines);
}
