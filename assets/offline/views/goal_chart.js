// All marks of a goal over time, objectives included: a box of 100 x 40, four levels, time from left to right.
import { shortDay } from "../formats.js";
import { t, word } from "../text.js";
import { LEVELS } from "./goal_marks.js";

const [TOP, APART, LEFT, WIDTH] = [35, 10, 2, 96];
const NONE = { has_chart: false, line: "", dots: "", first: "", last: "", words: "", counts: [] };

/** See casepwa/offline/goals.py (Chart); a picture begins with two marks. */
export function chartOf(marks) {
  if (marks.length < 2) return NONE;
  const sorted = marks.toSorted((a, b) => a.happened_at.localeCompare(b.happened_at));
  const moments = sorted.map(({ happened_at }) => Date.parse(happened_at));
  const [begun, over] = [moments[0], moments.at(-1)];
  const points = sorted.map(({ level }, i) => {
    const along = over > begun ? (moments[i] - begun) / (over - begun) : 1;
    return `${(LEFT + WIDTH * along).toFixed(1)} ${TOP - APART * LEVELS.indexOf(level)}`;
  });
  const [first, last] = [shortDay(sorted[0].happened_at), shortDay(sorted.at(-1).happened_at)];
  const n = sorted.length;
  return {
    has_chart: true,
    line: `M${points.join("L")}`,
    dots: points.map((point) => `M${point}h0`).join(""),
    first,
    last,
    words: t("{n} mark, {first} to {last}", { plural: "{n} marks, {first} to {last}", n, first, last }),
    counts: LEVELS.map((level) => ({ level, n: sorted.filter((mark) => mark.level === level).length })).filter(({ n }) => n),
  };
}
