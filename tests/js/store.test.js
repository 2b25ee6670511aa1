import assert from "node:assert/strict";
import { test } from "node:test";
import Dexie from "dexie";
import { closeAccount, eraseHeld, openAccount } from "../../assets/offline/device.js";
import { record } from "../../assets/offline/outbox.js";
import { STEPS, nameFor } from "../../assets/offline/store.js";
import { frameOf } from "../../assets/offline/views/frame.js";
import { GOAL, THEO } from "./fixture.js";
import { getSnapshot, reopened, seeded } from "./phone.js";

const mark = () => ({ client_ids: [THEO], payload: { mark_id: crypto.randomUUID(), client_id: THEO, goal_id: GOAL, level: "met", happened_at: new Date().toISOString() } });

const quota = () => {
  throw new DOMException("full", "QuotaExceededError");
};

// The app's modules anew, as a reload does it, over the same store.
async function reloaded(tab) {
  const [device, memory] = await Promise.all(["device", "memory"].map((name) => import(`../../assets/offline/${name}.js?tab=${tab}`)));
  await device.start();
  return { ...device, ...memory };
}

// The store as a later version of the app moves it on.
async function movedOn(account) {
  const newer = new Dexie(nameFor(account));
  newer.version(STEPS.at(-1).version + 1).stores({ ...STEPS.at(-1).stores, more: "id" });
  await newer.open();
  return newer;
}

test("an app older than its store says that it needs an update, and the outbox stays as it is", async () => {
  const account = await seeded();
  const id = await record("goal.mark", mark());
  await closeAccount();
  const newer = await movedOn(account);
  await openAccount(account);
  assert.deepEqual([getSnapshot().status, getSnapshot().account], ["needs_update", account]);
  await assert.rejects(record("goal.mark", mark()), { id: "signed_out" });
  assert.deepEqual(await newer.table("commands").toCollection().primaryKeys(), [id]);
  newer.close();
});

test("a store that cannot be opened is said to be broken, and a reload that can open it shows what it holds", async (t) => {
  const account = await seeded();
  const opening = t.mock.method(indexedDB, "open", () => {
    throw new DOMException("the disk is ill", "UnknownError");
  });
  const broken = await reloaded("broken");
  assert.deepEqual([broken.getSnapshot().status, frameOf(broken.getSnapshot()).notice], ["broken", "broken"]);
  assert.equal(frameOf(broken.getSnapshot()).sync, "", "nothing is claimed about what is sent");
  opening.mock.restore();
  const mended = await reloaded("mended");
  assert.deepEqual([mended.getSnapshot().account, mended.getSnapshot().clients.size], [account, 3]);
  await mended.closeAccount();
});

test("a browser without a store says so too", async () => {
  const { indexedDB: there } = globalThis;
  delete globalThis.indexedDB;
  const without = await reloaded("without");
  globalThis.indexedDB = there;
  assert.equal(without.getSnapshot().status, "broken");
});

test("a phone too full to tidy its outbox still opens", async (t) => {
  const account = await seeded();
  await closeAccount();
  const past = { id: "old", seq: 1, state: "applied", done_at: "2020-01-01T00:00:00Z", open_for: [], said: "{}" };
  past.box = JSON.stringify({ kind: "goal.mark", client_ids: [], after: [], payload: {} });
  const db = new Dexie(nameFor(account));
  await db.open();
  await db.table("commands").put(past);
  db.close();
  t.mock.method(IDBCursor.prototype, "delete", quota);
  t.mock.method(IDBObjectStore.prototype, "delete", quota);
  await openAccount(account);
  assert.deepEqual([getSnapshot().status, getSnapshot().clients.size], ["ready", 3]);
});

test("what the server gave can be erased whatever version the store has", async () => {
  const account = await seeded();
  await closeAccount();
  const newer = await movedOn(account);
  await eraseHeld(account);
  assert.equal(await newer.table("bundles").count(), 0);
  newer.close();
});

test("a tab whose store is moved on under it stays readable, says so, and never says saved", async () => {
  const account = await seeded();
  const newer = await movedOn(account);
  assert.deepEqual([getSnapshot().status, getSnapshot().clients.size], ["needs_update", 3]);
  await assert.rejects(record("goal.mark", mark()), { id: "needs_update" });
  assert.equal(getSnapshot().commands.length, 0);
  newer.close();
});

test("nothing but ids, times and states stands outside a box", async () => {
  const account = await seeded();
  await record("goal.mark", mark());
  await closeAccount();
  const db = new Dexie(nameFor(account));
  await db.open();
  const outside = { bundles: ["id", "tag", "until", "given_at"], meta: ["id"] };
  outside.commands = ["id", "seq", "recorded_at", "state", "urgent", "tries", "fails", "retry_at", "done_at", "error", "fix_id", "fixed_by", "open_for"];
  for (const [table, columns] of Object.entries(outside)) {
    const [{ box, said, ...row }] = await db.table(table).toArray();
    assert.equal(typeof box, "string");
    assert.equal(typeof (said ?? ""), "string");
    assert.deepEqual(Object.keys(row).sort(), columns.sort(), table);
  }
  db.close();
  await openAccount(account);
  await reopened();
});
