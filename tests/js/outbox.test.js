import assert from "node:assert/strict";
import { test } from "node:test";
import { change } from "../../assets/offline/device.js";
import { fixAndResend, record } from "../../assets/offline/outbox.js";
import { GOAL, JONAH, LENA, THEO } from "./fixture.js";
import { getSnapshot, reopened, seeded } from "./phone.js";

const now = () => new Date().toISOString();
const mark = (facts = {}) => ({
  client_ids: [THEO],
  payload: { mark_id: crypto.randomUUID(), client_id: THEO, goal_id: GOAL, level: "met", happened_at: now(), ...facts },
});
const find = (id) => getSnapshot().commands.find((one) => one.id === id);
const marks = () => getSnapshot().clients.get(THEO).goals.find(({ id }) => id === GOAL).marks;

test("a recorded command is in the store before the promise resolves, and still there after a reload", async () => {
  await seeded();
  const id = await record("goal.mark", mark());
  assert.equal(find(id).state, "waiting");
  await reopened();
  assert.equal(find(id).kind, "goal.mark");
  assert.equal(marks().at(-1).level, "met");
});

test("two equal entries made twice are two entries", async () => {
  await seeded();
  const same = () => record("visit.miss", { client_ids: [THEO], payload: { visit_id: "v", happened_at: "2026-03-10T10:00:00Z", reason: "not_home", next_action: "call" } });
  assert.notEqual(await same(), await same());
  assert.equal(getSnapshot().sync.waiting, 2);
});

test("commands keep the order in which they were done when the clock jumps back", async (t) => {
  await seeded();
  t.mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-03-10T15:00:00Z") });
  const first = await record("goal.mark", mark());
  t.mock.timers.setTime(Date.parse("2026-03-10T09:00:00Z"));
  const second = await record("goal.mark", mark());
  assert.deepEqual(getSnapshot().commands.map(({ id }) => id), [first, second]);
  assert.equal(find(second).recorded_at, "2026-03-10T09:00:00.000Z");
});

test("recording for one client leaves every other client's bundle the very same object", async () => {
  await seeded();
  const before = getSnapshot();
  await record("goal.mark", mark());
  assert.notEqual(getSnapshot().clients.get(THEO), before.clients.get(THEO));
  assert.equal(getSnapshot().clients.get(LENA), before.clients.get(LENA));
  assert.equal(getSnapshot().clients.get(JONAH), before.clients.get(JONAH));
});

test("a kind that nobody knows is refused aloud", async () => {
  await seeded();
  await assert.rejects(record("note.shred", { payload: {} }), /unknown kind/);
  assert.equal(getSnapshot().commands.length, 0);
});

test("a full phone is told by its own error, and nothing is half written", async (t) => {
  await seeded();
  t.mock.method(IDBObjectStore.prototype, "add", () => {
    throw new DOMException("full", "QuotaExceededError");
  });
  await assert.rejects(record("goal.mark", mark()), { id: "device_full" });
  assert.equal(getSnapshot().commands.length, 0);
});

test("reads are sent but never counted as what a person did", async () => {
  await seeded();
  await record("read.logged", { client_ids: [THEO], payload: { read_id: crypto.randomUUID(), client_id: THEO, what: "person", read_at: now(), was_offline: true } });
  assert.deepEqual([getSnapshot().sync.waiting, getSnapshot().sync.state], [0, "all_sent"]);
});

test("a draft ends in the same transaction in which its note becomes a command", async () => {
  await seeded();
  const draft = { id: "d1", saved_at: now(), box: JSON.stringify({ kind: "note", client_id: THEO, fields: { text: "Half" } }) };
  await change(async (db) => (await db.drafts.put(draft), { drafts: [draft] }));
  await record("goal.mark", { ...mark(), dropDraft: "d1" });
  assert.deepEqual(getSnapshot().drafts, []);
  await reopened();
  assert.deepEqual(getSnapshot().drafts, []);
});

test("a fix is a new command with the id that was named beforehand, and what waited for the old waits for it", async () => {
  await seeded();
  const refused = await record("goal.mark", mark());
  const after = await record("goal.mark", { ...mark(), after: [refused] });
  await change(async (db) => {
    await db.commands.update(refused, { state: "needs_fix", error: "too_large", fix_id: "fix-1" });
    return { commands: [await db.commands.get(refused)] };
  });
  assert.equal(getSnapshot().sync.needs_fix, 1);
  const draft = { id: "d2", saved_at: now(), box: JSON.stringify({ kind: "note", client_id: THEO, fields: {} }) };
  await change(async (db) => (await db.drafts.put(draft), { drafts: [draft] }));
  const fixed = await fixAndResend(refused, { ...find(refused).payload, level: "progress" }, { dropDraft: "d2" });
  assert.deepEqual(getSnapshot().drafts, []);
  assert.equal(fixed, "fix-1");
  assert.deepEqual(find(after).after, ["fix-1"]);
  assert.deepEqual([find(refused).state, find(refused).fixed_by], ["fixed", "fix-1"]);
  assert.equal(marks().filter(({ level }) => level === "progress").length, 2);
  assert.equal(getSnapshot().sync.needs_fix, 0);
});
