// Goals as they are marked: one row an objective (or the goal itself), the same on a visit and on the goals page.
import { dayInZone } from "../clock.js";
import { month as monthOf, time, weekday } from "../formats.js";
import { t, word } from "../text.js";
import { markNow, marksOf, pictureOf, trendOf } from "./goal_marks.js";
import { isScaled, levelWords, markWords } from "./goal_scale.js";

const NO_DOT = { x: "0", y: "0" };

/** Rows of one goal. `day`: today in the agency's zone. */
export function rowsOf(goal, clientId, { zone, now }) {
  const parts = goal.objectives.length ? goal.objectives : [null];
  return parts.map((objective) => rowOf(goal, objective, clientId, { zone, now }));
}

function rowOf(goal, objective, clientId, { zone, now }) {
  const marks = marksOf(goal, objective?.id);
  const today = markNow(marks, { day: dayInZone(now, zone), dayOf: (moment) => dayInZone(moment, zone) });
  const picture = pictureOf(marks);
  const trend = trendWords(trendOf(marks), picture);
  return {
    id: `${goal.id}-${objective?.id ?? "goal"}`,
    client_id: clientId,
    goal_id: goal.id,
    objective_id: objective?.id ?? "",
    words: t("“{words}”", { words: goal.words }),
    what: objective?.what ?? goal.measure ?? "",
    chosen: today?.level ?? "",
    mark_id: today?.id ?? "",
    line: today?.line ?? "",
    scale_words: today && isScaled(goal) ? scaleWords(goal, today) : "",
    has_history: picture !== null,
    points: picture?.line ?? "",
    dots: picture?.dots ?? [],
    last: picture?.last ?? NO_DOT,
    counts: picture ? countWords(picture, trend) : "",
    trend,
    past: marks.toReversed().map((mark) => pastRow(mark, clientId)),
  };
}

const pastRow = (mark, clientId) => ({
  id: mark.id,
  client_id: clientId,
  level: mark.level,
  words: markWords(mark),
  when: t("{day}, {time}", { day: weekday(mark.happened_at), time: time(mark.happened_at) }),
  iso: mark.happened_at,
  line: mark.line ?? "",
  by: mark.by,
  is_mine: mark.is_mine,
});

const scaleWords = (goal, { scaled_level: level }) =>
  level === null ? t("Say where on the scale") : levelWords(goal, level);

// "Up since January": the month of the first mark in the picture.
function trendWords(trend, picture) {
  if (!trend) return "";
  const month = monthOf(picture.since);
  if (trend === "up") return t("Up since {month}", { month });
  return trend === "down" ? t("Down since {month}", { month }) : t("Steady");
}

function countWords({ counts }, trend) {
  const n = counts.reduce((sum, { count }) => sum + count, 0);
  const parts = counts.map(({ level, count }) => `${count} ${word("mark", level).toLowerCase()}`).join(", ");
  const said = t("Last mark: {parts}", { plural: "Last {n} marks: {parts}", n, parts });
  return trend ? `${said}. ${trend}` : said;
}
