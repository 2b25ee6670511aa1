// When a contact happened and how long it took. Days and times are the agency's wall clock ("2026-03-10",
// "09:34").
import { addDays, fromZone } from "../clock.js";

export const QUICK_MINUTES = ["5", "10", "15", "30"];
const ATTEMPTS = new Set(["left_message", "no_answer"]);
const DAY_MINUTES = 24 * 60;
// An end that lies before its start is past midnight if that makes a believable contact, else a slip.
const LONGEST_OVERNIGHT = 12 * 60;

export const isAttempt = (fields) => ATTEMPTS.has(fields.outcome);

const clockMinutes = (time) => {
  const [hours, minutes] = time.split(":").map(Number);
  return hours * 60 + minutes;
};
const clockTime = (minutes) => {
  const inDay = ((minutes % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
  return `${String(Math.floor(inDay / 60)).padStart(2, "0")}:${String(inDay % 60).padStart(2, "0")}`;
};

/** Minutes from start to end on the clock, past midnight where that is believable; null when it is a slip. */
export function minutesBetween(start, end) {
  const span = clockMinutes(end) - clockMinutes(start);
  if (span >= 0) return span;
  return span + DAY_MINUTES <= LONGEST_OVERNIGHT ? span + DAY_MINUTES : null;
}

/** Minutes that the person chose, as a number; null while nothing is chosen. */
export function chosenMinutes(fields) {
  const text = fields.minutes === "other" ? fields.minutes_other : fields.minutes;
  if (text === undefined || text === "") return null;
  const minutes = Number(text);
  return Number.isInteger(minutes) && minutes >= 0 && minutes <= DAY_MINUTES ? minutes : null;
}

/** The choice that says `minutes`: one of the quick ones, or "other" with the figure. */
export function minutesChoice(minutes) {
  const text = String(minutes);
  return QUICK_MINUTES.includes(text)
    ? { minutes: text, minutes_other: "" }
    : { minutes: "other", minutes_other: text };
}

/** After choosing minutes the end stays and the start moves; the day is the start's day. */
export function startFromMinutes(fields) {
  const minutes = chosenMinutes(fields);
  if (minutes === null || !fields.end || !fields.day) return {};
  const endDay = endDayOf(fields);
  const start = clockMinutes(fields.end) - minutes;
  return { start: clockTime(start), day: addDays(endDay, Math.floor(start / DAY_MINUTES)) };
}

/** After changing start or end the minutes follow. */
export function minutesFromTimes(fields) {
  if (!fields.start || !fields.end) return {};
  const minutes = minutesBetween(fields.start, fields.end);
  return minutes === null ? {} : minutesChoice(minutes);
}

function endDayOf(fields) {
  const pastMidnight = fields.start && clockMinutes(fields.end) < clockMinutes(fields.start);
  return pastMidnight ? addDays(fields.day, 1) : fields.day;
}

/**
 * The span of a draft: {started_at, ended_at, span} or {error} with a message id.
 *
 * An attempt without minutes began and ended at once: no one has to count the seconds of a ringing phone.
 */
export function spanOf(fields, zone) {
  if (!fields.day || !fields.end) return { error: "minutes" };
  if (!fields.start) {
    if (!isAttempt(fields)) return { error: "minutes" };
    const at = fromZone(fields.day, fields.end, zone);
    return { started_at: at, ended_at: at, span: 0 };
  }
  const span = minutesBetween(fields.start, fields.end);
  if (span === null) return { error: "end_before_start" };
  return {
    started_at: fromZone(fields.day, fields.start, zone),
    ended_at: fromZone(endDayOf(fields), fields.end, zone),
    span,
  };
}

/**
 * This person's share of a time spent with several, in whole minutes (rule `shared_time`, data): `divided` gives each
 * minute to one person, what does not divide evenly to the first ones; `full_each` gives all of it to each.
 */
export function sharedMinutes(span, { people = 1, place = 0, policy = "divided" } = {}) {
  if (people < 2 || policy !== "divided") return span;
  return Math.floor(span / people) + (place < span % people ? 1 : 0);
}

/**
 * Units as the phone can say them ("about 3"; a bundle's `billing`): the server's number is the record. Null
 * when nobody has chosen how to round.
 */
export function aboutUnits(minutes, rule) {
  if (!rule?.policy) return null;
  const policy = rule.policy === "day_total" ? (rule.day_total_then ?? "eight_minute") : rule.policy;
  if (policy === "eight_minute") return minutes < 8 ? 0 : Math.floor((minutes + 7) / 15);
  return Math.floor(minutes / 15);
}
