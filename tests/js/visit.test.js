import assert from "node:assert/strict";
import { test } from "node:test";
import { alarmState, openCall, whoHelps } from "../../assets/offline/views/alarm_state.js";
import { alarmView } from "../../assets/offline/views/alarm_view.js";
import { currentFaults } from "../../assets/offline/views/form_faults.js";
import { askLocation } from "../../assets/offline/views/location.js";
import { currentToast } from "../../assets/offline/views/toasts.js";
import { visit as screen } from "../../assets/offline/views/visit.js";
import { needHelp, recordHere } from "../../assets/offline/views/visit_actions.js";
import { checkInPayload, noteDrafts } from "../../assets/offline/views/visit_payload.js";
import { extended, needsPair, phaseOf, progress, moreTimeState, safetyLine, visitComesFirst } from "../../assets/offline/views/visit_state.js";
import { asksWord } from "../../assets/offline/views/visit_word.js";
import { afterAll } from "../../assets/offline/order.js";
import { visitPage } from "../../assets/offline/views/visit_view.js";
import { startAfresh, syncNow } from "../../assets/offline/sync.js";
import { FakeServer } from "./fake_server.js";
import { bundle, caseload, ids, me, snapshot, visit } from "./cast.js";
import { VISIT } from "./fixture.js";
import { getSnapshot, seeded } from "./phone.js";
import { form, fullPhone, openIs } from "./forms.js";

const at = (time) => Date.parse(`2026-03-10T${time}:00Z`);
const stamp = (facts = {}) => ({ happened_at: "2026-03-10T13:34:00Z", received_at: null, method: "gps", is_at_place: null, ...facts });
const here = (facts = {}) => visit({ status: "checked_in", check_in: stamp(), expected_end: "2026-03-10T14:30:00Z", ...facts });
const withVisit = (one) => {
  const clients = caseload();
  for (const id of [ids.mateo, ids.lucia]) clients.set(id, { ...clients.get(id), visits: [one] });
  return snapshot({ clients });
};

test("a visit is before, during, after or missed", () => {
  assert.deepEqual([visit(), here(), visit({ check_out: stamp() }), visit({ status: "missed" })].map(phaseOf), ["before", "during", "after", "missed"]);
});

test("nobody flagged is visited alone, and saying who goes along is enough", () => {
  const flagged = [bundle({ header: { pair_required: true } })];
  assert.deepEqual(needsPair(flagged, ""), ["Mateo"]);
  assert.deepEqual(needsPair(flagged, "  "), ["Mateo"]);
  assert.deepEqual(needsPair(flagged, "Priya"), []);
});

test("minutes run on past the expected end, the bar stays full", () => {
  assert.deepEqual(progress(here(), at("14:02")), { minutes: 28, per_cent: 50, over: 0 });
  assert.deepEqual(progress(here(), at("14:45")), { minutes: 71, per_cent: 100, over: 15 });
});

test("fifteen more minutes count from the expected end, from now when that is past", () => {
  assert.equal(extended(here(), at("14:00")), "2026-03-10T14:45:00.000Z");
  assert.equal(extended(here(), at("15:00")), "2026-03-10T15:15:00.000Z");
});

test("the safety line never claims more than the server has said", () => {
  const sent = { id: "c", kind: "visit.check_in", state: "applied", payload: { visit_id: ids.visit } };
  assert.equal(safetyLine(here(), [{ ...sent, state: "waiting" }]), "not_reached");
  assert.equal(safetyLine(here(), [sent]), "not_reached");
  assert.equal(safetyLine(here({ check_in: stamp({ received_at: "2026-03-10T13:35:00Z" }) }), [sent]), "reached");
});

test("what hangs on a visit waits for the visit's own commands only", () => {
  const command = (id, kind, state = "waiting") => ({ id, kind, state, payload: { visit_id: ids.visit } });
  const commands = [command("in", "visit.check_in"), command("mark", "goal.mark"), command("old", "visit.schedule", "applied")];
  assert.deepEqual(visitComesFirst(commands, { id: ids.visit }), ["in"]);
});

test("during a visit nobody else's name is on the screen", () => {
  const page = visitPage(withVisit(here()), at("14:00"), { id: ids.visit, client_id: "" });
  assert.equal(page.phase, "during");
  assert.ok(!JSON.stringify(page).includes("Theo"));
});

test("a confidential place shows no address and no map", () => {
  const page = visitPage(withVisit(visit({ is_confidential: true, place_type: "shelter" })), at("13:00"), { id: ids.visit, client_id: "" });
  assert.deepEqual([page.address, page.map_href, page.is_hidden], ["", "", true]);
});

test("a visit on no bundle of this phone is said to be gone", () => {
  assert.equal(visitPage(snapshot(), at("13:00"), { id: ids.visit, client_id: "" }).phase, "gone");
});

test("a confidential place never asks the phone where it is", async () => {
  const never = { getCurrentPosition: () => assert.fail("asked") };
  assert.deepEqual(await askLocation(visit({ is_confidential: true, place_type: "shelter" }), never), {
    location: { method: "place_type", place_type: "shelter" },
  });
});

