// Goal marks are append-only; an undo or a correction is an amendment, so a mark leaves or gains its line.
import { added, changed, put, without } from "./lists.js";

export function markGoal(bundle, { payload }, { me }) {
  const mark = {
    id: payload.mark_id,
    goal_id: payload.goal_id,
    objective_id: payload.objective_id ?? null,
    level: payload.level,
    scaled_level: payload.scaled_level ?? null,
    line: payload.line ?? null,
    happened_at: payload.happened_at,
    by: me.name,
    is_mine: true,
  };
  return put(
    bundle,
    "goals",
    changed(bundle.goals, payload.goal_id, (goal) => put(goal, "marks", added(goal.marks, mark))),
  );
}

export function amendMark(bundle, { payload }) {
  const { mark_id: id, kind } = payload;
  const goal = bundle.goals.find(({ marks }) => marks.some((mark) => mark.id === id));
  if (!goal) return bundle;
  const line = payload.line ?? null;
  const marks =
    kind === "line"
      ? changed(goal.marks, id, (mark) => (mark.line === line ? mark : { ...mark, line }))
      : without(goal.marks, id);
  return put(
    bundle,
    "goals",
    changed(bundle.goals, goal.id, () => put(goal, "marks", marks)),
  );
}
