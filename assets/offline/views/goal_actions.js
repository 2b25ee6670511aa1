// Marking a goal with one tap, taking it back.
import { uuid7 } from "../ids.js";
import { requireOwn } from "../only_visit.js";
import { record } from "../outbox.js";
import { getSnapshot } from "../snapshot.js";
import { errorText, t } from "../text.js";
import { UNDO_MS, amendPayload, markPayload } from "./goal_marks.js";
import { markWords } from "./goal_scale.js";
import { toast } from "./toasts.js";
import { visitComesFirst } from "./visit_state.js";

let latest = null;
let marking = Promise.resolve();

// One after the other: of two quick taps the second must know the first one's mark, to take it back.
const inTurn = (work) => (marking = marking.then(work, work));

/**
 * Marked, on this phone, with Undo for ten seconds. `visitId` when it is done on a visit, `scaledLevel` (-2 to 2) when it
 * is known where a scaled goal stands.
 */
export function markGoal(one) {
  const at = Date.now();
  return inTurn(() => markAt(at, one));
}

async function markAt(at, { clientId, goalId, objectiveId, visitId, level, scaledLevel = null }) {
  const place = `${goalId} ${objectiveId}`;
  const slip = latest?.place === place && at - latest.at < UNDO_MS ? latest : null;
  const markId = uuid7();
  const payload = markPayload({ markId, clientId, goalId, objectiveId, visitId, level, scaledLevel, at });
  try {
    requireOwn(clientId);
    // Another level right away is a slip of the thumb, not a second judgement: the first one is undone.
    if (slip) await undone(slip);
    const after = visitId ? visitComesFirst(getSnapshot().commands, { id: visitId }) : [];
    await record("goal.mark", { client_ids: [clientId], payload, after });
  } catch (error) {
    return toast(errorText(error.id));
  }
  const made = { place, markId, clientId, at, is_undone: false };
  latest = made;
  toast(t("{mark} saved on this phone", { mark: markWords({ level, scaled_level: scaledLevel }) }), () => undo(made));
}

const undo = (made) => inTurn(() => undone(made).catch((error) => toast(errorText(error.id))));

async function undone(made) {
  if (made.is_undone) return;
  await takeBack(made.markId, made.clientId);
  made.is_undone = true;
}

/** The mark and its undoing both stay on record. */
function takeBack(markId, clientId, kind = "undone", reason = null) {
  const payload = amendPayload({ amendmentId: uuid7(), markId, clientId, kind, reason });
  return record("goal.mark_amended", { client_ids: [clientId], payload, after: unsentMark(markId) });
}

/** What an amendment of this mark waits for. */
export function unsentMark(markId) {
  const { commands } = getSnapshot();
  return commands
    .filter(({ kind, payload, state }) => kind === "goal.mark" && payload.mark_id === markId && state !== "applied")
    .map(({ id }) => id);
}

/** A later correction: entered in error, with an optional reason. */
export function markInError(markId, clientId, reason) {
  requireOwn(clientId);
  return takeBack(markId, clientId, "entered_in_error", reason);
}
