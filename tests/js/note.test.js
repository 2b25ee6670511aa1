import assert from "node:assert/strict";
import { test } from "node:test";

import { contactChips, contactedOf, listenOnly } from "../../assets/offline/views/note_chips.js";
import { faults, isLate, overlaps } from "../../assets/offline/views/note_checks.js";
import { saidFaults } from "../../assets/offline/views/note_faults.js";
import { blankFields, isTouched, likeLast, readForm } from "../../assets/offline/views/note_fields.js";
import { described, fieldsFromNote, fieldsFromPayload, notePayload, stepPayloads } from "../../assets/offline/views/note_payload.js";
import { aboutUnits, minutesFromTimes, sharedMinutes, spanOf, startFromMinutes } from "../../assets/offline/views/note_times.js";
import { noteView } from "../../assets/offline/views/note_view.js";
import { billing, bundle, caseload, contact, ids, me, note, teamLine, ZONE } from "./cast.js";

const call = () => ({
  ...blankFields(),
  client_id: ids.mateo,
  contacted: [`contact:${ids.rosa}`],
  outcome: "reached",
  minutes: "10",
  day: "2026-03-10",
  start: "10:21",
  end: "10:31",
  text: "Rosa called back.",
});
const now = Date.parse("2026-03-10T14:35:00Z");
const chips = () => contactChips(bundle(), { me, clients: caseload() });
const payload = (fields) => notePayload(fields, { noteId: ids.note, chips: chips(), zone: ZONE, readers: [], newId: () => ids.fresh });

test("chips name the person, who cares for them and the team, but never me and never a brother or sister", () => {
  assert.deepEqual(chips().map((chip) => chip.label), ["Mateo", "Rosa (mother)", "Ms. Alvarez", "Priya Raman"]);
});

test("a teacher without a release is listened to only, a caregiver is not", () => {
  assert.deepEqual(listenOnly(chips(), [`contact:${ids.rosa}`, `team:${ids.alvarez}`]), ["Ms. Alvarez"]);
});

test("of a relative or neighbour the warning is the server's word, whatever the team says of the same name", () => {
  const joe = { id: ids.joe, name: "Joe Brandt", relation: "neighbour", custody: "none", lives_with: false, is_natural_support: true };
  const warned = (facts) => {
    const people = [contact(), contact({ ...joe, ...facts })];
    const found = contactChips(bundle({ contacts: people, team: [teamLine({ name: "Joe Brandt", may_hear: true })] }), { me });
    return listenOnly(found, [`contact:${ids.joe}`]);
  };
  assert.deepEqual(warned({ may_hear: false, protective_order: "No contact" }), ["Joe Brandt"]);
  assert.deepEqual(warned({ may_hear: true }), []);
});

test("someone typed by hand is a collateral and is named", () => {
  assert.deepEqual(contactedOf(chips(), ["client", "other"], " Coach Lee "), {
    contacted: ["client", "collateral"],
    contacted_names: ["Mateo Delgado", "Coach Lee"],
  });
});

test("choosing minutes keeps the end and moves the start, past midnight too", () => {
  assert.deepEqual(startFromMinutes({ day: "2026-03-10", start: "", end: "10:31", minutes: "10" }, ZONE), { start: "10:21", day: "2026-03-10" });
  assert.deepEqual(startFromMinutes({ day: "2026-03-10", start: "", end: "00:10", minutes: "30" }, ZONE), { start: "23:40", day: "2026-03-09" });
  const twice = { day: "2026-03-09", start: "23:40", end: "00:10", minutes: "15" };
  assert.deepEqual(startFromMinutes(twice, ZONE), { start: "23:55", day: "2026-03-09" });
});

test("changing a time changes the minutes", () => {
  assert.deepEqual(minutesFromTimes({ day: "2026-03-10", start: "09:34", end: "10:26" }, ZONE), { minutes: "other", minutes_other: "52" });
  assert.deepEqual(minutesFromTimes({ day: "2026-03-10", start: "09:34", end: "09:49" }, ZONE), { minutes: "15", minutes_other: "" });
});

