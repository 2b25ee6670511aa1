import assert from "node:assert/strict";
import { test } from "node:test";
import { isUrgent, project, projectMe } from "../../assets/offline/project.js";
import { GOAL, JONAH, LENA, MARK, ME, OMAR, RETURNED_NOTE, SERVICE, STEP, THEO, VISIT, bundles, me } from "./fixture.js";

const all = bundles();
const context = { me: me(), names: (id) => all[id]?.header };
const at = new Date().toISOString();
const place = { method: "manual", reason: "phone off" };
const visitId = crypto.randomUUID();
const plan = { visit_id: visitId, client_ids: [THEO, LENA], planned_start: at, planned_end: at, place_type: "home" };

const note = (facts) => ({
  note_id: crypto.randomUUID(), client_id: THEO, builds_on: 0, contacted: ["client"], outcome: "reached", contact_type: "phone",
  started_at: at, ended_at: at, minutes: 10, text: "Talked about the morning.", ...facts,
});
const samples = [
  [THEO, "note.submit", note()],
  [JONAH, "note.submit", note({ note_id: RETURNED_NOTE, client_id: JONAH, builds_on: 1 })],
  [THEO, "visit.schedule", plan],
  [LENA, "visit.check_in", { visit_id: VISIT, happened_at: at, expected_end: at, location: place }],
  [THEO, "visit.check_in", { visit_id: visitId, happened_at: at, expected_end: at, location: place, unplanned: plan }],
  [THEO, "visit.extend", { visit_id: VISIT, expected_end: at }],
  [THEO, "visit.check_out", { visit_id: VISIT, happened_at: at, location: place, outcomes: [{ client_id: THEO, outcome: "seen" }] }],
  [THEO, "visit.miss", { visit_id: VISIT, happened_at: at, reason: "not_home", next_action: "call tonight" }],
  [THEO, "goal.mark", { mark_id: crypto.randomUUID(), client_id: THEO, goal_id: GOAL, level: "met", happened_at: at }],
  [THEO, "goal.mark_amended", { amendment_id: "a", mark_id: MARK, client_id: THEO, kind: "undone" }],
  [THEO, "goal.mark_amended", { amendment_id: "a", mark_id: MARK, client_id: THEO, kind: "line", line: "calmer" }],
  [THEO, "step.add", { step_id: crypto.randomUUID(), client_id: THEO, what: "Ask about the bus", owner_account_id: ME }],
  [THEO, "referral.followed_up", { link_id: SERVICE, client_id: THEO, status: "started", reason: null, happened_at: at }],
  [THEO, "step.done", { step_id: STEP, client_id: THEO, happened_at: at }],
];
const command = (kind, payload, client_ids) => ({ id: "c", kind, client_ids, recorded_at: at, after: [], payload });

for (const [clientId, kind, payload] of samples) {
  test(`${kind} shows, shows no more when projected twice, and changes nothing it was given`, () => {
    const before = structuredClone(all[clientId]);
    const one = command(kind, payload, [clientId]);
    const shown = project(all[clientId], one, context);
    assert.notDeepEqual(shown, before, "it shows");
    assert.equal(project(shown, one, context), shown, "again is the very same object");
    assert.deepEqual(all[clientId], before, "what it was given is untouched");
  });
}

test("a projected record has exactly the fields of the server's own", () => {
  const like = (made, model) => assert.deepEqual(Object.keys(made).sort(), Object.keys(model).sort());
  const sent = project(all[THEO], command("note.submit", note(), [THEO]), context);
  like(sent.notes[0], all[JONAH].notes[0]);
  const visits = project(all[THEO], command("visit.schedule", plan, [THEO, LENA]), context).visits;
  like(visits.at(-1), all[THEO].visits[0]);
  const steps = project(all[THEO], command("step.add", { step_id: "s", client_id: THEO, what: "Ask" }, [THEO]), context).steps;
  like(steps.at(-1), all[THEO].steps[0]);
  const goals = project(all[THEO], command("goal.mark", { mark_id: "m", client_id: THEO, goal_id: GOAL, level: "met", happened_at: at }, [THEO]), context).goals;
  like(goals[0].marks.at(-1), goals[0].marks[0]);
});

test("a stale submission does not cover the version that others can read", () => {
  const given = project(all[JONAH], command("note.submit", note({ note_id: RETURNED_NOTE, client_id: JONAH, builds_on: 0, text: "Old words" }), [JONAH]), context);
  assert.equal(given, all[JONAH]);
});

test("a note of one sibling never shows with the other", () => {
  assert.equal(project(all[LENA], command("note.submit", note(), [THEO, LENA]), context), all[LENA]);
});

test("an unplanned visit names both siblings in both bundles, and leaves out whom this device does not hold", () => {
  const payload = { visit_id: visitId, happened_at: at, expected_end: at, location: place, unplanned: { ...plan, client_ids: [THEO, LENA, "stranger"] } };
  for (const id of [THEO, LENA]) {
    const made = project(all[id], command("visit.check_in", payload, [THEO, LENA]), context).visits.at(-1);
    assert.deepEqual(made.people.map((one) => one.given_name), ["Theo", "Lena"]);
    assert.equal(made.status, "checked_in");
  }
});

