import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { project } from "../../assets/offline/project.js";
import { familyOf } from "../../assets/offline/views/family_child.js";
import { consentsPage } from "../../assets/offline/views/family_consents.js";
import { familyPlanPage } from "../../assets/offline/views/family_crisis.js";
import { calendarFile, familyDatesPage } from "../../assets/offline/views/family_dates.js";
import { familyOutboxPage } from "../../assets/offline/views/family_outbox.js";
import { familyGoalsPage } from "../../assets/offline/views/family_goals.js";
import { nextStepsPage, stepWord } from "../../assets/offline/views/family_steps.js";
import { familyTeamPage, messageOf, sendMessage } from "../../assets/offline/views/family_team.js";
import { currentFaults } from "../../assets/offline/views/form_faults.js";
import { fixOf } from "../../assets/offline/views/outbox_fix.js";
import { ZONE, ids, snapshot } from "./cast.js";
import { getSnapshot, seeded } from "./phone.js";
import { form, fullPhone, submit } from "./forms.js";

const NOW = Date.parse("2026-03-10T15:00:00Z");

beforeEach((t) => t.mock.timers.enable({ apis: ["Date"], now: NOW })); // a day of another year is written with it
const rosa = { shape: "family", account_id: ids.rosa_account, name: "Rosa Delgado", time_zone: ZONE, roles: ["family"] };
const label = { notice: "42 CFR part 2 prohibits it.", information: "Treatment", purpose: "Care", expires_on: "2026-09-30" };
const step = (facts = {}) => ({
  id: "s1",
  what: "Send the school the doctor’s form",
  why: "So the nurse can keep the pen at school.",
  owner: "Rosa Delgado",
  is_yours: true,
  due_on: "2026-03-13",
  done_at: null,
  done_by: null,
  needs_help_at: null,
  readers: ["Maya Okafor", "Omar Haddad"],
  label: null,
  ...facts,
});
const shared = ({ header = {}, ...facts } = {}) => ({
  shape: "family",
  format: 1,
  header: { id: ids.mateo, name: "Mateo", is_you: false, ...header },
  steps: [],
  goals: [],
  celebrations: [],
  dates: [],
  team: [],
  crisis_plan: null,
  lines: [],
  consents: [],
  messages: [],
  staff: [{ account_id: ids.maya, name: "Maya Okafor", role: "case_manager" }],
  messages_go_to: ["Maya Okafor"],
  complaints_go_to: ["Omar Haddad"],
  _given_at: "2026-03-10T14:00:00Z",
  ...facts,
});
const phone = (facts, more = {}) =>
  snapshot({ account: ids.rosa_account, me: rosa, clients: new Map([[ids.mateo, shared(facts)]]), ...more });
const first = { child: "" };

test("steps are for you or for the team, the earliest day first, done ones apart", () => {
  const steps = [
    step({ id: "s2", due_on: null }),
    step(),
    step({ id: "s3", is_yours: false, owner: "Maya Okafor", due_on: "2026-03-01" }),
    step({ id: "s4", done_at: "2026-03-09T15:00:00Z", done_by: "Rosa Delgado" }),
  ];
  const page = nextStepsPage(phone({ steps }), NOW, first);
  assert.deepEqual(page.yours.map(({ id }) => id), ["s1", "s2"]);
  assert.equal(page.yours_count, "2 things");
  assert.equal(page.yours[0].due, "By Friday, March 13");
  assert.equal(page.yours[0].readers, "You, Maya Okafor, and Omar Haddad can see this.");
  assert.deepEqual(page.theirs.map(({ owner, is_late }) => [owner, is_late]), [["Maya Okafor", true]]);
  assert.equal(page.done[0].done, "Done on Mar 9 by Rosa Delgado");
});

test("done and help show at once and are told once", () => {
  const bundle = shared({ steps: [step()] });
  const at = { ...stepWord({ id: "s1", client_id: ids.mateo }), happened_at: "2026-03-10T15:00:00Z" };
  const asked = project(bundle, { kind: "step.help", payload: at }, { me: rosa });
  assert.match(nextStepsPage(phone({ steps: asked.steps }), NOW, first).yours[0].help, /You asked for help on Mar 10/);
  const done = project(asked, { kind: "step.done", payload: at }, { me: rosa });
  assert.equal(nextStepsPage(phone({ steps: done.steps }), NOW, first).yours.length, 0);
  assert.equal(project(done, { kind: "step.done", payload: at }, { me: rosa }), done);
});

test("two children are chosen between, one is not asked for", () => {
  const two = phone({}, { clients: new Map([[ids.mateo, shared()], [ids.lucia, shared({ header: { id: ids.lucia, name: "Lucía" } })]]) });
  assert.deepEqual(familyOf(two, NOW).children.map(({ name }) => name), ["Lucía", "Mateo"]);
  assert.equal(familyOf(two, NOW, ids.mateo).name, "Mateo");
  assert.equal(familyOf(two, NOW, "someone-gone").name, "Lucía");
  assert.deepEqual(familyOf(phone(), NOW).children, []);
});

