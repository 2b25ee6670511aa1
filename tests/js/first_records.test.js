// What may be painted first: never a record that the app itself would not show.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { change, closeAccount, eraseHeld } from "../../assets/offline/device.js";
// The page before the app: modules of its own, with a memory of its own.
import { readFirst } from "../../assets/offline/first/records.js?tab=first";
import { getSnapshot } from "../../assets/offline/memory.js?tab=first";
import { logPainted, logRead } from "../../assets/offline/readings.js";
import { deviceStore } from "../../assets/offline/store.js";
import { JONAH, THEO, bundles } from "./fixture.js";
import { getSnapshot as appSnapshot, reopened, seeded } from "./phone.js";

const HOUR = 3_600_000;
const ago = (hours) => new Date(Date.now() - hours * HOUR);
const kept = new Map();
Object.defineProperty(globalThis, "localStorage", {
  configurable: true,
  value: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) },
});
beforeEach(() => kept.clear());

async function first(clientId) {
  const held = await readFirst(clientId);
  held?.db.close();
  return held?.account ?? null;
}

test("of the person who is signed in, the one client whose plan is opened is read", async () => {
  const account = await seeded();
  assert.equal(await first(THEO), account);
  assert.deepEqual([...getSnapshot().clients.keys()], [THEO]);
  assert.equal(getSnapshot().clients.get(THEO).header.name, bundles()[THEO].header.name);
  assert.equal(await first(THEO), account); // also when the store is opened early
});

test("nothing is read when nobody is signed in, also when somebody was a moment ago", async () => {
  await seeded();
  await first(THEO);
  await closeAccount();
  assert.equal(await first(THEO), null);
});

test("nothing is read of somebody who left while their page could not close the store", async () => {
  const account = await seeded();
  await deviceStore().put({ id: "leaving", account });
  assert.equal(await first(THEO), null);
  await deviceStore().delete("leaving");
  assert.equal(await first(THEO), account);
});

test("what another person was given is never read, whoever opened a plan here last", async () => {
  await seeded();
  assert.ok(await first(THEO));
  const other = await seeded({ clients: { [JONAH]: bundles()[JONAH] } });
  assert.equal(await first(THEO), null);
  assert.equal(await first(JONAH), other);
});

test("a family’s store is not read for what are screens of the staff", async () => {
  await seeded({ shape: "family" });
  assert.equal(await first(THEO), null);
  assert.equal(await first(), null);
});

test("after the offline limit nothing is read, though the store still has it", async () => {
  await seeded({ at: ago(73) });
  assert.equal(await first(THEO), null);
  await seeded({ at: ago(71) });
  assert.ok(await first(THEO));
});

test("a client given for a time is not read after it", async () => {
  await seeded({ until: { [THEO]: ago(1).toISOString(), [JONAH]: ago(-1).toISOString() } });
  assert.equal(await first(THEO), null);
  assert.ok(await first(JONAH));
});

test("nothing is read of a store that was erased", async () => {
  const account = await seeded();
  await eraseHeld(account);
  assert.equal(await first(THEO), null);
  assert.equal(await first(), null);
});

test("a store of a newer version is left alone", async () => {
  const account = await seeded();
  await closeAccount();
  await new Promise((resolve) => {
    const asked = indexedDB.open(`casepwa-${account}`, 20);
    asked.onsuccess = () => resolve(asked.result.close());
  });
  await new Promise((resolve) => {
    const asked = indexedDB.open("casepwa-device");
    asked.onsuccess = () => {
      const work = asked.result.transaction("meta", "readwrite");
      work.objectStore("meta").put({ id: "current", account });
      work.oncomplete = () => resolve(asked.result.close());
    };
  });
  assert.equal(await first(THEO), null);
});

test("a store that is not there is not made", async () => {
  const missing = crypto.randomUUID();
  kept.set("first-account", missing);
  await seeded();
  await first(THEO);
  const names = (await indexedDB.databases()).map(({ name }) => name);
  assert.ok(!names.includes(`casepwa-${missing}`));
});

const painted = (client_id, read_at) => ({
  id: `painted|crisis_plan|${client_id}|${read_at}`,
  box: JSON.stringify({ what: "crisis_plan", client_id, read_at, was_offline: true }),
});
const keep = (row) => change(async (db) => (await db.meta.put(row), { meta: [row] }));
const readings = () => appSnapshot().commands.filter(({ kind }) => kind === "read.logged").map(({ payload }) => [payload.client_id, payload.read_at]);

test("what was painted was read: it is logged at the next start, once, with its own time", async () => {
  await seeded();
  const [yesterday, now] = [ago(20).toISOString(), new Date().toISOString()];
  await keep(painted(THEO, yesterday));
  await keep(painted(THEO, now));
  await reopened();
  await logRead("crisis_plan", THEO); // the screen itself, which has come
  await logPainted();
  await reopened();
  await logPainted();
  assert.deepEqual(readings().map(([who, at]) => [who, at === yesterday]), [[THEO, false], [THEO, true]]);
});

test("a painted reading of somebody who has left the caseload since is logged all the same", async () => {
  await seeded({ clients: { [JONAH]: bundles()[JONAH] } });
  await keep(painted(THEO, ago(1).toISOString()));
  await logPainted();
  assert.deepEqual(readings().map(([who]) => who), [THEO]);
});
