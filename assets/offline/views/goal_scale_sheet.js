// Marking a goal: one tap; where the goal is scaled, a second one says which level.
import { getSnapshot } from "../snapshot.js";
import { t, word } from "../text.js";
import { markGoal } from "./goal_actions.js";
import { isScaled, levelRows } from "./goal_scale.js";
import { screen } from "./screen.js";
import { closeSheet, openSheet, sheetSubject, useSheetSubject } from "./sheets.js";

export const SHEET = "goal-scale";
const NOTHING = { about: "", levels: [] };

const goalOf = ({ clients }, { clientId, goalId }) => clients.get(clientId)?.goals.find(({ id }) => id === goalId);

// The sheet's subject is the mark that waits for its level.
const inWords = (mark) => JSON.stringify(mark);
const read = (subject) => (subject.startsWith("{") ? JSON.parse(subject) : null);

/** One of the four marks was tapped. Nothing is recorded of a scaled goal before its sheet has been answered. */
export function mark(one) {
  if (isScaled(goalOf(getSnapshot(), one))) return openSheet(SHEET, inWords(one));
  return markGoal(one);
}

/** {about, levels}: see casepwa/offline/goals.py. */
export function scaleAsked(snapshot, _now, { subject }) {
  const one = read(subject);
  const goal = one && goalOf(snapshot, one);
  if (!isScaled(goal)) return NOTHING;
  const what = goal.objectives.find(({ id }) => id === one.objectiveId)?.what ?? goal.words;
  return { about: t("{mark}: {what}", { mark: word("mark", one.level), what }), levels: levelRows(goal) };
}

export const useScaleAsked = screen(scaleAsked, () => ({ subject: useSheetSubject() }));

/** A level of the sheet ("-2" to "2") was tapped, or "" for a mark without one. */
export function markOnScale(level) {
  const one = read(sheetSubject());
  closeSheet();
  return one ? markGoal({ ...one, scaledLevel: level === "" ? null : Number(level) }) : undefined;
}
