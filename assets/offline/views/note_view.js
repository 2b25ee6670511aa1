// What the note screen shows, from the snapshot and the fields as they are being typed.
import { isSame } from "../snapshot.js";
import { age, list, shortDay, time, weekday } from "../formats.js";
import { errorText, t, word } from "../text.js";
import { cached } from "./cached.js";
import { lastNote } from "./note_begin.js";
import { commentRow } from "./note_comments.js";
import { contactChips, listenOnly } from "./note_chips.js";
import { isLate, overlaps } from "./note_checks.js";
import { EVERY_ASK, asks, isReportable } from "./note_concern.js";
import { noFaults, saidFaults } from "./note_faults.js";
import { moreFlags } from "./note_flags.js";
import { minutesOf } from "./note_payload.js";
import { aboutUnits, isAttempt, spanOf } from "./note_times.js";
import { findPeople } from "./person_search.js";

const MINUTE = 60_000;
const JUST_NOW = 2 * MINUTE;

/** While no form is open: opening, left, raised, or gone (the address names a note that is not here). */
export function nothingYet(phase, snapshot, { id } = {}) {
  return { ...EMPTY, phase, gone: phase === "gone" ? goneWords(snapshot, id) : "" };
}

function goneWords({ clients }, id) {
  for (const bundle of clients.values()) {
    const found = bundle.notes.find((one) => one.id === id);
    if (!found) continue;
    const params = { name: bundle.header.name, day: shortDay(found.started_at) };
    return found.status === "approved"
      ? t("The note about {name}, {day}, is approved and stays as it is. You can add to it on the page of {name}, under Notes.", params)
      : t("The note about {name}, {day}, was submitted. It waits for approval.", params);
  }
  return t("It was sent or deleted, or it was written on another phone.");
}

// One list of each kind is remembered, for the one form that is open.
const peopleFor = cached((clients, query, minute) =>
  findPeople(clients, query, { now: minute + MINUTE }).map(({ id, name, birth_date }) => ({
    id,
    name,
    about: birth_date ? t("{age} years", { age: age(birth_date) }) : "",
  })),
);
const chipsFor = cached((bundle, me, clients) => contactChips(bundle, { me, clients }));
const goalsFor = cached((bundle) => bundle.goals.map(({ id, words }) => ({ id, words: t("“{words}”", { words }) })));
const stepsFor = cached((steps, owners) =>
  steps.map(({ step_id, what, due_on, owner, share }) => ({
    id: step_id,
    what,
    about: [owners.find(({ id }) => id === owner)?.name, due_on && t("by {day}", { day: weekday(due_on) }), share && t("shared")]
      .filter(Boolean)
      .join(", "),
  })),
);
const ownersFor = cached((bundle, me) => [
  { id: `account:${me.account_id}`, name: t("Me") },
  ...bundle.team
    .filter((line) => line.account_id && line.account_id !== me.account_id)
    .map((line) => ({ id: `account:${line.account_id}`, name: line.name })),
  ...bundle.contacts
    .filter((contact) => !contact.is_client)
    .map((contact) => ({ id: `family:${contact.id}`, name: contact.name })),
]);
const readersFor = cached((bundle) =>
  bundle.share_readers.map(({ account_id, name, relation }) => ({ id: account_id, name, about: relation })),
);
const overlapsFor = cached((clients, zone, id, outcome, visit_id, day, start, end) =>
  overlaps({ outcome, visit_id, day, start, end }, { noteId: id, clients, zone }),
);

let shown = null;

/** The view of an open form; the very same object while nothing on the screen changes, as while it is being submitted. */
export function noteView(snapshot, minute, state) {
  if (state.sending && shown?.sending && shown.form_key === state.form_key) return shown;
  const next = viewOf(snapshot, minute, state);
  shown = shown && isSame(next, shown) ? shown : next;
  return shown;
}

