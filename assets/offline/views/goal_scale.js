// Goal Attainment Scaling on a phone: five levels from -2 to +2, in the goal's own words.
import { t, word } from "../text.js";

export const SCALE_LEVELS = [-2, -1, 0, 1, 2];
const NUMBERS = { "-2": "−2", "-1": "−1", 0: "0", 1: "+1", 2: "+2" };
const codeOf = (level) => (level > 0 ? `+${level}` : String(level));

/** Whether a mark of this goal may say where on the scale it stands: five levels, each described. */
export const isScaled = (goal) => goal?.scale?.length === SCALE_LEVELS.length;

/** "+1: Draws with her on Sundays" */
export const levelWords = (goal, level) => t("{level}: {words}", { level: NUMBERS[level], words: goal.scale[level + 2] });

/** "Progress", or "Progress, +1" where the mark says a level. */
export function markWords({ level, scaled_level: scaled = null }) {
  const mark = word("mark", level);
  return scaled === null ? mark : t("{mark}, {level}", { mark, level: NUMBERS[scaled] });
}

/** Where the goal stands: the level of its latest mark that says one, or null. */
export const levelNow = (goal) =>
  goal.marks
    .filter(({ scaled_level: level = null }) => level !== null)
    .sort((a, b) => a.happened_at.localeCompare(b.happened_at))
    .at(-1)?.scaled_level ?? null;

/** The five levels as rows { id, label, words, is_now }. */
export function levelRows(goal) {
  const now = levelNow(goal);
  return SCALE_LEVELS.map((level) => ({
    id: String(level),
    label: word("scale_level", codeOf(level)),
    words: goal.scale[level + 2],
    is_now: level === now,
  }));
}

/** A mark that is sent again to a goal without a scale, or whose scale is gone, says no level any more. */
export function withoutScale(payload, { clients }) {
  const goal = clients.get(payload.client_id)?.goals.find(({ id }) => id === payload.goal_id);
  if (goal && !isScaled(goal)) payload.scaled_level = null;
}