test("a refusal is an answer: it asks why, and goes on", async () => {
  const refuses = { getCurrentPosition: (_, failed) => failed({ code: 1 }) };
  assert.deepEqual(await askLocation(visit(), refuses), { missing: "denied" });
  assert.deepEqual(await askLocation(visit(), undefined), { missing: "unavailable" });
});

test("a home's address never travels with an unplanned check-in", () => {
  const unplanned = visit({ is_planned: false });
  const payload = checkInPayload(unplanned, { at: at("13:30"), expectedEnd: at("14:30"), location: { method: "gps" }, goingWith: " Priya " });
  assert.equal(payload.unplanned.address, null);
  assert.equal(payload.unplanned.going_with, "Priya");
  assert.deepEqual(payload.unplanned.client_ids, [ids.mateo, ids.lucia]);
});

test("each child seen gets a note of their own that does not name the other, and the minutes add up", () => {
  let n = 0;
  const drafts = noteDrafts(here(), {
    from: "2026-03-10T13:34:00Z",
    to: "2026-03-10T14:27:00Z",
    outcomes: [{ client_id: ids.mateo, outcome: "seen" }, { client_id: ids.lucia, outcome: "seen_alone" }],
    marks: [{ client_id: ids.mateo, goal_id: ids.goal }],
    me,
    newId: () => `draft-${(n += 1)}`,
  });
  assert.deepEqual(drafts.map(({ client_id }) => client_id), [ids.mateo, ids.lucia]);
  assert.ok(!JSON.stringify(drafts[0]).includes(ids.lucia));
  assert.ok(!JSON.stringify(drafts[1]).includes(ids.goal));
  assert.deepEqual(drafts.map(({ fields }) => [fields.shared_with, fields.shared_place]), [[2, 0], [2, 1]]);
  assert.deepEqual([drafts[0].fields.start, drafts[0].fields.end, drafts[0].fields.minutes_other], ["09:34", "10:27", "53"]);
});

test("who was not seen gets no note", () => {
  const drafts = noteDrafts(here(), {
    from: "2026-03-10T13:34:00Z",
    to: "2026-03-10T14:27:00Z",
    outcomes: [{ client_id: ids.mateo, outcome: "refused" }, { client_id: ids.lucia, outcome: "seen" }],
    me,
    newId: () => "draft",
  });
  assert.deepEqual(drafts.map(({ client_id, fields }) => [client_id, fields.shared_with]), [[ids.lucia, 1]]);
});

const pressed = (state, facts = {}) => ({ id: "c", kind: "alarm.help", state, payload: { alarm_id: "a", visit_id: ids.visit, happened_at: "2026-03-10T14:00:00Z", ...facts } });
const line = (facts = {}) => ({ id: "a", kind: "help", visit_id: ids.visit, concern_id: null, received_at: "2026-03-10T14:00:05Z", read_by: [], settled_how: null, ...facts });

test("help says not sent until the server has it, then sent, then who read it", () => {
  assert.equal(alarmState(me, [pressed("waiting")], "a").state, "not_sent");
  assert.equal(alarmState(me, [pressed("needs_fix")], "a").state, "not_sent");
  assert.equal(alarmState({ ...me, alarms: [line()] }, [pressed("applied")], "a").state, "sent");
  const read = alarmState({ ...me, alarms: [line({ read_by: [{ name: "Omar Haddad", read_at: "2026-03-10T14:02:00Z" }] })] }, [], "a");
  assert.deepEqual([read.state, read.read_by[0].name], ["read", "Omar Haddad"]);
});

test("a safety concern is followed by the concern's own id", () => {
  const concern = { id: "c", kind: "note.submit", state: "waiting", payload: { safety_concern: { id: "k" } } };
  assert.equal(alarmState(me, [concern], "k").state, "not_sent");
  assert.equal(alarmState({ ...me, alarms: [line({ id: "x", concern_id: "k" })] }, [], "k").state, "sent");
});

test("a concern that the office has heard is sent, although its note still needs a fix", () => {
  const stuck = { id: "c", kind: "note.submit", state: "needs_fix", payload: { safety_concern: { id: "k" } } };
  assert.equal(alarmState(me, [stuck], "k").state, "not_sent");
  assert.equal(alarmState({ ...me, alarms: [line({ id: "x", concern_id: "k", received_at: null })] }, [stuck], "k").state, "not_sent");
  assert.equal(alarmState({ ...me, alarms: [line({ id: "x", concern_id: "k" })] }, [stuck], "k").state, "sent");
});

test("pressing again is the same call for help, until it is settled or half an hour old", () => {
  const soon = { visitId: ids.visit, now: at("14:10") };
  assert.equal(openCall(me, [pressed("waiting")], soon), "a");
  assert.equal(openCall({ ...me, alarms: [line({ settled_how: "Spoke with Maya" })] }, [pressed("applied")], soon), null);
  assert.equal(openCall(me, [pressed("applied")], { visitId: ids.visit, now: at("14:31") }), null);
});