test("the minutes of a contact are those that passed, also over a change of the clocks", () => {
  const spring = { day: "2026-03-08", start: "01:30", end: "03:15" };
  const autumn = { day: "2026-11-01", start: "00:30", end: "02:30" };
  assert.deepEqual([spanOf(spring, ZONE).span, spanOf(autumn, ZONE).span], [45, 180]);
  assert.deepEqual(minutesFromTimes(spring, ZONE), { minutes: "other", minutes_other: "45" });
  assert.deepEqual(startFromMinutes({ ...spring, minutes: "30" }, ZONE), { start: "01:45", day: "2026-03-08" });
  const night = { day: "2026-10-31", start: "23:30", end: "02:30" };
  assert.equal(spanOf(night, ZONE).span, 240);
  assert.equal(spanOf({ day: "2026-03-08", start: "02:30", end: "03:10" }, ZONE).error, "end_before_start", "02:30 was never on the clock");
});

test("an end before its start on the clock is of the hour that comes twice, where there is one", () => {
  const twice = { day: "2026-11-01", start: "01:50", end: "01:10" };
  assert.deepEqual(spanOf(twice, ZONE), { started_at: "2026-11-01T05:50:00.000Z", ended_at: "2026-11-01T06:10:00.000Z", span: 20 });
  assert.deepEqual(minutesFromTimes(twice, ZONE), { minutes: "other", minutes_other: "20" });
  assert.deepEqual(startFromMinutes({ ...twice, minutes: "15" }, ZONE), { start: "01:55", day: "2026-11-01" });
  assert.equal(spanOf({ ...twice, start: "02:10" }, ZONE).error, "end_before_start");
  assert.equal(spanOf({ ...twice, day: "2026-11-02" }, ZONE).error, "end_before_start");
});

test("an end a little before its start is a slip, one after midnight is not", () => {
  assert.equal(spanOf({ day: "2026-03-10", start: "09:34", end: "09:10" }, ZONE).error, "end_before_start");
  const late = spanOf({ day: "2026-03-09", start: "23:40", end: "00:10" }, ZONE);
  assert.deepEqual(late, { started_at: "2026-03-10T03:40:00.000Z", ended_at: "2026-03-10T04:10:00.000Z", span: 30 });
});

test("about how many units follows the agency's rounding", () => {
  const eight = [7, 8, 22, 23, 37, 38, 53, 127].map((minutes) => aboutUnits(minutes, { policy: "eight_minute" }));
  assert.deepEqual(eight, [0, 1, 1, 2, 2, 3, 4, 8]);
  assert.equal(aboutUnits(29, { policy: "full_unit" }), 1);
  assert.equal(aboutUnits(29, { policy: "day_total", day_total_then: "eight_minute" }), 2);
  assert.equal(aboutUnits(29, undefined), null);
});

test("the time of a visit to two is told apart without a minute lost or claimed twice", () => {
  assert.equal(sharedMinutes(53, { people: 2, place: 0 }) + sharedMinutes(53, { people: 2, place: 1 }), 53);
  assert.equal(sharedMinutes(53, { people: 2, place: 1, policy: "full_each" }), 53);
});

test("travel is said not to be billable, unless this person's payer pays for it", () => {
  const state = { id: ids.note, fields: { ...call(), work: "travel" }, first: null };
  const view = (not_billable) => {
    const clients = caseload();
    clients.set(ids.mateo, { ...clients.get(ids.mateo), billing: billing({ not_billable }) });
    return noteView({ clients, me }, now, state);
  };
  const { unpaid, units } = view(["travel"]);
  assert.deepEqual([unpaid, units], [true, ""]);
  assert.deepEqual([view([]).unpaid, view([]).units], [false, "about 1 unit"]);
});

