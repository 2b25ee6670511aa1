import assert from "node:assert/strict";
import { test } from "node:test";
import { change } from "../../assets/offline/device.js";
import { fixAndResend, record } from "../../assets/offline/outbox.js";
import { startAfresh, syncNow } from "../../assets/offline/sync.js";
import { FakeServer } from "./fake_server.js";
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

test("while it is being sent, what was done about oneself stays on the screen too", async () => {
  const account = await seeded();
  const server = new FakeServer();
  server.cookie = account;
  server.me.coaching = [{ id: "said", client_id: THEO, written_at: now(), read_at: null }];
  startAfresh();
  await syncNow();
  await record("coaching.read", { payload: { comment_id: "said", read_at: now() } });
  await record("alarm.help", { payload: { alarm_id: "a", happened_at: now() } });
  const shown = () => [getSnapshot().me.coaching.map(({ read_at }) => Boolean(read_at)), getSnapshot().me.alarms.map(({ id }) => id)];
  const seen = [shown()];
  for (let i = 0; i < 2; i += 1) server.next.push(() => void seen.push(getSnapshot().sync.state, shown()));
  await syncNow();
  assert.deepEqual([...seen, shown()], [[[true], ["a"]], "sending", [[true], ["a"]], "sending", [[true], ["a"]], [[true], ["a"]]]);
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

const step = () => ({ kind: "step.add", client_ids: [THEO], payload: { step_id: crypto.randomUUID(), client_id: THEO, what: "Call the school" } });
const draftOf = async (id) => {
  const draft = { id, saved_at: now(), box: JSON.stringify({ kind: "note", client_id: THEO, fields: { text: "Half" } }) };
  await change(async (db) => (await db.drafts.put(draft), { drafts: [draft] }));
};

test("a note, its steps and the end of its draft are one: each step waits for the note", async () => {
  await seeded();
  await draftOf("d1");
  const first = await record("goal.mark", { ...mark(), next: [step(), step()], dropDraft: "d1" });
  await reopened();
  const { commands, drafts } = getSnapshot();
  assert.deepEqual(commands.map(({ kind }) => kind), ["goal.mark", "step.add", "step.add"]);
  assert.deepEqual(commands.slice(1).map(({ after }) => after), [[first], [first]]);
  assert.deepEqual(drafts, []);
});

test("a step that cannot be written takes the note back with it, and the draft stays", async (t) => {
  await seeded();
  await draftOf("d1");
  const add = IDBObjectStore.prototype.add;
  const full = t.mock.method(IDBObjectStore.prototype, "add", function (row) {
    if (row.box.includes("step.add")) throw new DOMException("full", "QuotaExceededError");
    return add.call(this, row);
  });
  const both = { ...mark(), next: [step()], dropDraft: "d1" };
  await assert.rejects(record("goal.mark", both), { id: "device_full" });
  full.mock.restore();
  await reopened();
  assert.deepEqual([getSnapshot().commands, getSnapshot().drafts.length], [[], 1]);
  await record("goal.mark", both);
  assert.deepEqual(getSnapshot().commands.map(({ kind }) => kind), ["goal.mark", "step.add"]);
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
  await draftOf("d2");
  const mended = { ...find(refused).payload, level: "progress" };
  const fixed = await fixAndResend(refused, mended, { next: [step()], dropDraft: "d2" });
  assert.deepEqual(getSnapshot().drafts, []);
  assert.equal(fixed, "fix-1");
  assert.deepEqual(find(after).after, ["fix-1"]);
  assert.deepEqual(getSnapshot().commands.at(-1).after, ["fix-1"]);
  assert.deepEqual([find(refused).state, find(refused).fixed_by], ["fixed", "fix-1"]);
  assert.equal(marks().filter(({ level }) => level === "progress").length, 2);
  assert.equal(getSnapshot().sync.needs_fix, 0);
});
