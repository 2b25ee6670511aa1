// A scaled goal is marked with one of its five levels, in its own words; every other goal with one tap.
import assert from "node:assert/strict";
import { test } from "node:test";
import { getSnapshot } from "../../assets/offline/snapshot.js";
import { goalsPage } from "../../assets/offline/views/goals.js";
import { withoutScale } from "../../assets/offline/views/goal_scale.js";
import { mark, markOnScale, scaleAsked } from "../../assets/offline/views/goal_scale_sheet.js";
import { GOAL, LENA, SCALED_GOAL, THEO } from "./fixture.js";
import { seeded } from "./phone.js";

// Enough of a dialog for a sheet to open and close.
const dialog = { open: false, dataset: {}, querySelectorAll: () => [], showModal: () => (dialog.open = true), close: () => (dialog.open = false) };
globalThis.document ??= {};
globalThis.requestAnimationFrame ??= queueMicrotask;
Object.assign(globalThis.document, { getElementById: () => dialog, querySelector: () => (dialog.open ? dialog : null) });

const marks = () => getSnapshot().commands.filter(({ kind }) => kind === "goal.mark");
const scaled = { clientId: LENA, goalId: SCALED_GOAL, objectiveId: "", level: "progress" };
const subject = JSON.stringify(scaled);
const rowOf = (clientId) => goalsPage(getSnapshot(), Date.now(), { client_id: clientId }).goals[0].rows[0];

test("a goal without a scale is marked by the one tap, and asks nothing", async () => {
  await seeded();
  await mark({ clientId: THEO, goalId: GOAL, objectiveId: "", level: "met" });
  assert.equal(dialog.open, false);
  assert.deepEqual(marks().map(({ payload }) => [payload.level, payload.scaled_level]), [["met", null]]);
  assert.equal(rowOf(THEO).scale_words, "");
});

test("a scaled goal asks for the level in its own words, and is marked with it", async () => {
  await seeded();
  await mark(scaled);
  assert.equal(dialog.open, true);
  assert.equal(marks().length, 0, "nothing is recorded before the level");
  const asked = scaleAsked(getSnapshot(), 0, { subject });
  assert.equal(asked.about, "Progress: I want to sleep over at Nana's.");
  assert.deepEqual(asked.levels.map(({ id }) => id), ["-2", "-1", "0", "1", "2"]);
  assert.deepEqual([asked.levels[0].label, asked.levels[0].words], ["−2, much less than expected", "Will not stay for supper"]);
  assert.equal(asked.levels.some(({ is_now }) => is_now), false);
  await markOnScale("-1");
  assert.equal(dialog.open, false);
  assert.deepEqual(marks().map(({ payload }) => [payload.level, payload.scaled_level]), [["progress", -1]]);
});

test("what was marked is shown with its level, at once", async () => {
  await seeded();
  await mark(scaled);
  await markOnScale("0");
  const row = rowOf(LENA);
  assert.deepEqual([row.chosen, row.scale_words, row.past[0].words], ["progress", "0: Sleeps there one night", "Progress, 0"]);
  assert.deepEqual(scaleAsked(getSnapshot(), 0, { subject }).levels.map(({ is_now }) => is_now), [false, false, true, false, false]);
});

test("a level can be left out", async () => {
  await seeded();
  await mark(scaled);
  await markOnScale("");
  assert.equal(marks()[0].payload.scaled_level, null);
  assert.equal(rowOf(LENA).scale_words, "Say where on the scale");
});

test("another level right away takes the first one back", async () => {
  await seeded();
  await mark(scaled);
  await markOnScale("-2");
  await mark(scaled);
  await markOnScale("2");
  assert.equal(rowOf(LENA).past.length, 1);
  assert.equal(rowOf(LENA).scale_words, "+2: Asks to go by herself");
});

test("a mark that is sent again to a goal without a scale says no level", async () => {
  await seeded();
  const sent = (client_id, goal_id) => {
    const payload = { client_id, goal_id, scaled_level: 1 };
    withoutScale(payload, getSnapshot());
    return payload.scaled_level;
  };
  assert.deepEqual([sent(THEO, GOAL), sent(LENA, SCALED_GOAL), sent(LENA, GOAL)], [null, 1, 1]);
});
