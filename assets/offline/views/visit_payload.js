// What a visit records: check-in, more time, check-out, and one note to write for each person seen.
import { inZone } from "../clock.js";
import { blankFields } from "./note_fields.js";
import { ROLE_OF_PURPOSE } from "./note_purpose.js";
import { minutesChoice, spanOf } from "./note_times.js";

const SEEN = new Set(["seen", "seen_alone"]);

/** `visit.check_in`. `location`: from location.js. An unplanned visit's record is made by it. */
export function checkInPayload(visit, { at, expectedEnd, location, goingWith }) {
  const times = { happened_at: iso(at), expected_end: iso(expectedEnd) };
  const payload = { visit_id: visit.id, ...times, location, going_with: null, unplanned: null };
  const going_with = goingWith?.trim() || null;
  if (visit.is_planned) payload.going_with = going_with;
  else {
    payload.unplanned = {
      visit_id: visit.id,
      client_ids: visit.people.map((who) => who.client_id),
      planned_start: iso(at),
      planned_end: iso(expectedEnd),
      place_type: visit.place_type,
      place_name: visit.place_name,
      // The server knows a home's address; sending a hidden one back would only copy it about.
      address: visit.is_confidential || visit.place_type === "home" ? null : visit.address,
      purpose: visit.purpose,
      going_with,
    };
  }
  return payload;
}

/** `word`: the visit word, sealed (sealed_word.js); null for who has none. */
export const extendPayload = (visit, expectedEnd, word = null) => ({ visit_id: visit.id, expected_end: expectedEnd, word });

/** `visit.check_out`. `outcomes`: [{client_id, outcome, text}]; `word` as above, after the expected end. */
export function checkOutPayload(visit, { at, location, outcomes, word = null }) {
  return {
    visit_id: visit.id,
    happened_at: iso(at),
    location,
    outcomes: outcomes.map(({ client_id, outcome, text }) => ({ client_id, outcome, text: text?.trim() || null })),
    word,
  };
}

/** Whose time is divided: those seen, in the visit's order. */
export function sharingOf(people, clientId) {
  const seen = people.filter(({ outcome }) => SEEN.has(outcome)).map(({ client_id }) => client_id);
  return { shared_with: seen.length, shared_place: Math.max(0, seen.indexOf(clientId)) };
}

/**
 * One draft a person seen: shared times, own share of the minutes, nothing about anyone else.
 *
 * Returns [{id, client_id, fields}] in the visit's order.
 */
export function noteDrafts(visit, { from, to, outcomes, marks = [], me, newId }) {
  const people = visit.people.map((who) => ({ ...who, ...outcomes.find(({ client_id }) => client_id === who.client_id) }));
  const start = inZone(from, me.time_zone);
  const end = inZone(to, me.time_zone);
  return people
    .filter(({ outcome }) => SEEN.has(outcome))
    .map(({ client_id, outcome }) => ({ id: newId(), client_id, outcome }))
    .map(({ id, client_id, outcome }) => ({
      id,
      client_id,
      fields: {
        ...blankFields(),
        client_id,
        note_id: id,
        visit_id: visit.id,
        contacted: ["client"],
        outcome: "seen",
        seen: outcome,
        contact_type: "face_to_face",
        place: visit.place_type,
        purpose: visit.purpose,
        role: ROLE_OF_PURPOSE[visit.purpose] ?? "",
        day: start.day,
        start: start.time,
        end: end.time,
        ...minutesChoice(spanOf({ day: start.day, start: start.time, end: end.time }, me.time_zone).span ?? 0),
        // Goals marked while there were goals discussed.
        goals: [...new Set(marks.filter((mark) => mark.client_id === client_id).map((mark) => mark.goal_id))],
        ...sharingOf(people, client_id),
        shared_policy: me.rules.shared_time?.policy ?? "divided",
        step_owner: `account:${me.account_id}`,
      },
    }));
}

const iso = (ms) => new Date(ms).toISOString();