test("nothing shared is said only when the server said so", () => {
  const sync = { ...phone().sync, last_at: "2026-03-10T14:00:00Z", has_more: false };
  const none = { clients: new Map(), sync };
  assert.equal(familyOf(phone({}, none), NOW).state, "empty");
  assert.equal(familyOf(phone({}, { ...none, sync: { ...sync, last_at: null } }), NOW).state, "loading");
  assert.equal(familyOf(phone({}, { ...none, me: null, sync: { ...sync, last_at: null, last_error: "offline" } }), NOW).state, "error");
});

test("a goal is in its speaker’s words, with the way to it counted", () => {
  const goal = { id: "g", words: "I want to ride the bus.", speaker: "Mateo", progress: "worsening", is_finished: false, marks: [], readers: [], label };
  const working_on = [{ id: "o1", what: "Uses his card", is_met: false }, { id: "o2", what: "Sits in front", is_met: true }];
  const [row] = familyGoalsPage(phone({ goals: [{ ...goal, working_on }] }), NOW, first).goals;
  assert.equal(row.words, "“I want to ride the bus.”");
  assert.equal(row.progress, "How it goes: harder lately");
  assert.equal(row.count, "1 of 2 parts done");
  assert.equal(row.working_on, "Uses his card");
  assert.deepEqual(row.parts.map(({ is_met }) => is_met), [true, false]);
  assert.equal(row.readers, "Only you can see this.");
  assert.match(row.notice, /42 CFR part 2.*September 30, 2026/);
});

test("a celebration of what stands under the label shows the notice", () => {
  const one = { id: "c", goal_id: "g", what: "Four weeks", by: "Maya Okafor", happened_at: "2026-03-09T15:00:00Z" };
  const { celebrations } = familyGoalsPage(phone({ celebrations: [{ ...one, label }, { ...one, label: null }] }), NOW, first);
  assert.match(celebrations[0].notice, /42 CFR part 2.*September 30, 2026/);
  assert.equal(celebrations[1].notice, "");
});

test("a calendar file says nothing of whom, why or where", () => {
  const date = { id: "d", kind: "appointment", title: "Dr. Whitcomb", starts_at: "2026-03-12T18:30:00Z", ends_at: null, needs_transport: true, needs_child_care: false, readers: [], label: null };
  const past = { ...date, id: "p", starts_at: "2026-03-01T18:30:00Z" };
  const page = familyDatesPage(phone({ dates: [date, past] }), NOW, first);
  assert.deepEqual([page.ahead[0].title, page.ahead[0].help, page.past.length], ["Dr. Whitcomb", "You asked for a ride.", 1]);
  const file = calendarFile(date, NOW);
  assert.match(file, /DTSTART:20260312T183000Z\r\nDTEND:20260312T193000Z\r\nSUMMARY:Appointment\r\n/);
  assert.doesNotMatch(file, /Whitcomb|LOCATION|DESCRIPTION/);
});

test("a complaint says where it stands, never more than the server said", () => {
  const form = new FormData();
  form.set("kind", "complaint");
  form.set("text", " No one called back. ");
  form.append("about", ids.maya);
  const { payload, faults } = messageOf(form, { messageId: "m", clientId: ids.mateo });
  assert.deepEqual(faults, {});
  const bundle = project(shared(), { kind: "message.send", payload, recorded_at: "2026-03-10T15:00:00Z" }, { me: rosa });
  const stand = (facts) => familyTeamPage(phone({ messages: [{ ...bundle.messages[0], ...facts }] }), NOW, first).told[0];
  assert.equal(stand({}).status, "Saved on this phone. Not sent yet.");
  assert.equal(stand({}).about, "About Maya Okafor");
  assert.equal(stand({ received_at: "x" }).stage, "sent");
  assert.equal(stand({ received_at: "x", acknowledged_at: "x", acknowledged_by: "Omar Haddad" }).status, "Omar Haddad is on it");
  assert.equal(stand({ resolved_at: "2026-03-12T15:00:00Z", resolved_by: "Omar Haddad" }).status, "Closed by Omar Haddad, Mar 12");
});

test("a question names nobody, and empty words are asked for", () => {
  const form = new FormData();
  form.append("about", ids.maya);
  const { payload, faults } = messageOf(form, { messageId: "m", clientId: ids.mateo });
  assert.deepEqual(payload.about_account_ids, []);
  assert.deepEqual(Object.keys(faults), ["text"]);
});

const complaint = () => form({ client_id: ids.mateo, kind: "complaint", text: "No one called back." });
const said = () => getSnapshot().commands.filter(({ kind }) => kind === "message.send").map(({ payload }) => payload.text);

