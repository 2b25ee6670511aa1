// The short line of a goal mark is never lost: not by a reload, not by a full phone.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { flushDrafts } from "../../assets/offline/drafts.js";
import { record } from "../../assets/offline/outbox.js";
import { finishFirst } from "../../assets/offline/views/finish_first.js";
import { keepLeftLines, keepLines, lineTyped } from "../../assets/offline/views/goal_lines.js";
import { currentToast } from "../../assets/offline/views/toasts.js";
import { GOAL, THEO } from "./fixture.js";
import { getSnapshot, reopened, seeded } from "./phone.js";

// A page anew, over the same store: what was only in the last one's memory is gone.
const { keepLeftLines: keptAtStart } = await import("../../assets/offline/views/goal_lines.js?tab=start");
const tab = await import("../../assets/offline/device.js?tab=start");

const full = (t) =>
  t.mock.method(IDBObjectStore.prototype, "add", () => {
    throw new DOMException("full", "QuotaExceededError");
  });
const type = (value) => lineTyped({ target: { dataset: { mark, client: THEO }, value } });
const said = () => getSnapshot().commands.filter(({ kind }) => kind === "goal.mark_amended").map(({ payload }) => [payload.mark_id, payload.line]);
let mark;

beforeEach(async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  await seeded();
  mark = crypto.randomUUID();
  const payload = { mark_id: mark, client_id: THEO, goal_id: GOAL, level: "met", happened_at: new Date().toISOString() };
  await record("goal.mark", { client_ids: [THEO], payload });
});

test("a line that a page had no time to keep becomes the mark's at the next start, once", async () => {
  type("He rode al");
  type("He rode alone");
  await flushDrafts();
  await tab.start();
  await keptAtStart();
  await tab.closeAccount();
  await reopened();
  assert.deepEqual([said(), getSnapshot().drafts], [[[mark, "He rode alone"]], []]);
  await keepLeftLines();
  assert.equal(said().length, 1);
});

test("a line becomes one amendment when the typing rests, and its draft ends with it", async (t) => {
  type("He rode");
  type("He rode alone");
  t.mock.timers.tick(5_000);
  while (!said().length) await new Promise(setImmediate);
  await flushDrafts();
  assert.deepEqual([said(), getSnapshot().drafts], [[[mark, "He rode alone"]], []]);
  await reopened();
  assert.deepEqual(getSnapshot().drafts, []);
});

test("what is typed while the line is being kept is kept after it", async () => {
  type("He rode");
  const keeping = keepLines();
  type("He rode alone");
  await keeping;
  await flushDrafts();
  assert.deepEqual(getSnapshot().drafts.map(({ fields }) => fields.line), ["He rode alone"]);
  await keepLines();
  assert.deepEqual([said().map(([, line]) => line), getSnapshot().drafts], [["He rode", "He rode alone"], []]);
});

test("on a full phone the newest words stand, and are tried again by themselves", async (t) => {
  const stop = full(t);
  type("He rode");
  const keeping = keepLines();
  type("He rode alone");
  await keeping;
  assert.match(currentToast().words, /^This phone is full/);
  stop.mock.restore();
  t.mock.timers.tick(5_000);
  while (!said().length) await new Promise(setImmediate);
  assert.deepEqual(said(), [[mark, "He rode alone"]]);
});

test("of a line that is tried again it is said once that this phone is full", async (t) => {
  const stop = full(t);
  type("He rode");
  await keepLines();
  const told = currentToast();
  t.mock.timers.tick(5_000);
  while (stop.mock.callCount() < 2) await new Promise(setImmediate);
  stop.mock.restore();
  await flushDrafts(); // behind what has failed
  assert.equal(currentToast(), told);
  await keepLines();
  assert.equal(said().length, 1);
});

test("a line that was emptied again leaves nothing, and none is a note to finish", async () => {
  const before = finishFirst(getSnapshot(), Date.now()).length;
  type("He");
  await flushDrafts();
  assert.equal(finishFirst(getSnapshot(), Date.now()).length, before);
  type(" ");
  await keepLines();
  assert.deepEqual([said(), getSnapshot().drafts], [[], []]);
});
