// What the desk will flag beside overlap and lateness, said to the author before submitting: the rules of
// casework/notes/note_checks.py and note_units.py over what this phone holds. Flags only: what happened is never refused.
import { dayInZone } from "../clock.js";
import { time } from "../formats.js";
import { t, word } from "../text.js";
import { minutesOf, outcomeOf, typeOf } from "./note_payload.js";
import { aboutUnits, spanOf } from "./note_times.js";

const MINUTE = 60_000;
const DUPLICATE_WITHIN = 15 * MINUTE;
const VISIT_TOLERANCE = 5 * MINUTE;
const SHORTEST_REPEATED = 8; // words: shorter notes are rightly alike
const MADE = new Set(["reached", "seen", "seen_alone"]);

/** Four fifths or more of the runs of three words in the longer text stand in the other too. */
export function isRepeated(text, previous) {
  const [one, other] = [runs(text), runs(previous)];
  if (!one.size || !other.size) return false;
  const both = [...one].filter((run) => other.has(run)).length;
  return both >= 0.8 * Math.max(one.size, other.size);
}

function runs(text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length < SHORTEST_REPEATED) return new Set();
  return new Set(words.slice(2).map((_, i) => words.slice(i, i + 3).join(" ")));
}

/** Rows { id, first, rest } about a note of this person (`bundle`) that is being written; `noteId` is its own. */
export function moreFlags(fields, { noteId, bundle, me }) {
  const zone = me.time_zone;
  const { started_at, ended_at, error } = spanOf(fields, zone);
  if (error || !outcomeOf(fields)) return [];
  const said = { id: noteId, started_at, ended_at, minutes: minutesOf(fields, zone), outcome: outcomeOf(fields), work: fields.work, contact_type: typeOf(fields), text: fields.text };
  const others = bundle.notes.filter((note) => note.is_mine && note.id !== noteId);
  return [
    duplicate(said, others),
    repeated(said, others),
    withoutGoal(said, fields, bundle),
    overTheDay(said, others, bundle.billing, zone),
    besideVisit(said, fields, bundle),
  ].filter(Boolean);
}

function duplicate(said, others) {
  const isLike = (note) =>
    note.contact_type === said.contact_type && Math.abs(Date.parse(note.started_at) - Date.parse(said.started_at)) <= DUPLICATE_WITHIN;
  const other = others.find(isLike);
  if (!other) return null;
  const facts = { type: word("contact_type", other.contact_type).toLowerCase(), at: time(other.started_at) };
  return { id: "duplicate", first: t("You may have written this already"), rest: t("There is your note of a {type} at {at}. If both happened, submit it.", facts) };
}

function repeated(said, others) {
  if (!MADE.has(said.outcome)) return null;
  const before = others.filter((note) => Date.parse(note.started_at) <= Date.parse(said.started_at));
  const last = before.reduce((latest, note) => (!latest || note.started_at > latest.started_at ? note : latest), null);
  if (!last || !isRepeated(said.text, last.text)) return null;
  return { id: "repeated", first: t("Nearly the words of your last note"), rest: t("Say what was different this time.") };
}

function withoutGoal(said, fields, bundle) {
  if (said.contact_type !== "face_to_face" || fields.goals.length || !bundle.goals.length) return null;
  return { id: "no_goal", first: t("No goal is named"), rest: t("Choose the one that you worked on, if there was one.") };
}

// By the rules of whoever pays for this person (the bundle's `billing`), as casework/notes/note_units.py counts.
function overTheDay(said, others, rule, zone) {
  if (!rule?.day_limit || !counts(said, rule)) return null;
  if (rule.is_inpatient && rule.not_billable.includes("inpatient")) return null;
  const day = dayInZone(said.started_at, zone);
  const counted = [said, ...others].filter((note) => counts(note, rule) && dayInZone(note.started_at, zone) === day);
  const units = unitsOf(counted.map(({ minutes }) => minutes), rule);
  if (units <= rule.day_limit) return null;
  const facts = { n: units, plural: "About {n} units with this person that day; {limit} are paid. The note counts all the same.", limit: rule.day_limit };
  return { id: "units", first: t("More units than the day allows"), rest: t("About {n} unit with this person that day; {limit} are paid. The note counts all the same.", facts) };
}

// Does its time count at all? A contact does, and whatever else the payer pays for.
function counts({ work, outcome }, { not_billable: excluded }) {
  if (excluded.includes(work)) return false;
  return outcome === "left_message" ? !excluded.includes("voicemail") : MADE.has(outcome);
}

function unitsOf(minutes, rule) {
  if (rule.policy === "day_total") return aboutUnits(minutes.reduce((sum, each) => sum + each, 0), rule);
  return minutes.reduce((sum, each) => sum + aboutUnits(each, rule), 0);
}

function besideVisit(said, fields, bundle) {
  const visit = fields.visit_id && bundle.visits.find(({ id }) => id === fields.visit_id);
  const began = visit?.check_in?.happened_at;
  const ended = visit?.check_out?.happened_at;
  const isBefore = began && Date.parse(said.started_at) < Date.parse(began) - VISIT_TOLERANCE;
  const isAfter = ended && Date.parse(said.ended_at) > Date.parse(ended) + VISIT_TOLERANCE;
  if (!isBefore && !isAfter) return null;
  const hours = ended ? t("{from} to {to}", { from: time(began), to: time(ended) }) : time(began);
  return { id: "visit", first: t("The visit says other times"), rest: t("Checked in and out: {hours}. Put down what happened.", { hours }) };
}