test("a tap too many on Send tells the team once", async () => {
  await seeded({ clients: { [ids.mateo]: shared() }, shape: "family" });
  const words = complaint();
  await Promise.all([submit(sendMessage, words), submit(sendMessage, words)]);
  await submit(sendMessage, words);
  assert.deepEqual([said(), words.typed, currentFaults()], [["No one called back."], {}, {}]);
});

test("what a full phone could not keep stays in the form, and can be sent when there is room", async (t) => {
  await seeded({ clients: { [ids.mateo]: shared() }, shape: "family" });
  const words = complaint();
  const full = fullPhone(t);
  await submit(sendMessage, words);
  assert.match(currentFaults()["form.text"], /^This phone is full/);
  assert.deepEqual([said(), words.typed.text], [[], "No one called back."]);
  full.mock.restore();
  await submit(sendMessage, words);
  assert.equal(said().length, 1);
});

test("what was done is listed in plain words, what needs a fix with its words to mend", () => {
  const facts = { client_ids: [ids.mateo], recorded_at: "2026-03-10T14:00:00Z", after: [], error: null, params: {}, done_at: null };
  const commands = [
    { ...facts, id: "a", kind: "step.done", state: "waiting", payload: { step_id: "s1" } },
    { ...facts, id: "b", kind: "step.help", state: "sending", payload: { step_id: "gone" } },
    { ...facts, id: "c", kind: "message.send", state: "needs_fix", error: "no_such_staff", payload: { kind: "question", text: "Can she come?" } },
    { ...facts, id: "d", kind: "consent.withdraw", state: "applied", done_at: "2026-03-10T14:30:00Z", payload: {} },
  ];
  const snapshot = phone({ steps: [step()] }, { commands });
  const page = familyOutboxPage(snapshot, NOW);
  assert.deepEqual(page.here.map(({ who }) => who), ["You asked for help with a step", "Done: Send the school the doctor’s form"]);
  assert.match(page.here[0].what, /^For Mateo, /);
  assert.equal(page.sent[0].who, "You took back a consent");
  assert.equal(page.needs_fix[0].who, "Question: “Can she come?”");
  const fix = fixOf(snapshot, "c");
  assert.deepEqual(fix.words.map(({ label, value }) => [label, value]), [["Your words", "Can she come?"]]);
  assert.equal(fix.can_note, false);
});

test("a consent says what withdrawing stops, and is withdrawn at once", () => {
  const consent = { id: "c", scope: "family_sharing", information: "Goals", purpose: "Care", recipient: "Marco", signed_on: "2026-01-01", expires_on: "2026-12-31", withdrawn_at: null, is_in_force: true, stops: ["goal"] };
  const bundle = shared({ consents: [consent] });
  assert.match(consentsPage(phone(bundle), NOW, first).consents[0].stops, /Marco will no longer see: /);
  const payload = { consent_id: "c", client_id: ids.mateo, happened_at: "2026-03-10T15:00:00Z" };
  const after = project(bundle, { kind: "consent.withdraw", payload }, { me: rosa });
  assert.equal(consentsPage(phone(after), NOW, first).consents[0].ended, "You withdrew this on March 10, 2026.");
});

test("a crisis plan keeps the staff’s order and gives no address", () => {
  const plan = {
    version: 3,
    calls: [{ label: "Mobile crisis", phone: "555-0100", who: null, is_mobile_crisis: true }],
    name: "Mateo Delgado",
    age: 11,
    how_to_communicate: "speak low",
    weapons: "none",
    ask_for: null,
    dispatch_phone: null,
    allergies: [{ substance: "Peanut", what_to_do: "use the pen" }],
    own: ["a", "b", "c"],
    people_and_places: ["d"],
    family_and_friends: [],
    never_do: ["Touch him"],
    steps: [{ level: "early", what: "Step outside", who: "Rosa", phone: null }],
    warning_signs: [],
    triggers: [],
    making_safer: [],
    over_looks_like: null,
    medications: [],
    safe_places: [{ name: "Grandma", address: null, phone: "555-0101" }],
    published_by: "Priya Raman",
    published_at: "2026-02-01T15:00:00Z",
    review_due_on: null,
    readers: [],
    label: null,
  };
  const page = familyPlanPage(phone({ crisis_plan: plan }), NOW, first);
  assert.equal(page.state, "full");
  assert.equal(page.first_call[0].phone, "555-0100");
  assert.equal(page.tell.where, "Say where you are now.");
  assert.match(page.tell.allergies, /Peanut allergy\. Use the pen\./);
  assert.deepEqual([page.helps.length, page.more_helps.length, page.places[0].tel], [3, 1, "tel:5550101"]);
  assert.equal(familyPlanPage(phone(), NOW, first).state, "none");
});
