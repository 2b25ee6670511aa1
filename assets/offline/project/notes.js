// What a submitted note looks like until the server's own line of it arrives.
import { added, changed, put } from "./lists.js";

const COUNTS_AS_CONTACT = new Set(["reached", "seen", "seen_alone"]);

function line(payload, command, me) {
  const copied = ["contacted", "outcome", "contact_type", "started_at", "ended_at", "minutes", "text"];
  const note = { id: payload.note_id, version: (payload.builds_on ?? 0) + 1, status: "submitted", author: me.name, is_mine: true };
  for (const key of copied) note[key] = payload[key];
  return {
    ...note,
    visit_id: payload.visit_id ?? null,
    contacted_names: payload.contacted_names ?? [],
    units: null,
    format: payload.format ?? "free",
    place_type: payload.place_type ?? null,
    purpose: payload.purpose ?? null,
    role_taken: payload.role_taken ?? null,
    work: payload.work ?? "case_management",
    goal_ids: payload.goal_ids ?? [],
    services_declined: payload.services_declined ?? null,
    transport_given: payload.transport_given ?? false,
    help_with_forms: payload.help_with_forms ?? false,
    recorded_at: command.recorded_at,
    received_at: null,
    flags: [],
    return_comment: null,
    return_comments: [],
    returned_by: null,
    returned_at: null,
    share: payload.share ? { id: payload.share.id, text: payload.share.text } : null,
    has_safety_concern: Boolean(payload.safety_concern),
    amendments: [],
  };
}

export function submitNote(bundle, command, { me }) {
  const { payload } = command;
  if (payload.client_id !== bundle.header.id) return bundle;
  const note = line(payload, command, me);
  const known = bundle.notes.find(({ id }) => id === note.id);
  // The server has this version already, or a later one that this submission did not see: it stays in the
  // outbox until the author has chosen, and never covers what others can read.
  if (known && known.version >= note.version) return bundle;
  const notes = known ? changed(bundle.notes, note.id, () => note) : added(bundle.notes, note, { first: true });
  return withContact(put(bundle, "notes", notes), note);
}

// Words beside an approved note, which stays as it was signed.
export function amendNote(bundle, { payload, recorded_at }, { me }) {
  const { amendment_id: id, kind, text, reason } = payload;
  const amended = (note) => put(note, "amendments", added(note.amendments ?? [], { id, kind, text, reason, author: me.name, recorded_at }));
  return put(bundle, "notes", changed(bundle.notes, payload.note_id, amended));
}

// Only the fact of a contact: when the next one is due is the program's standard, which the server knows.
function withContact(bundle, note) {
  const { last_contact_at: last } = bundle.contact_due;
  if (!COUNTS_AS_CONTACT.has(note.outcome) || (last && Date.parse(last) >= Date.parse(note.started_at))) return bundle;
  return { ...bundle, contact_due: { ...bundle.contact_due, last_contact_at: note.started_at } };
}
