// From a draft to the command that submits it, and back from a kept or returned note to a draft.
import { inZone } from "../clock.js";
import { chosenFrom, contactedOf } from "./note_chips.js";
import { concernPayload } from "./note_concern.js";
import { CASE_MANAGEMENT, blankFields } from "./note_fields.js";
import { chosenMinutes, minutesChoice, sharedMinutes, spanOf } from "./note_times.js";

const words = (text) => text.trim() || null;

/** What was recorded as the outcome: "seen" asks how. */
export const outcomeOf = (fields) => (fields.outcome === "seen" ? fields.seen : fields.outcome);

/** The type of contact: what was said, or what the outcome implies. */
export const typeOf = (fields) => fields.contact_type || (fields.outcome === "seen" ? "face_to_face" : "phone");

/** Minutes for this record: the span, this person's share of it, or what was chosen. */
export function minutesOf(fields, zone) {
  const { span, error } = spanOf(fields, zone);
  if (error) return null;
  // A share that was worked out before stands until someone changes the times.
  if (Number.isInteger(fields.kept_minutes)) return fields.kept_minutes;
  if (fields.shared_with > 1) {
    return sharedMinutes(span, { people: fields.shared_with, place: fields.shared_place, policy: fields.shared_policy });
  }
  return fields.start ? span : (chosenMinutes(fields) ?? span);
}

/**
 * The payload of `note.submit` (casework/commands.py, NoteSubmit). `newId` makes ids for what is new here.
 * The fields must have passed `faults` (note_checks.js).
 */
export function notePayload(fields, { noteId, chips, zone, readers, newId }) {
  const { started_at, ended_at } = spanOf(fields, zone);
  const payload = {
    note_id: noteId,
    client_id: fields.client_id,
    builds_on: fields.builds_on ?? 0,
    visit_id: fields.visit_id || null,
    ...contactedOf(chips, fields.contacted, fields.contacted_other),
    outcome: outcomeOf(fields),
    contact_type: typeOf(fields),
    started_at,
    ended_at,
    minutes: minutesOf(fields, zone),
    format: fields.format || "free",
    text: fields.text.trim(),
    place_type: fields.place || null,
    purpose: fields.purpose || null,
    role_taken: fields.role || null,
    work: fields.work,
    goal_ids: fields.goals,
    services_declined: words(fields.declined),
    transport_given: fields.transport,
    help_with_forms: fields.forms,
    overlap_reason: words(fields.why),
    share: null,
    safety_concern: null,
  };
  if (fields.share && readers.length) {
    payload.share = {
      id: fields.share_id || newId(),
      text: fields.share_text.trim(),
      reader_ids: readers.map((reader) => reader.account_id),
    };
  }
  if (fields.concern) payload.safety_concern = concernPayload(fields, { zone, newId });
  return payload;
}

/** The payloads of `step.add` for the steps that this note adds, one typed but not yet added included. */
export function stepPayloads(fields, { newId, me, readers = [] }) {
  const steps = [...fields.steps];
  if (fields.step_what.trim()) steps.push(stepFromFields(fields, newId()));
  const reader_ids = readers.map((reader) => reader.account_id);
  return steps.map(({ step_id, what, due_on, owner, share }) => ({
    step_id,
    client_id: fields.client_id,
    what,
    due_on: due_on || null,
    ...ownerOf(owner || `account:${me.account_id}`),
    ...(share && reader_ids.length ? { reader_ids } : {}),
  }));
}

/** The step being typed, as a row of the draft. */
export function stepFromFields(fields, id) {
  return { step_id: id, what: fields.step_what.trim(), due_on: fields.step_due, owner: fields.step_owner, share: fields.step_share };
}

function ownerOf(owner) {
  const [kind, id] = (owner ?? "").split(":");
  if (kind === "account") return { owner_account_id: id };
  if (kind === "family") return { owner_family_member_id: id };
  return {};
}

/** A draft that mends a note the server holds (`note`: NoteLine): same words, builds on the version seen. */
export function fieldsFromNote(note, { chips, zone, clientId }) {
  return { ...described(note, { chips, zone }), ...lineOf(note), client_id: clientId, note_id: note.id, builds_on: note.version, returned: true };
}

/** A draft from a refused `note.submit`: everything that was typed, to be mended and sent again. */
export function fieldsFromPayload(payload, { chips, zone, commandId }) {
  const fields = {
    ...described(payload, { chips, zone }),
    client_id: payload.client_id,
    note_id: payload.note_id,
    builds_on: payload.builds_on ?? 0,
    fixes: commandId,
    why: payload.overlap_reason ?? "",
  };
  Object.assign(fields, lineOf(payload));
  const concern = payload.safety_concern;
  if (concern) {
    fields.concern = true;
    fields.concern_id = concern.id;
    for (const [name, value] of Object.entries(concern)) {
      if (`concern_${name}` in fields && typeof value === "string" && name !== "id") fields[`concern_${name}`] = value;
    }
    if (concern.asked_directly !== null && concern.asked_directly !== undefined) {
      fields.concern_asked = concern.asked_directly ? "yes" : "no";
    }
    if (concern.called_at) {
      const { day, time } = inZone(concern.called_at, zone);
      Object.assign(fields, { concern_called_day: day, concern_called_time: time });
    }
  }
  return fields;
}

/** The line for the family that stands beside a note: what is no longer in the form is taken back. */
const lineOf = ({ share }) => (share ? { share: true, share_text: share.text, share_id: share.id } : {});

/** What a note and a refused submission say in the same words. */
export function described(note, { chips, zone }) {
  const start = inZone(note.started_at, zone);
  const end = inZone(note.ended_at, zone);
  const seen = ["seen", "seen_alone", "not_seen"].includes(note.outcome);
  const { span = null } = spanOf({ day: start.day, start: start.time, end: end.time }, zone);
  return {
    ...blankFields(),
    ...chosenFrom(chips, note),
    outcome: seen ? "seen" : note.outcome,
    seen: seen ? note.outcome : "",
    ...minutesChoice(note.minutes),
    // A share of a divided time keeps its own minutes beside the clock's.
    ...(span !== null && span !== note.minutes ? { kept_minutes: note.minutes } : {}),
    day: start.day,
    start: start.time,
    end: end.time,
    text: note.text,
    contact_type: note.contact_type,
    place: note.place_type ?? "",
    purpose: note.purpose ?? "",
    role: note.role_taken ?? "",
    work: note.work ?? CASE_MANAGEMENT,
    format: note.format ?? "free",
    goals: note.goal_ids ?? [],
    declined: note.services_declined ?? "",
    transport: Boolean(note.transport_given),
    forms: Boolean(note.help_with_forms),
    visit_id: note.visit_id ?? "",
  };
}
