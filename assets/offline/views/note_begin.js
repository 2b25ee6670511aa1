// What the note screen begins with: a kept draft, a returned note, a call that was just made, or an empty form.
import { inZone } from "../clock.js";
import { contactChips } from "./note_chips.js";
import { blankFields } from "./note_fields.js";
import { fieldsFromNote } from "./note_payload.js";
import { ROLE_OF_PURPOSE } from "./note_purpose.js";
import { minutesChoice } from "./note_times.js";
import { noteDrafts, sharingOf } from "./visit_payload.js";
import { findVisit } from "./visit_state.js";

const MINUTE = 60_000;
const LONGEST_CALL = 8 * 60;

/**
 * {id, fields} for `draftId` (from the address, or undefined on `/note`) and the address's query; null when this
 * device holds no such draft or returned note.
 *
 * Query: `mend` (a returned note), `client` (whom it is about), `contact` (a chip, or a contact's id), `start` (when
 * the call began), `purpose`, `goal` and `share` (a celebration to tell), `visit` (a visit that has ended).
 */
export function beginNote(snapshot, { draftId: asked, query, now, newId }) {
  const draftId = asked ?? query.get("mend") ?? undefined;
  const draft = draftId && snapshot.drafts.find(({ id }) => id === draftId);
  if (draft) return { id: draftId, fields: { ...blankFields(), ...draft.fields } };
  const returned = draftId && findNote(snapshot.clients, draftId);
  if (returned) return { id: draftId, fields: mending(returned, snapshot) };
  if (draftId) return null;
  const id = newId();
  return { id, fields: { ...fresh(snapshot, query, now), note_id: id } };
}

/** Only the author's own returned note is opened for mending. */
function findNote(clients, noteId) {
  for (const bundle of clients.values()) {
    const note = bundle.notes.find(({ id }) => id === noteId);
    if (note?.is_mine && note.status === "returned") return { bundle, note };
  }
  return null;
}

function mending({ bundle, note }, { clients, me }) {
  const chips = contactChips(bundle, { me, clients });
  const fields = fieldsFromNote(note, { chips, zone: me.time_zone, clientId: bundle.header.id });
  fields.step_owner = `account:${me.account_id}`;
  const visit = note.visit_id && findVisit(clients, note.visit_id)?.visit;
  return visit ? { ...fields, ...sharingOf(visit.people, bundle.header.id) } : fields;
}

function fresh({ clients, me }, query, now) {
  const { day, time } = inZone(now, me.time_zone);
  const fields = { ...blankFields(), day, end: time, contact_type: "phone", step_owner: `account:${me.account_id}` };
  const bundle = clients.get(query.get("client"));
  if (!bundle) return fields;
  fields.client_id = bundle.header.id;
  const who = query.get("contact");
  const chip = contactChips(bundle, { me, clients }).find(({ value }) => value === who || value.endsWith(`:${who}`));
  if (chip) fields.contacted = [chip.value];
  const purpose = query.get("purpose");
  if (purpose in ROLE_OF_PURPOSE) Object.assign(fields, { purpose, role: ROLE_OF_PURPOSE[purpose] });
  if (query.get("goal")) fields.goals = [query.get("goal")];
  fields.share = query.get("share") === "1";
  const visit = query.get("visit") && findVisit(clients, query.get("visit"))?.visit;
  if (visit?.check_out) return ofVisit(visit, bundle, me) ?? fields;
  return { ...fields, ...callTimes(query.get("start"), now, me.time_zone) };
}

// The note of someone seen, should its draft be gone.
function ofVisit(visit, { header, goals }, me) {
  const marks = goals
    .flatMap((goal) => goal.marks)
    .filter((mark) => mark.is_mine && mark.happened_at >= visit.check_in.happened_at)
    .map((mark) => ({ ...mark, client_id: header.id }));
  const drafts = noteDrafts(visit, {
    from: visit.check_in.happened_at,
    to: visit.check_out.happened_at,
    outcomes: visit.people,
    marks,
    me,
    newId: () => "",
  });
  return drafts.find(({ client_id }) => client_id === header.id)?.fields ?? null;
}

/** Back from a call: it began when the number was tapped and ends now. */
function callTimes(start, now, zone) {
  const began = Date.parse(start ?? "");
  const minutes = Math.max(1, Math.round((now - began) / MINUTE));
  if (Number.isNaN(began) || began > now || minutes > LONGEST_CALL) return {};
  const from = inZone(now - minutes * MINUTE, zone);
  return { day: from.day, start: from.time, ...minutesChoice(minutes) };
}

/** The last note about this person that can be repeated: the author's own, else nothing. */
export function lastNote(bundle, exceptId) {
  return bundle.notes
    .filter((note) => note.is_mine && note.id !== exceptId)
    .reduce((last, note) => (!last || note.started_at > last.started_at ? note : last), null);
}
