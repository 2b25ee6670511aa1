// What must be applied before what. Screens name what they know (`after`); this adds what is always so.
const RECORD = {
  "note.submit": "note_id",
  "visit.schedule": "visit_id",
  "visit.check_in": "visit_id",
  "visit.extend": "visit_id",
  "visit.check_out": "visit_id",
  "visit.miss": "visit_id",
  "goal.mark": "mark_id",
  "goal.mark_amended": "mark_id",
  "step.add": "step_id",
  "step.done": "step_id",
  "referral.followed_up": "link_id",
};
const UNSENT = new Set(["waiting", "sending", "blocked", "our_fault"]);

export const isUnsent = ({ state }) => UNSENT.has(state);
export const isOpen = (command) => isUnsent(command) || command.state === "needs_fix";

const recordOf = ({ kind, payload }) => (RECORD[kind] ? `${RECORD[kind]} ${payload[RECORD[kind]]}` : null);

// More time that the server did not take must not keep a check-out here: it would go on looking for the worker.
export const holdsBack = ({ kind }) => kind !== "visit.extend";

// `after` and every command on the same record that the server has not taken yet.
export function afterAll(command, commands) {
  const record = recordOf(command);
  const before = record ? commands.filter((one) => isOpen(one) && holdsBack(one) && recordOf(one) === record).map(({ id }) => id) : [];
  return [...new Set([...command.after, ...before])];
}

// An urgent note whose visit the server did not take: a safety concern does not wait for a visit to be mended. It goes
// without the link; nothing of it has been applied under its id, so the id still stands for it. Null: leave it be.
export function freed(command, commands) {
  if (!command.urgent || !isUnsent(command) || !command.after.length) return null;
  const isStuck = command.state === "blocked" || commands.some((one) => one.state === "needs_fix" && command.after.includes(one.id));
  return isStuck ? { ...command, after: [], payload: { ...command.payload, visit_id: null } } : null;
}

/**
 * The notes, marks and steps that wait only for a visit which the server did not take, as they are without it. `refused`: a
 * command of that visit that needs a fix.
 */
export function withoutVisit(refused, commands) {
  const isOfVisit = (one) => one.kind.startsWith("visit.") && isOpen(one) && one.payload.visit_id === refused.payload.visit_id;
  const ofVisit = new Set(commands.filter(isOfVisit).map(({ id }) => id));
  const waiting = commands.filter((one) => isUnsent(one) && !ofVisit.has(one.id) && one.after.some((id) => ofVisit.has(id)));
  return waiting.map((one) => {
    const payload = "visit_id" in one.payload ? { ...one.payload, visit_id: null } : one.payload;
    return { ...one, payload, after: one.after.filter((id) => !ofVisit.has(id)) };
  });
}
