import assert from "node:assert/strict";
import { test } from "node:test";
import { change, dropOver } from "../../assets/offline/device.js";
import { subscribe } from "../../assets/offline/memory.js";
import { record } from "../../assets/offline/outbox.js";
import { logRead } from "../../assets/offline/reads.js";
import { startAfresh, syncNow } from "../../assets/offline/sync.js";
import { FakeServer } from "./fake_server.js";
import { GOAL, JONAH, THEO, VISIT, bundles } from "./fixture.js";
import { getSnapshot, reopened, seeded } from "./phone.js";

const HOUR = 3_600_000;
const ago = (hours) => new Date(Date.now() - hours * HOUR);
const checkIn = { visit_id: VISIT, happened_at: ago(71).toISOString(), expected_end: ago(70).toISOString(), location: { method: "manual" } };

test("a bundle given for a time leaves the phone when that is over, from memory and from the store", async () => {
  await seeded({ until: { [JONAH]: ago(-1).toISOString(), [THEO]: ago(1).toISOString() } });
  assert.deepEqual([getSnapshot().clients.has(JONAH), getSnapshot().clients.has(THEO)], [true, false]);
  await dropOver();
  await reopened();
  assert.equal(getSnapshot().clients.has(THEO), false);
});

test("after the offline limit what the server gave is gone, and what was written stays", async () => {
  const account = await seeded({ at: ago(71) });
  const id = await record("goal.mark", { client_ids: [THEO], payload: { mark_id: "m", client_id: THEO, goal_id: GOAL, level: "met", happened_at: ago(71).toISOString() } });
  assert.equal(getSnapshot().clients.size, 3);
  assert.ok(Date.parse(getSnapshot().readable_until) > Date.now());
  const row = { id: "sync", box: JSON.stringify({ last_at: ago(73).toISOString(), offset_ms: 0, signed_in: true }) };
  await change(async (db) => (await db.meta.put(row), { meta: [row] }));
  await reopened(account);
  assert.deepEqual([getSnapshot().clients.size, getSnapshot().commands.map((one) => one.id)], [0, [id]]);
});

test("what is over the limit is never shown, not even before it is gone from the store", async () => {
  const account = await seeded({ at: ago(71) });
  const row = { id: "sync", box: JSON.stringify({ last_at: ago(73).toISOString(), offset_ms: 0, signed_in: true }) };
  await change(async (db) => (await db.meta.put(row), {}));
  const shown = [];
  const stop = subscribe(() => queueMicrotask(() => shown.push(getSnapshot().clients.size))); // when React draws
  await reopened(account);
  stop();
  assert.ok(shown.length > 1);
  assert.deepEqual([...new Set(shown.slice(1))], [0]);
});

test("an open visit keeps the records readable for at most a day more", async () => {
  await seeded({ at: ago(73) });
  assert.ok(Date.parse(getSnapshot().readable_until) < Date.now());
  await record("visit.check_in", { client_ids: [THEO], payload: checkIn });
  assert.ok(Date.parse(getSnapshot().readable_until) > Date.now());
  await dropOver();
  assert.equal(getSnapshot().clients.size, 3);
});

test("opening a person again within a while is one reading, another screen or person is another", async () => {
  await seeded();
  await logRead("person", THEO);
  await logRead("person", THEO);
  await reopened();
  await logRead("person", THEO);
  await logRead("crisis_plan", THEO);
  await logRead("person", JONAH);
  await logRead("person", "nobody-here");
  assert.deepEqual(getSnapshot().commands.map(({ payload }) => [payload.client_id, payload.what]), [[THEO, "person"], [THEO, "crisis_plan"], [JONAH, "person"]]);
});

test("a reading made without a connection says so, and stays one reading after it was sent", async () => {
  const account = await seeded({ clients: {} });
  const server = new FakeServer({ clients: bundles() });
  server.cookie = account;
  startAfresh();
  await syncNow();
  server.next.push(() => {
    throw new TypeError("network");
  });
  await syncNow();
  await logRead("person", THEO);
  await syncNow();
  await logRead("person", THEO);
  assert.deepEqual(server.applied.map(({ kind, payload }) => [kind, payload.was_offline]), [["read.logged", true]]);
  assert.equal(getSnapshot().commands.length, 1);
});
