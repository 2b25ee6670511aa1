import assert from "node:assert/strict";
import { test } from "node:test";
import { currentFaults } from "../../assets/offline/views/form_faults.js";
import { markGoal } from "../../assets/offline/views/goal_actions.js";
import { markNow, metNow, pictureOf, trendOf } from "../../assets/offline/views/goal_marks.js";
import { correctMark, goalsPage } from "../../assets/offline/views/goals.js";
import { beginPlan } from "../../assets/offline/views/schedule.js";
import { clashes, fieldsFromPlan, nextQuarter, scheduleFaults, schedulePayload } from "../../assets/offline/views/schedule_form.js";
import { openSheet } from "../../assets/offline/views/sheets.js";
import { currentToast, undoToast } from "../../assets/offline/views/toasts.js";
import { bundle, caseload, goal, ids, snapshot, visit, ZONE } from "./cast.js";
import { GOAL, THEO } from "./fixture.js";
import { getSnapshot, seeded } from "./phone.js";
import { form, fullPhone, submit } from "./forms.js";

const LEVELS = ["slipped", "no_change", "progress", "met"];
const marks = (...levels) =>
  levels.map((level, i) => ({
    id: `m${i}`,
    goal_id: ids.goal,
    objective_id: ids.objective,
    level: LEVELS[level],
    scaled_level: null,
    line: null,
    happened_at: `2026-0${1 + Math.floor(i / 3)}-${String(10 + i).padStart(2, "0")}T15:00:00Z`,
    by: "Maya Okafor",
    is_mine: true,
  }));

test("the trend is a whole level between the first marks and the last, not one good day", () => {
  assert.equal(trendOf(marks(0, 1, 1, 2, 1, 2, 2)), "up");
  assert.equal(trendOf(marks(1, 0, 1, 1, 2, 1)), "steady");
  assert.equal(trendOf(marks(0, 0, 1, 1, 1, 1)), "steady");
  assert.equal(trendOf(marks(2, 2, 2, 1, 0, 0)), "down");
  assert.equal(trendOf(marks(0, 3)), "");
});

test("the picture says in words what it draws", () => {
  const clients = caseload();
  clients.set(ids.mateo, bundle({ goals: [goal({ marks: marks(0, 1, 1, 2, 1, 2, 2) })] }));
  const now = Date.parse("2026-03-20T15:00:00Z");
  const [row] = goalsPage(snapshot({ clients }), now, { client_id: ids.mateo }).goals[0].rows;
  assert.equal(row.counts, "Last 7 marks: 1 slipped, 3 no change, 3 progress. Up since January");
  assert.equal(row.trend, "Up since January");
  assert.equal(row.points.split(" ").length, 7);
  assert.equal(row.dots.length, 6);
});

test("one mark is one dot, none is no picture", () => {
  assert.deepEqual(pictureOf(marks(2)).dots, []);
  assert.equal(pictureOf([]), null);
});

test("the four buttons show today's own mark, not yesterday's and not a colleague's", () => {
  const dayOf = (moment) => moment.slice(0, 10);
  const [yesterday, today] = marks(1, 2);
  assert.equal(markNow([yesterday, today], { day: dayOf(today.happened_at), dayOf }).id, "m1");
  assert.equal(markNow([yesterday], { day: dayOf(today.happened_at), dayOf }), null);
  assert.equal(markNow([{ ...today, is_mine: false }], { day: dayOf(today.happened_at), dayOf }), null);
});

test("met is celebrated while it stands", () => {
  assert.deepEqual(metNow([goal({ marks: marks(2, 3) })]).map(({ what }) => what), ["Uses his card on the bus 3 days a week"]);
  assert.deepEqual(metNow([goal({ marks: marks(3, 2) })]), []);
});

// Marks that stand, and how many were taken back.
function standing() {
  const made = getSnapshot().commands.filter(({ kind }) => kind === "goal.mark").map(({ payload }) => payload);
  const gone = getSnapshot().commands.filter(({ kind }) => kind === "goal.mark_amended").map(({ payload }) => payload.mark_id);
  return [made.filter(({ mark_id }) => !gone.includes(mark_id)).map(({ level }) => level), gone.length];
}

