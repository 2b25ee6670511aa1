// Goal marks: what is marked now, what came before, and which way it goes.

export const LEVELS = ["slipped", "no_change", "progress", "met"];
const WINDOW = 7;
export const UNDO_MS = 10_000;

/** Marks of one objective (or of the goal itself, `objectiveId` null), oldest first. */
export function marksOf(goal, objectiveId) {
  return goal.marks
    .filter((mark) => (mark.objective_id ?? null) === (objectiveId ?? null))
    .sort((a, b) => a.happened_at.localeCompare(b.happened_at));
}

/** This worker's mark that the four buttons show as chosen: the latest one of today. */
export function markNow(marks, { day, dayOf }) {
  return marks.findLast((mark) => mark.is_mine && dayOf(mark.happened_at) === day) ?? null;
}

/**
 * Which way the last marks go: "up", "down", "steady", or "" while there are too few to say. The mean of the
 * first three against that of the last three, a whole level apart: one good day is not a trend.
 */
export function trendOf(marks) {
  const levels = marks.slice(-WINDOW).map((mark) => LEVELS.indexOf(mark.level));
  if (levels.length < 4) return "";
  const mean = (some) => some.reduce((sum, level) => sum + level, 0) / some.length;
  const difference = mean(levels.slice(-3)) - mean(levels.slice(0, 3));
  if (difference >= 1) return "up";
  return difference <= -1 ? "down" : "steady";
}

/** The small picture: a box of 132 x 36, four levels, time from left to right. Null for no marks. */
export function pictureOf(marks) {
  const last = marks.slice(-WINDOW);
  if (!last.length) return null;
  const step = last.length > 1 ? 120 / (last.length - 1) : 0;
  const points = last.map((mark, i) => ({
    x: String(last.length > 1 ? Math.round(6 + i * step) : 126),
    y: String(30 - 8 * LEVELS.indexOf(mark.level)),
  }));
  return {
    line: points.map(({ x, y }) => `${x},${y}`).join(" "),
    dots: points.slice(0, -1),
    last: points.at(-1),
    counts: LEVELS.map((level) => ({ level, count: last.filter((mark) => mark.level === level).length })).filter(
      ({ count }) => count,
    ),
    since: last[0].happened_at,
  };
}

/** What can be celebrated: objectives whose latest mark is "met", newest first. */
export function metNow(goals) {
  const met = [];
  for (const goal of goals) {
    for (const objective of [...goal.objectives, null]) {
      const mark = marksOf(goal, objective?.id).at(-1);
      if (mark?.level === "met") {
        met.push({ goal_id: goal.id, objective_id: objective?.id ?? null, what: objective?.what ?? goal.words, mark });
      }
    }
  }
  return met.sort((a, b) => b.mark.happened_at.localeCompare(a.mark.happened_at));
}

/** `goal.mark`. */
export function markPayload({ markId, clientId, goalId, objectiveId, visitId, level, scaledLevel, line, at }) {
  return {
    mark_id: markId,
    client_id: clientId,
    goal_id: goalId,
    objective_id: objectiveId || null,
    visit_id: visitId || null,
    level,
    scaled_level: scaledLevel ?? null,
    line: line?.trim() || null,
    happened_at: new Date(at).toISOString(),
  };
}

/** `goal.mark_amended`; `kind`: undone, entered_in_error or line. */
export function amendPayload({ amendmentId, markId, clientId, kind, line = null, reason = null }) {
  return { amendment_id: amendmentId, mark_id: markId, client_id: clientId, kind, line: line?.trim() || null, reason };
}