function viewOf(snapshot, minute, state) {
  const { clients, me } = snapshot;
  const { fields, id } = state;
  const bundle = clients.get(fields.client_id);
  const seen = fields.outcome === "seen";
  return {
    ...EMPTY,
    phase: "writing",
    form_key: state.form_key,
    first: state.first,
    person_id: bundle?.header.id ?? "",
    person_name: bundle?.header.name ?? "",
    is_locked: Boolean(fields.visit_id || fields.returned || fields.fixes),
    people: state.choosing ? peopleFor(clients, state.query, minute) : EMPTY.people,
    choosing: state.choosing,
    active: state.active,
    opens_more: state.opens_more,
    can_repeat: Boolean(bundle && lastNote(bundle, id)),
    ...(bundle ? aboutPerson(bundle, me, clients, fields) : {}),
    other_contact: fields.contacted.includes("other"),
    seen,
    shows_minutes: !seen,
    minutes_other: fields.minutes === "other",
    ended: endedWords(fields, me.time_zone, minute),
    ...spanWords(fields, me, bundle?.billing),
    shows_place: fields.contact_type === "face_to_face" || (!fields.contact_type && seen),
    unpaid: isUnpaid(fields, bundle?.billing),
    flags: flagsOf(snapshot, minute, state),
    ...(bundle ? shareOf(bundle, me, fields) : {}),
    ...concernOf(me, fields),
    ...returnedOf(bundle, id, fields),
    fix_reason: state.fix_reason,
    faults: state.faults ? saidFaults(state.faults) : noFaults,
    saved: state.saved_at ? t("Saved on this phone {time}", { time: time(state.saved_at) }) : "",
    problem: state.problem ? errorText(state.problem) : "",
    sending: state.sending,
  };
}

function aboutPerson(bundle, me, clients, fields) {
  const chips = chipsFor(bundle, me, clients);
  const owners = ownersFor(bundle, me);
  const warned = listenOnly(chips, fields.contacted, fields.contacted_other);
  const cautions = chips.filter(({ value, caution }) => caution && fields.contacted.includes(value));
  return {
    chips,
    listen_only: warned.length
      ? t("Listen only. No release is on file for {names}: you may hear, not tell.", { names: list(warned.map((name) => name || t("this person"))) })
      : "",
    caution: cautions.map(({ name, caution }) => `${name}: ${caution}`).join(" "),
    goals: goalsFor(bundle),
    owners,
    steps: stepsFor(fields.steps, owners),
  };
}

function endedWords(fields, zone, minute) {
  const { ended_at, error } = spanOf({ ...fields, start: fields.start || fields.end }, zone);
  if (error) return "";
  const at = time(ended_at);
  return minute + MINUTE - Date.parse(ended_at) < JUST_NOW ? t("ended now, {time}", { time: at }) : t("ended {time}", { time: at });
}

function spanWords(fields, me, billing) {
  const { span, error } = spanOf(fields, me.time_zone);
  if (error || !fields.start) return { span: "", units: "" };
  const minutes = minutesOf(fields, me.time_zone);
  const units = isAttempt(fields) || isUnpaid(fields, billing) ? null : aboutUnits(minutes, billing);
  const about = units === null ? "" : t("about {n} unit", { plural: "about {n} units", n: units });
  const whole = t("{n} minute", { plural: "{n} minutes", n: span });
  if (minutes === span) return { span: whole, units: about };
  const share = t("{n} minute of it for this person", { plural: "{n} minutes of it for this person", n: minutes });
  return { span: whole, units: [share, about].filter(Boolean).join(", ") };
}

const isUnpaid = (fields, billing) => Boolean(billing?.not_billable.includes(fields.work));

// The same rows are the same object, for the screen to stay as it is while somebody types.
let flagsShown = [];

function flagsOf({ clients, me }, minute, { id, fields }) {
  const { outcome, visit_id, day, start, end } = fields;
  const found = overlapsFor(clients, me.time_zone, id, outcome, visit_id, day, start, end);
  const late = isLate(fields, { zone: me.time_zone, now: minute, hours: me.rules.late_note?.hours });
  const bundle = clients.get(fields.client_id);
  const rows = [...flagWords(found, late), ...(bundle ? moreFlags(fields, { noteId: id, bundle, me }) : [])];
  if (JSON.stringify(rows) !== JSON.stringify(flagsShown)) flagsShown = rows;
  return flagsShown;
}

