// Somebody who moved to a colleague during a visit under way: on this phone for that visit alone.
import assert from "node:assert/strict";
import { test } from "node:test";

import { currentFaults } from "../../assets/offline/views/form_faults.js";
import { markGoal } from "../../assets/offline/views/goal_actions.js";
import { correctMark } from "../../assets/offline/views/goals.js";
import { openSheet } from "../../assets/offline/views/sheets.js";
import { addStep, finishStep } from "../../assets/offline/views/steps.js";
import { currentToast, dismissToast } from "../../assets/offline/views/toasts.js";
import { GOAL, STEP, THEO, VISIT, bundles } from "./fixture.js";
import { getSnapshot, seeded } from "./phone.js";
import { form, submit } from "./forms.js";

const NOW = Date.parse("2026-03-10T14:00:00Z");
const mark = (more) => markGoal({ clientId: THEO, goalId: GOAL, objectiveId: "", level: "progress", ...more });

async function phone(is_for_visit) {
  dismissToast();
  const clients = JSON.parse(JSON.stringify(bundles(NOW))); // the fixture shares objects
  Object.assign(clients[THEO], { is_for_visit });
  await seeded({ clients, at: new Date(NOW) });
}

const kinds = () => getSnapshot().commands.map(({ kind }) => kind);

test("their goals are not marked here: a word says why, and nothing is recorded", async () => {
  await phone(true);
  for (const more of [{}, { visitId: VISIT }]) {
    await mark(more);
    assert.match(currentToast().words, /with a colleague now/);
    assert.equal(currentToast().can_undo, false);
  }
  openSheet("goal-in-error", `m1 ${THEO}`);
  await submit(correctMark, form({ reason: "" }));
  assert.match(JSON.stringify(currentFaults()), /with a colleague now/);
  assert.deepEqual(kinds(), []);
});

test("their steps are neither added nor done here, and what was typed stays", async () => {
  await phone(true);
  openSheet("step-done", STEP);
  await finishStep();
  assert.match(currentToast().words, /with a colleague now/);
  openSheet("add-step", THEO);
  const typed = form({ what: "Ask about the bus", owner: "role:Parent" });
  await submit(addStep, typed);
  assert.equal(typed.typed.what, "Ask about the bus");
  assert.match(JSON.stringify(currentFaults()), /with a colleague now/);
  assert.deepEqual(kinds(), []);
});

test("who is one's own is marked and given steps as ever", async () => {
  await phone(false);
  await mark();
  openSheet("step-done", STEP);
  await finishStep();
  assert.deepEqual(kinds(), ["goal.mark", "step.done"]);
});
