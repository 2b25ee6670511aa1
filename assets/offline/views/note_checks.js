// What stops a note from being submitted (few things, each with a kind sentence), and what is only flagged.
import { chosenMinutes, isAttempt, spanOf } from "./note_times.js";

const MINUTE = 60_000;
const CLOCK_SLACK = 5 * MINUTE;

/**
 * Message ids by field name, in the order of the screen; empty when the note can go. It waits while the record of its
 * person is not here (`isHere`): nothing on this phone knows their contacts, or whom one may tell.
 */
export function faults(fields, { zone, now, readers, isHere = true }) {
  if (fields.client_id && !isHere) return { person: "away" };
  const found = {};
  if (!fields.client_id) found.person = "person";
  if (!fields.contacted.length) found.contacted = "contacted";
  else if (fields.contacted.includes("other") && !fields.contacted_other.trim()) {
    found.contacted_other = "contacted_other";
  }
  if (!fields.outcome) found.outcome = "outcome";
  else if (fields.outcome === "seen" && !fields.seen) found.seen = "seen";
  if (fields.minutes === "other" && chosenMinutes(fields) === null) {
    found.minutes_other = "minutes_other";
  } else {
    const { error, ended_at } = spanOf(fields, zone);
    if (error === "end_before_start") found.end = error;
    else if (error && fields.outcome === "seen") found.start = "start";
    else if (error) found.minutes = error;
    else if (Date.parse(ended_at) > now + CLOCK_SLACK) found.end = "in_the_future";
  }
  if (!fields.text.trim()) found.text = "text";
  if (fields.share && readers.length && !fields.share_text.trim()) found.share_text = "share_text";
  if (fields.concern && !fields.concern_kind) found.concern_kind = "concern_kind";
  if (fields.concern && !fields.concern_what.trim()) found.concern_what = "concern_what";
  return found;
}

/**
 * Own contacts that this one overlaps: two places at once is sometimes true, so it asks why and never refuses.
 * Attempts do not count, nor do notes of the same visit (siblings share its time).
 */
export function overlaps(fields, { noteId, clients, zone }) {
  const mine = spanOf(fields, zone);
  if (mine.error || !mine.span || isAttempt(fields)) return [];
  const from = Date.parse(mine.started_at);
  const to = Date.parse(mine.ended_at);
  const found = [];
  for (const bundle of clients.values()) {
    for (const note of bundle.notes) {
      if (!note.is_mine || note.id === noteId || isAttempt(note)) continue;
      if (fields.visit_id && note.visit_id === fields.visit_id) continue;
      if (Date.parse(note.started_at) < to && Date.parse(note.ended_at) > from) {
        found.push({ type: note.contact_type, started_at: note.started_at, ended_at: note.ended_at });
      }
    }
  }
  return found.sort((a, b) => a.started_at.localeCompare(b.started_at));
}

/** Whether the record comes late by the agency's rule (`hours`, data; 48 when the rule is not here). */
export function isLate(fields, { zone, now, hours = 48 }) {
  const { ended_at, error } = spanOf(fields, zone);
  return !error && now - Date.parse(ended_at) > hours * 60 * MINUTE;
}
