// Planning a visit: who, when, where, what for, who goes along.
import { fromZone, inZone } from "../clock.js";

const MINUTE = 60_000;

/** The next full quarter of an hour, as a day and a time on the agency's clock. */
export function nextQuarter(now, zone) {
  const quarter = 15 * MINUTE;
  const { day, time } = inZone(Math.ceil(now / quarter) * quarter, zone);
  return { day, time };
}

/** {planned_start, planned_end} of a day, a start and a length in minutes. */
export function plannedSpan({ day, start, minutes }, zone) {
  const planned_start = fromZone(day, start, zone);
  return { planned_start, planned_end: new Date(Date.parse(planned_start) + Number(minutes) * MINUTE).toISOString() };
}

/** Message ids by field; empty when it can be planned. */
export function scheduleFaults(fields, { now, zone }) {
  const found = {};
  if (!fields.client_ids.length) found.client_ids = "who";
  if (!fields.day) found.day = "day";
  if (!fields.start) found.start = "start";
  const minutes = Number(fields.minutes);
  if (!Number.isInteger(minutes) || minutes < 5 || minutes > 720) found.minutes = "minutes";
  if (!found.day && !found.start && !found.minutes && Date.parse(plannedSpan(fields, zone).planned_end) <= now) {
    found.day = "past";
  }
  return found;
}

/** `visit.schedule`. A home's address is known to the server; only another place needs one. */
export function schedulePayload(fields, { visitId, zone }) {
  const elsewhere = fields.place !== "home";
  return {
    visit_id: visitId,
    client_ids: fields.client_ids,
    ...plannedSpan(fields, zone),
    place_type: fields.place,
    place_name: (elsewhere && fields.place_name.trim()) || null,
    address: (elsewhere && fields.address.trim()) || null,
    purpose: fields.purpose,
    going_with: fields.going_with.trim() || null,
  };
}

/** The form again from a refused plan. */
export function fieldsFromPlan(payload, zone) {
  const { day, time } = inZone(payload.planned_start, zone);
  const minutes = Math.round((Date.parse(payload.planned_end) - Date.parse(payload.planned_start)) / MINUTE);
  return {
    client_ids: payload.client_ids,
    day,
    start: time,
    minutes: String(minutes),
    place: payload.place_type,
    place_name: payload.place_name ?? "",
    address: payload.address ?? "",
    purpose: payload.purpose,
    going_with: payload.going_with ?? "",
  };
}

/** Own visits that the plan would overlap: said, never refused. */
export function clashes(fields, { clients, zone, except }) {
  if (!fields.day || !fields.start || !Number(fields.minutes)) return [];
  const { planned_start, planned_end } = plannedSpan(fields, zone);
  const found = new Map();
  for (const bundle of clients.values()) {
    for (const visit of bundle.visits) {
      if (!visit.is_mine || visit.id === except || !["planned", "checked_in"].includes(visit.status)) continue;
      const meets =
        Date.parse(visit.planned_start) < Date.parse(planned_end) &&
        Date.parse(visit.planned_end) > Date.parse(planned_start);
      if (meets) found.set(visit.id, visit);
    }
  }
  return [...found.values()].sort((a, b) => a.planned_start.localeCompare(b.planned_start));
}