test("a check-in that arrives over a finished visit does not open it again", () => {
  const out = { status: "checked_out", check_in: { happened_at: at, received_at: at, method: "gps", is_at_place: true } };
  const bundle = { ...all[THEO], visits: all[THEO].visits.map((one) => ({ ...one, ...out })) };
  assert.equal(project(bundle, command("visit.check_in", { visit_id: VISIT, happened_at: at, expected_end: at, location: place }, [THEO]), context), bundle);
});

test("a mark undone before it was sent is gone, in whatever order bundles come", () => {
  const made = command("goal.mark", { mark_id: "m9", client_id: THEO, goal_id: GOAL, level: "met", happened_at: at }, [THEO]);
  const undone = command("goal.mark_amended", { amendment_id: "a", mark_id: "m9", client_id: THEO, kind: "undone" }, [THEO]);
  const shown = [made, undone].reduce((so, one) => project(so, one, context), all[THEO]);
  assert.equal(shown.goals[0].marks.length, all[THEO].goals[0].marks.length);
});

test("a step's owner is named as the person knows them", () => {
  const owner = (facts) => project(all[THEO], command("step.add", { step_id: "s", client_id: THEO, what: "Ask", ...facts }, [THEO]), context).steps.at(-1);
  assert.deepEqual([owner({ owner_account_id: OMAR }).owner, owner({ owner_account_id: OMAR }).is_mine], ["Omar Haddad", false]);
  assert.equal(owner({ owner_family_member_id: all[THEO].contacts[0].id }).owner, "Rosa Marchetti");
  assert.equal(owner({ owner_role: "teacher" }).owner, "teacher");
});

test("a call for help stands among the alarms as not received, once", () => {
  const help = command("alarm.help", { alarm_id: "a1", happened_at: at, visit_id: VISIT }, [THEO]);
  const shown = projectMe(projectMe(me(), help), help);
  assert.deepEqual(shown.alarms.map(({ id, received_at }) => [id, received_at]), [["a1", null]]);
  assert.ok(isUrgent(help));
});

test("a safety concern is an alarm until the server's own stands in its place", () => {
  const concern = command("note.submit", note({ safety_concern: { id: "k1", kind: "suicide", what: "said so" } }), [THEO]);
  assert.equal(projectMe(me(), concern).alarms[0].received_at, null);
  const known = { ...me(), alarms: [{ id: "server", kind: "safety_concern", concern_id: "k1", received_at: at, read_by: [] }] };
  assert.equal(projectMe(known, concern), known);
  assert.ok(isUrgent(concern));
});

// -- families -----------------------------------------------------------------------------------------------------------

const shared = () => ({
  shape: "family",
  header: { id: THEO, name: "Theo", is_you: false },
  steps: [{ id: STEP, what: "Send the form", done_at: null, done_by: null, needs_help_at: null }],
  messages: [],
  consents: [{ id: "k", withdrawn_at: null, is_in_force: true, stops: ["goal"] }],
  staff: [{ account_id: OMAR, name: "Omar Haddad", role: "supervisor" }],
});
const rosa = { me: { account_id: "r", name: "Rosa Marchetti" }, names: () => undefined };
const told = { message_id: "m", client_id: THEO, kind: "complaint", text: "No one called.", about_account_ids: [OMAR] };

for (const [kind, payload, seen] of [
  ["step.done", { step_id: STEP, client_id: THEO, happened_at: at }, (one) => one.steps[0].done_by],
  ["step.help", { step_id: STEP, client_id: THEO, happened_at: at }, (one) => one.steps[0].needs_help_at],
  ["message.send", told, (one) => one.messages[0]?.about[0]],
  ["consent.withdraw", { consent_id: "k", client_id: THEO, happened_at: at }, (one) => one.consents[0].withdrawn_at],
]) {
  test(`on a family's phone ${kind} shows at once, and once`, () => {
    const before = shared();
    const one = command(kind, payload, [THEO]);
    const shown = project(before, one, rosa);
    assert.ok(seen(shown));
    assert.deepEqual(before, shared(), "what it was given is untouched");
    assert.equal(project(shown, one, rosa), shown);
  });
}

test("what a family told us is read and answered here before the server knows", () => {
  const said = { id: "m", kind: "question", text: "When?", by: "Rosa", received_at: at, is_read_by_me: false, read_by: [], answer: null, answered_by: null };
  const bundle = { ...all[THEO], family_messages: [said] };
  const read = command("message.read", { message_id: "m", client_id: THEO, read_at: at }, [THEO]);
  const answer = command("message.answer", { message_id: "m", client_id: THEO, text: "On Monday." }, [THEO]);
  const shown = project(project(bundle, read, context), answer, context);
  const [line] = shown.family_messages;
  assert.deepEqual([line.is_read_by_me, line.read_by, line.answer], [true, [me().name], "On Monday."]);
  assert.equal(project(project(shown, read, context), answer, context), shown);
});

test("what is recorded under the old id of a moved visit happens to the own one beside it", () => {
  const [planned] = all[THEO].visits;
  const theirs = { ...planned, id: VISIT, is_mine: false };
  const beside = { ...planned, id: visitId, is_mine: true, check_in: { happened_at: at }, check_out: null, instead_of: VISIT };
  const payload = { visit_id: VISIT, happened_at: at, location: place, outcomes: [{ client_id: THEO, outcome: "seen" }] };
  const { visits } = project({ ...all[THEO], visits: [theirs, beside] }, { kind: "visit.check_out", payload }, context);
  assert.deepEqual(visits.map(({ status, check_out }) => [status === "checked_out", Boolean(check_out)]), [[false, false], [true, true]]);
});