test("a phone note becomes exactly what the server reads", () => {
  assert.deepEqual(payload(call()), {
    note_id: ids.note,
    client_id: ids.mateo,
    builds_on: 0,
    visit_id: null,
    contacted: ["caregiver"],
    contacted_names: ["Rosa Delgado"],
    outcome: "reached",
    contact_type: "phone",
    started_at: "2026-03-10T14:21:00.000Z",
    ended_at: "2026-03-10T14:31:00.000Z",
    minutes: 10,
    format: "free",
    text: "Rosa called back.",
    place_type: null,
    purpose: null,
    role_taken: null,
    work: "case_management",
    goal_ids: [],
    services_declined: null,
    transport_given: false,
    help_with_forms: false,
    overlap_reason: null,
    share: null,
    safety_concern: null,
  });
});

test("a line is shared with exactly the readers that were shown", () => {
  const readers = [{ account_id: ids.rosa_account, name: "Rosa Delgado", relation: "mother" }];
  const fields = { ...call(), share: true, share_text: "Great work!" };
  const shared = notePayload(fields, { noteId: ids.note, chips: chips(), zone: ZONE, readers, newId: () => ids.fresh }).share;
  assert.deepEqual(shared, { id: ids.fresh, text: "Great work!", reader_ids: [ids.rosa_account] });
  assert.equal(payload({ ...fields }).share, null);
});

test("a concern about suicide keeps what was asked and leaves out what belongs to a report of abuse", () => {
  const concern = payload({
    ...call(),
    concern: true,
    concern_kind: "suicide",
    concern_what: "Said he wants to be gone.",
    concern_asked: "yes",
    concern_answer: "Sometimes",
    concern_report_number: "typed for another kind",
    concern_called_day: "2026-03-10",
    concern_called_time: "10:40",
  }).safety_concern;
  assert.equal(concern.asked_directly, true);
  assert.equal(concern.answer, "Sometimes");
  assert.equal(concern.report_number, null);
  assert.equal(concern.called_at, "2026-03-10T14:40:00.000Z");
});

test("a step that was typed but not added goes with the note", () => {
  const fields = { ...call(), step_what: "Call the bus company", step_due: "2026-03-12", step_owner: `account:${me.account_id}` };
  const readers = [{ account_id: ids.rosa_account, name: "Rosa Delgado" }];
  const shared = stepPayloads({ ...fields, step_what: "Bring the form", step_share: true }, { newId: () => ids.fresh, me, readers });
  assert.deepEqual(shared.map(({ reader_ids }) => reader_ids).at(-1), [ids.rosa_account]);
  assert.deepEqual(stepPayloads(fields, { newId: () => ids.fresh, me, readers }), [
    { step_id: ids.fresh, client_id: ids.mateo, what: "Call the bus company", due_on: "2026-03-12", owner_account_id: me.account_id },
  ]);
});

test("what is missing is said by field, all at once", () => {
  const found = faults({ ...blankFields(), day: "2026-03-10", end: "10:31" }, { zone: ZONE, now, readers: [] });
  assert.deepEqual(Object.keys(found), ["person", "contacted", "outcome", "minutes", "text"]);
  assert.deepEqual(faults(call(), { zone: ZONE, now, readers: [] }), {});
});

test("a note about somebody whose record is not on this phone waits, and says only that", () => {
  const away = { ...call(), contacted: [], text: "" };
  const found = faults(away, { zone: ZONE, now, readers: [], isHere: false });
  assert.deepEqual(found, { person: "away" });
  assert.match(saidFaults(found).person, /not on this phone now\. Your note is kept\./);
  assert.equal(faults({ ...away, client_id: "" }, { zone: ZONE, now, readers: [], isHere: false }).person, "person");
});

test("a phone that rang out needs no minutes", () => {
  const fields = { ...call(), outcome: "no_answer", minutes: "", start: "" };
  assert.deepEqual(faults(fields, { zone: ZONE, now, readers: [] }), {});
  assert.equal(payload(fields).minutes, 0);
});

test("a contact cannot lie in the future", () => {
  const fields = { ...call(), start: "11:21", end: "11:31" };
  assert.equal(faults(fields, { zone: ZONE, now, readers: [] }).end, "in_the_future");
});