test("a call for help that this phone could not keep says so, and the next press tries again", async (t) => {
  await seeded();
  screen.set({ id: VISIT, client_id: "", going_with: "" });
  const shown = () => alarmView(getSnapshot(), Date.now(), screen.get().alarm_id, { failed: screen.get().alarm_failed });
  const calls = () => getSnapshot().commands.filter(({ kind }) => kind === "alarm.help").length;
  const full = fullPhone(t);
  await needHelp();
  assert.deepEqual([shown().state, shown().words, calls()], ["not_sent", "This phone could not keep your call. Call or text now.", 0]);
  full.mock.restore();
  await needHelp();
  assert.deepEqual([shown().state, shown().words, calls()], ["not_sent", "Not sent yet. Trying now.", 1]);
});

test("help pressed again while the first call has not gone out sends it at once", async () => {
  const account = await seeded();
  const server = new FakeServer();
  server.cookie = account;
  startAfresh();
  server.next.push(() => {
    throw new TypeError("network");
  });
  screen.set({ id: VISIT, client_id: "", going_with: "" });
  await needHelp();
  await syncNow();
  assert.deepEqual([getSnapshot().sync.last_error, server.applied.length], ["offline", 0]);
  await needHelp();
  await syncNow({ patient: true });
  assert.deepEqual(server.applied.map(({ kind }) => kind), ["alarm.help"]);
  const asked = server.requests.length;
  await needHelp();
  await syncNow({ patient: true });
  assert.equal(server.requests.length, asked + 1, "a call that has gone out is not sent again");
});

test("what a visit’s sheet could not keep is said in the sheet; where none is open, in a toast", async (t) => {
  await seeded();
  fullPhone(t);
  const before = currentToast();
  openIs(form({}, { id: "check-out" }));
  assert.equal(await recordHere("visit.check_out", { payload: {} }), null);
  assert.match(currentFaults()["check-out.kept"], /^This phone is full/);
  assert.equal(currentToast(), before);
  openIs();
  await recordHere("visit.check_in", { payload: {} });
  assert.match(currentToast().words, /^This phone is full/);
});

test("my supervisor can be texted, whoever is on call can be called, nobody whose shift is over", () => {
  assert.deepEqual(whoHelps(me, at("14:00")).on_call.map(({ name }) => name), ["Priya Raman"]);
  assert.deepEqual(whoHelps(me, Date.parse("2026-03-12T00:00:00Z")).on_call, []);
  assert.deepEqual(whoHelps(me, at("14:00")).supervisors.map(({ name }) => name), ["Omar Haddad"]);
});

test("the timer is said to run only while the server says until when, and then asks", () => {
  const held = here({ check_in: stamp({ received_at: "2026-03-10T13:34:05Z" }), timer: { until: "2026-03-10T14:30:00Z" } });
  assert.equal(safetyLine(held, [], at("14:29")), "running");
  assert.equal(safetyLine(held, [], at("14:30")), "asked");
  const more = { kind: "visit.extend", state: "waiting", payload: { visit_id: held.id } };
  assert.equal(safetyLine(held, [more], at("14:29")), "running");
  assert.equal(moreTimeState(held, [more]), "waiting");
  assert.equal(moreTimeState(held, [{ ...more, state: "needs_fix", error: "visit_word_not_right" }]), "refused");
  assert.equal(moreTimeState(held, [{ ...more, state: "applied" }]), "");
});

test("more time that the server did not take keeps no check-out here", () => {
  const more = { id: "more", kind: "visit.extend", state: "needs_fix", client_ids: [], after: [], payload: { visit_id: here().id } };
  assert.deepEqual(visitComesFirst([more], here()), []);
  assert.deepEqual(afterAll({ kind: "visit.check_out", after: [], payload: { visit_id: here().id } }, [more]), []);
});

test("the word is asked for after the expected end, of who has one", () => {
  const late = here({ expected_end: "2026-03-10T14:30:00Z" });
  assert.equal(asksWord(late, { has_visit_word: true }, at("14:28")), false);
  assert.equal(asksWord(late, { has_visit_word: true }, at("14:30")), true);
  assert.equal(asksWord(late, { has_visit_word: false }, at("15:30")), false);
});

test("a visit that had become a colleague's opens the own one that the server made beside it", () => {
  const old = visit({ is_mine: false, worker: "Priya Raman" });
  const beside = here({ id: ids.fresh, is_planned: false, instead_of: ids.visit });
  const clients = caseload();
  for (const id of [ids.mateo, ids.lucia]) clients.set(id, { ...clients.get(id), visits: [old, beside] });
  const state = { id: ids.visit, client_id: "", going_with: "" };
  const { id, phase } = visitPage(snapshot({ clients }), at("14:00"), state);
  assert.deepEqual([id, phase], [ids.fresh, "during"]);
  const theirs = withVisit(old);
  assert.equal(visitPage(theirs, at("14:00"), state).phase, "other");
  const waiting = [{ id: "c1", kind: "visit.check_out", state: "waiting", payload: { visit_id: ids.visit } }];
  assert.deepEqual(visitComesFirst(waiting, beside), ["c1"]);
});
