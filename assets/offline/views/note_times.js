// When a contact happened and how long it took. Days and times are the agency's wall clock ("2026-03-10",
// "09:34").
import { addDays, fromZone, inZone } from "../clock.js";

export const QUICK_MINUTES = ["5", "10", "15", "30"];
const ATTEMPTS = new Set(["left_message", "no_answer"]);
const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;
const HOUR = 60; // what clocks go back by: an end before its start within it has come twice
// An end that lies before its start is past midnight if that makes a believable contact, else a slip.
const LONGEST_OVERNIGHT = 12 * 60;

export const isAttempt = (fields) => ATTEMPTS.has(fields.outcome);

const clockMinutes = (time) => {
  const [hours, minutes] = time.split(":").map(Number);
  return hours * 60 + minutes;
};

// Whether an end on the clock lies before its start by more than a believable night.
function isSlip(start, end) {
  const span = clockMinutes(end) - clockMinutes(start);
  return span < 0 && span + DAY_MINUTES > LONGEST_OVERNIGHT;
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
export function startFromMinutes(fields, zone) {
  const minutes = chosenMinutes(fields);
  if (minutes === null || !fields.end || !fields.day) return {};
  const ended = Date.parse(endOf(fields, zone));
  const { time, day } = inZone(ended - minutes * MINUTE, zone);
  return { start: time, day };
}

/** After changing start or end the minutes follow. */
export function minutesFromTimes(fields, zone) {
  if (!fields.start) return {};
  const { span, error } = spanOf(fields, zone);
  return error ? {} : minutesChoice(span);
}

// When it ended: that day, in the second of an hour that comes twice where the first is before the start, else past midnight.
function endOf({ day, start, end }, zone) {
  const since = start ? Date.parse(fromZone(day, start, zone)) : undefined;
  const ended = fromZone(day, end, zone, since);
  const pastMidnight = start && clockMinutes(end) < clockMinutes(start) && Date.parse(ended) < since;
  return pastMidnight ? fromZone(addDays(day, 1), end, zone) : ended;
}

/**
 * The span of a draft: {started_at, ended_at, span} or {error} with a message id. The minutes are those that passed, also
 * over a change of the clocks.
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
  const started_at = fromZone(fields.day, fields.start, zone);
  const ended_at = endOf(fields, zone);
  const span = (Date.parse(ended_at) - Date.parse(started_at)) / MINUTE;
  return span < 0 || (span > HOUR && isSlip(fields.start, fields.end)) ? { error: "end_before_start" } : { started_at, ended_at, span };
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