test("of two quick taps the second counts, the first is taken back, and Undo takes back the second", async () => {
  await seeded();
  const tap = (level) => markGoal({ clientId: THEO, goalId: GOAL, objectiveId: null, level });
  await Promise.all([tap("progress"), tap("met")]);
  assert.deepEqual(standing(), [["met"], 1]);
  await undoToast();
  assert.deepEqual(standing(), [[], 2]);
  await tap("slipped");
  assert.deepEqual(standing(), [["slipped"], 2]);
});

test("a correction that could not be kept says so in its sheet, not behind it", async (t) => {
  await seeded();
  openSheet("goal-in-error", `mark ${THEO}`);
  const before = currentToast();
  fullPhone(t);
  await submit(correctMark, form({ reason: "Wrong day" }));
  assert.match(currentFaults()["form.kept"], /^This phone is full/);
  assert.equal(currentToast(), before);
});

const plan = (facts = {}) => ({
  client_ids: [ids.mateo],
  day: "2026-03-12",
  start: "15:30",
  minutes: "60",
  place: "home",
  place_name: "",
  address: "",
  purpose: "monitoring",
  going_with: "",
  ...facts,
});

test("a plan says when in the agency's zone and leaves a home's address to the server", () => {
  assert.deepEqual(schedulePayload(plan({ address: "typed, then home chosen" }), { visitId: ids.visit, zone: ZONE }), {
    visit_id: ids.visit,
    client_ids: [ids.mateo],
    planned_start: "2026-03-12T19:30:00.000Z",
    planned_end: "2026-03-12T20:30:00.000Z",
    place_type: "home",
    place_name: null,
    address: null,
    purpose: "monitoring",
    going_with: null,
  });
});

test("a refused plan comes back into its form as it was", () => {
  const sent = schedulePayload(plan({ place: "school", place_name: "Lincoln", minutes: "35" }), { visitId: ids.visit, zone: ZONE });
  assert.deepEqual(schedulePayload(fieldsFromPlan(sent, ZONE), { visitId: ids.visit, zone: ZONE }), sent);
});

test("a refused plan that is being mended is kept apart from a new one, and as it was typed", () => {
  const now = Date.parse("2026-03-10T14:31:00Z");
  const payload = schedulePayload(plan({ start: "09:00" }), { visitId: ids.visit, zone: ZONE });
  const held = snapshot({ commands: [{ id: ids.command, kind: "visit.schedule", state: "needs_fix", payload }] });
  const other = { id: `plan-${ids.mateo}`, fields: plan({ purpose: "crisis" }) };
  const begin = (fix, drafts) => beginPlan(held, { clientId: ids.mateo, fix, drafts, now });
  const mending = begin(ids.command, [other]);
  assert.deepEqual([mending.id, mending.fixes, mending.fields.start], [`plan-${ids.command}`, ids.command, "09:00"]);
  const typed = { id: mending.id, fields: { ...mending.fields, start: "11:15" } };
  assert.equal(begin(ids.command, [other, typed]).fields.start, "11:15");
  assert.deepEqual(begin(null, [other, typed]), { id: other.id, fields: other.fields, fixes: null });
  assert.equal(begin(null, []).fields.day, "2026-03-10");
});

test("a plan in the past, for nobody or without a length is stopped by field", () => {
  const now = Date.parse("2026-03-12T21:00:00Z");
  assert.deepEqual(scheduleFaults(plan(), { now, zone: ZONE }), { day: "past" });
  const found = scheduleFaults(plan({ client_ids: [], start: "", minutes: "" }), { now: 0, zone: ZONE });
  assert.deepEqual(Object.keys(found), ["client_ids", "start", "minutes"]);
});

test("another visit at that time is named, not refused", () => {
  const clients = caseload();
  clients.set(ids.theo, { ...clients.get(ids.theo), visits: [visit({ planned_start: "2026-03-12T20:00:00Z", planned_end: "2026-03-12T21:00:00Z" })] });
  assert.equal(clashes(plan(), { clients, zone: ZONE }).length, 1);
  assert.equal(clashes(plan({ start: "17:00" }), { clients, zone: ZONE }).length, 0);
});

test("a plan begins at the next quarter of an hour", () => {
  assert.deepEqual(nextQuarter(Date.parse("2026-03-10T14:31:00Z"), ZONE), { day: "2026-03-10", time: "10:45" });
});