test("two contacts at once are flagged, not a sibling's note of the same visit and not an attempt", () => {
  const clients = caseload();
  clients.get(ids.lucia).notes.push(note({ started_at: "2026-03-10T14:25:00Z", ended_at: "2026-03-10T14:40:00Z", visit_id: ids.visit }));
  const found = overlaps(call(), { noteId: ids.note, clients, zone: ZONE });
  assert.equal(found.length, 1);
  assert.deepEqual(overlaps({ ...call(), visit_id: ids.visit }, { noteId: ids.note, clients, zone: ZONE }), []);
  assert.deepEqual(overlaps({ ...call(), outcome: "left_message" }, { noteId: ids.note, clients, zone: ZONE }), []);
});

test("late follows the agency's hours", () => {
  assert.equal(isLate(call(), { zone: ZONE, now: now + 47 * 3_600_000 }), false);
  assert.equal(isLate(call(), { zone: ZONE, now: now + 49 * 3_600_000 }), true);
});

test("start like last time copies fields, never the text, the day or the clock", () => {
  const last = described(note({ text: "Old words", outcome: "left_message", purpose: "linkage" }), { chips: chips(), zone: ZONE });
  const next = likeLast({ ...blankFields(), day: "2026-03-10", end: "10:31" }, last);
  assert.equal(next.text, "");
  assert.equal(next.day, "2026-03-10");
  assert.equal(next.start, "");
  assert.equal(next.outcome, "left_message");
  assert.equal(next.purpose, "linkage");
});

test("a refused note comes back with everything that was typed and goes out as it was", () => {
  const fields = {
    ...call(),
    outcome: "seen",
    seen: "seen_alone",
    contact_type: "face_to_face",
    goals: [ids.goal],
    why: "Rosa called while Mateo was in the hall.",
    concern: true,
    concern_kind: "child_abuse",
    concern_what: "Bruises",
    concern_report_number: "A-12",
  };
  const sent = payload(fields);
  const back = fieldsFromPayload(sent, { chips: chips(), zone: ZONE, commandId: ids.command });
  assert.equal(back.fixes, ids.command);
  assert.deepEqual(payload(back), sent);
});

test("a returned note builds on the version that was seen", () => {
  const fields = fieldsFromNote(note({ version: 2, status: "returned" }), { chips: chips(), zone: ZONE, clientId: ids.mateo });
  assert.equal(payload(fields).builds_on, 2);
});

test("a returned note is mended with the line for the family that it was sent with", () => {
  const share = { id: ids.command, text: "He packed his own bag." };
  const fields = fieldsFromNote(note({ version: 2, status: "returned", share }), { chips: chips(), zone: ZONE, clientId: ids.mateo });
  assert.deepEqual([fields.share, fields.share_id, fields.share_text], [true, share.id, share.text]);
});

test("a part that is folded away keeps what it said, an unticked box is unticked", () => {
  const form = new FormData();
  form.set("text", "New");
  form.append("contacted", "client");
  form.append("contacted", "other");
  const shown = new Set(["text", "contacted", "transport"]);
  const next = readForm(form, (name) => shown.has(name), { ...blankFields(), transport: true, declined: "Respite" });
  assert.deepEqual([next.text, next.contacted, next.transport, next.declined], ["New", ["client", "other"], false, "Respite"]);
});

test("an untouched form leaves no draft", () => {
  assert.ok(!isTouched({ ...blankFields(), client_id: ids.mateo, day: "2026-03-10", end: "10:31" }));
  assert.ok(isTouched({ ...blankFields(), text: "a" }));
});

test("another household's person with the same first name is found by any word of the name, without accents", async () => {
  const { findPeople } = await import("../../assets/offline/views/person_search.js");
  assert.deepEqual(findPeople(caseload(), "luc del", { now }).map((row) => row.name), ["Lucía Delgado"]);
  assert.equal(findPeople(caseload(), "", { now })[0].name, "Mateo Delgado");
  const hyphened = new Map([["a", { header: { id: "a", name: "Amara Thompson-Whitfield" }, notes: [], visits: [] }]]);
  assert.equal(findPeople(hyphened, "Amara Thompson-Whitfield", { now }).length, 1);
});