const flagWords = cached((found, late) => [
  ...found.map((other) => ({
    id: other.started_at,
    first: t("These times overlap"),
    rest: t("with your {type}, {from} to {to}. If both are true, say why.", {
      type: word("contact_type", other.type).toLowerCase(),
      from: time(other.started_at),
      to: time(other.ended_at),
    }),
  })),
  ...(late
    ? [{ id: "late", first: t("This comes late"), rest: t("and is marked as a late entry. Say why, if it helps.") }]
    : []),
]);

function shareOf(bundle, me, fields) {
  const readers = readersFor(bundle);
  const named = new Set(readers.map(({ name }) => name));
  const left = bundle.contacts.filter(({ name, custody }) => custody !== "none" && !named.has(name));
  return {
    readers,
    share: fields.share && readers.length > 0,
    step_readers: readers.length ? t("{names} can see it at once.", { names: list(readers.map(({ name }) => name)) }) : "",
    share_from: t("From {name}, {day}", { name: me.name.split(" ")[0], day: shortDay(fields.day) }),
    share_preview: fields.share_text.trim() ? t("“{words}”", { words: fields.share_text.trim() }) : "",
    not_shared: left.length
      ? t("Not shared with: {names}. Nothing was granted.", { names: list(left.map(({ name, relation }) => `${name} (${relation})`)) })
      : "",
  };
}

function concernOf(me, fields) {
  const hotline = me.rules.abuse_hotline;
  const alerted = me.colleagues.filter((one) => one.is_my_supervisor).map(({ name }) => name);
  return {
    concern: fields.concern,
    concern_kind: fields.concern_kind,
    asks: asksFor(fields.concern ? fields.concern_kind : ""),
    reports: isReportable(fields.concern_kind),
    hotline: hotline?.name ?? "",
    hotline_phone: hotline?.phone ?? "",
    alerts: alerted.length ? t("Alerts {names} at once.", { names: list(alerted) }) : t("Alerts your supervisor at once."),
  };
}

const asksFor = cached((kind) => Object.fromEntries(EVERY_ASK.map((name) => [name, asks(kind).includes(name)])));

// A note that came back, or that has moved on at the server since this draft was begun.
function returnedOf(bundle, id, fields) {
  const note = bundle?.notes.find((one) => one.id === id);
  if (fields.fixes && note && note.version > fields.builds_on && note.text !== fields.text) return { theirs: note.text };
  if (!note?.return_comment) return {};
  const pinned = note.return_comments ?? [];
  return {
    comment: pinned.length ? t("Mend what is said below, then submit again.") : note.return_comment,
    comments: pinned.map((said, i) => commentRow(said, i, fields.text)),
    comment_by: t("{name}, {day}", { name: note.returned_by ?? "", day: shortDay(note.returned_at) }),
  };
}

const EMPTY = {
  phase: "opening",
  form_key: "",
  first: null,
  gone: "",
  person_id: "",
  person_name: "",
  is_locked: false,
  people: [],
  choosing: false,
  active: -1,
  can_repeat: false,
  opens_more: false,
  chips: [],
  listen_only: "",
  caution: "",
  goals: [],
  owners: [],
  steps: [],
  other_contact: false,
  seen: false,
  shows_minutes: true,
  minutes_other: false,
  ended: "",
  span: "",
  units: "",
  unpaid: false,
  shows_place: false,
  flags: [],
  readers: [],
  step_readers: "",
  share: false,
  share_from: "",
  share_preview: "",
  not_shared: "",
  concern: false,
  concern_kind: "",
  asks: Object.fromEntries(EVERY_ASK.map((name) => [name, false])),
  reports: false,
  hotline: "",
  hotline_phone: "",
  alerts: "",
  theirs: "",
  comment: "",
  comments: [],
  comment_by: "",
  fix_reason: "",
  faults: noFaults,
  saved: "",
  problem: "",
  sending: false,
};
