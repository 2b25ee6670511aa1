import assert from "node:assert/strict";
import { test } from "node:test";
import { change, closeAccount, dropOver, openAccount } from "../../assets/offline/device.js";
import { subscribe } from "../../assets/offline/memory.js";
import { record } from "../../assets/offline/outbox.js";
import { logRead } from "../../assets/offline/reads.js";
import { openStore } from "../../assets/offline/store.js";
import { startAfresh, syncNow } from "../../assets/offline/sync.js";
import { FakeServer } from "./fake_server.js";
import { GOAL, JONAH, LENA, THEO, VISIT, bundles } from "./fixture.js";
import { getSnapshot, reopened, seeded } from "./phone.js";

const HOUR = 3_600_000;
const ago = (hours) => new Date(Date.now() - hours * HOUR);
const checkIn = { visit_id: VISIT, happened_at: ago(71).toISOString(), expected_end: ago(70).toISOString(), location: { method: "manual" } };

// Whose bundles the store holds, whatever the screens show.
async function rows(account = getSnapshot().account) {
  const db = await openStore(account);
  const ids = await db.bundles.toCollection().primaryKeys();
  db.close();
  return new Set(ids);
}

test("a bundle given for a time leaves the phone when that is over, from memory and from the store", async () => {
  await seeded({ until: { [JONAH]: ago(-1).toISOString(), [THEO]: ago(1).toISOString() } });
  assert.deepEqual([getSnapshot().clients.has(JONAH), getSnapshot().clients.has(THEO)], [true, false]);
  await dropOver();
  assert.deepEqual(await rows(), new Set([JONAH, LENA]));
});

test("a bundle whose time ended while the app was closed leaves the store at the next start", async (t) => {
  const account = await seeded({ until: { [THEO]: ago(-1).toISOString() } });
  await closeAccount();
  t.mock.timers.enable({ apis: ["Date"], now: Date.now() + 2 * HOUR });
  await openAccount(account);
  assert.equal(getSnapshot().clients.has(THEO), false);
  assert.deepEqual(await rows(), new Set([JONAH, LENA]));
});

test("at the offline limit every bundle leaves the store, also one whose own time was over before", async (t) => {
  await seeded({ until: { [THEO]: ago(-1).toISOString() } });
  t.mock.timers.enable({ apis: ["Date"], now: Date.now() + 2 * HOUR });
  await record("goal.mark", { client_ids: [THEO], payload: { mark_id: "m", client_id: THEO, goal_id: GOAL, level: "met", happened_at: ago(0).toISOString() } });
  assert.equal(getSnapshot().clients.has(THEO), false);
  t.mock.timers.setTime(Date.now() + 72 * HOUR);
  await dropOver();
  assert.deepEqual(await rows(), new Set());
});

test("a phone too full to erase what is over still opens, and shows none of it", async (t) => {
  const account = await seeded({ until: { [THEO]: ago(1).toISOString() } });
  await closeAccount();
  t.mock.method(IDBObjectStore.prototype, "delete", () => {
    throw new DOMException("full", "QuotaExceededError");
  });
  await openAccount(account);
  assert.deepEqual([getSnapshot().status, [...getSnapshot().clients.keys()].includes(THEO)], ["ready", false]);
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

const during = (hours, back) => ({ ...checkIn, happened_at: ago(hours).toISOString(), expected_end: ago(back).toISOString() });
const arrive = (hours, back) => record("visit.check_in", { client_ids: [THEO, LENA], payload: during(hours, back) });

// The visit of a cover is a colleague's until the check-in has reached the server.
const ofColleague = (facts = {}) => {
  const clients = bundles();
  for (const id of [THEO, LENA]) clients[id].visits = clients[id].visits.map((one) => ({ ...one, is_mine: false, ...facts }));
  return clients;
};

test("a cover that ends during an own visit leaves its people on the phone until the check-out", async () => {
  await seeded({ clients: ofColleague(), until: { [THEO]: ago(1).toISOString(), [JONAH]: ago(1).toISOString() } });
  await arrive(2, -1);
  await dropOver();
  await reopened();
  assert.deepEqual([THEO, JONAH].map((id) => getSnapshot().clients.has(id)), [true, false]);
  const hoursLeft = (Date.parse(getSnapshot().clients.get(THEO)._until) - Date.now()) / HOUR;
  assert.equal(Math.round(hoursLeft), 25);
  const outcomes = [THEO, LENA].map((client_id) => ({ client_id, outcome: "seen" }));
  const left = { visit_id: VISIT, happened_at: ago(0).toISOString(), location: { method: "manual" }, outcomes };
  await record("visit.check_out", { client_ids: [THEO, LENA], payload: left });
  assert.equal(getSnapshot().clients.has(THEO), false);
});

test("a visit keeps nobody longer who was gone before it, or a day after its expected end", async () => {
  for (const [until, hours, back] of [[3, 2, -1], [40, 41, 25], [30, 49, -100]]) {
    await seeded({ until: { [THEO]: ago(until).toISOString() } });
    await arrive(hours, back);
    assert.equal(getSnapshot().clients.has(THEO), false, `${until}, ${hours}, ${back}`);
  }
});

test("a colleague's visit keeps nobody", async () => {
  const check_in = { happened_at: ago(2).toISOString(), received_at: ago(2).toISOString(), method: "manual", is_at_place: null };
  const clients = ofColleague({ status: "checked_in", expected_end: ago(-1).toISOString(), check_in });
  await seeded({ clients, until: { [THEO]: ago(1).toISOString() } });
  assert.equal(getSnapshot().clients.has(THEO), false);
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
