import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { keepDraft } from "../../assets/offline/drafts.js";
import { beforeClosing, closeAccount, start } from "../../assets/offline/device.js";
import { record } from "../../assets/offline/outbox.js";
import { signIn, signOut, whoAmI } from "../../assets/offline/session.js";
import { deviceStore, openStore } from "../../assets/offline/store.js";
import { syncNow } from "../../assets/offline/sync.js";
import { FakeServer, html } from "./fake_server.js";
import { GOAL, THEO } from "./fixture.js";
import { getSnapshot } from "./phone.js";

globalThis.localStorage ??= { getItem: () => null, setItem() {}, removeItem() {} };
const now = () => new Date().toISOString();
const mark = () => ({ client_ids: [THEO], payload: { mark_id: crypto.randomUUID(), client_id: THEO, goal_id: GOAL, level: "met", happened_at: now() } });
const enter = (email) => signIn({ email, password: "right" });
const offline = () => {
  throw new TypeError("network");
};
let stillWriting = () => {};
beforeClosing(() => stillWriting());
let server;
let run = 0;
let maya, jo;

beforeEach(async () => {
  await closeAccount();
  run += 1;
  [maya, jo] = [`maya${run}@demo.test`, `jo${run}@demo.test`];
  server = new FakeServer();
  for (const email of [maya, jo]) server.people[email] = { account: crypto.randomUUID(), password: "right" };
});

test("signing in opens one's own store and fetches what is in it", async () => {
  assert.deepEqual(await enter(maya), { ok: true, first_screen: "/today" });
  await syncNow();
  assert.deepEqual([getSnapshot().status, getSnapshot().account, getSnapshot().clients.size], ["ready", server.people[maya].account, 3]);
  assert.equal(server.requests[0].device, server.people[maya].device);
});

test("a wrong password opens nothing and says so by the server's own error", async () => {
  assert.deepEqual(await signIn({ email: maya, password: "wrong" }), { ok: false, error: "sign_in_failed", params: {} });
  assert.equal(getSnapshot().status, "signed_out");
});

test("a second worker's first sign-in leaves the first one's queue alone, and neither sees the other's", async () => {
  await enter(maya);
  const id = await record("goal.mark", mark());
  await signOut();
  await enter(jo);
  await syncNow();
  assert.equal(getSnapshot().commands.length, 0);
  assert.equal(server.applied.length, 0);
  await signOut();
  await enter(maya);
  assert.equal(getSnapshot().commands[0].id, id);
  await syncNow();
  assert.deepEqual(server.applied.map((one) => one.id), [id]);
});

test("signing out offline closes the store at once, keeps what was not sent, and tells the server before anything else", async () => {
  await enter(maya);
  await syncNow();
  await record("goal.mark", mark());
  server.next.push(offline);
  await signOut();
  assert.deepEqual([getSnapshot().status, getSnapshot().clients.size], ["signed_out", 0]);
  assert.equal(server.cookie, server.people[maya].account, "the cookie is still there");
  await closeAccount(); // as a reload does
  await start();
  assert.equal(getSnapshot().status, "signed_out");
  server.calls.length = 0;
  await enter(jo);
  assert.deepEqual(server.calls.slice(0, 2), ["DELETE /api/v1/session", "POST /api/v1/session"]);
  await signOut();
  await enter(maya);
  assert.equal(getSnapshot().sync.waiting, 1);
});

test("while a sign-out cannot reach the server nobody signs in over it", async () => {
  await enter(maya);
  await syncNow();
  server.next.push(offline);
  await signOut();
  for (const nobody of [offline, () => html()]) {
    server.next.push(nobody);
    assert.deepEqual(await enter(jo), { ok: false, error: "offline", params: {} });
    assert.equal(server.cookie, server.people[maya].account);
  }
  assert.equal((await enter(jo)).ok, true);
});

test("after signing out, what the server gave is gone from the phone", async () => {
  await enter(maya);
  await syncNow();
  const { account } = getSnapshot();
  await signOut();
  await isErased(account);
});

async function isErased(account) {
  const db = await openStore(account);
  assert.deepEqual([await db.bundles.count(), await db.meta.get("me")], [0, undefined]);
  db.close();
}

test("an answer that comes while its reader signs out puts nothing back on the phone", async () => {
  await enter(maya);
  const { account } = getSnapshot();
  await syncNow();
  server.clients.set(THEO, { ...server.clients.get(THEO), has_older_notes: true });
  const [asked, free] = [Promise.withResolvers(), Promise.withResolvers()];
  server.next.push(() => (asked.resolve(), free.promise));
  const id = await record("goal.mark", mark());
  const running = syncNow();
  await asked.promise;
  const erased = Promise.withResolvers();
  stillWriting = () => (free.resolve(), erased.resolve(), running); // asked for when what was given has been erased
  await signOut();
  await erased.promise;
  stillWriting = () => {};
  await isErased(account);
  await enter(maya);
  await syncNow();
  assert.deepEqual(getSnapshot().commands.map((one) => [one.id, one.state]), [[id, "applied"]], "asked for again, applied once");
  assert.equal(server.applied.length, 1);
});

// Another tab holds the lock for as long as this page lives.
function lockedForEver(t) {
  Object.defineProperty(navigator, "locks", { configurable: true, value: { request: () => new Promise(() => {}) } });
  t.after(unlock);
}
const unlock = () => delete navigator.locks;

test("who left while another tab held the session has left: the next opening shows nothing and erases what was given", async (t) => {
  await enter(maya);
  await syncNow();
  const id = await record("goal.mark", mark());
  const { account } = getSnapshot();
  lockedForEver(t);
  signOut(); // and the page is gone
  while (!(await deviceStore().get("leaving")));
  assert.equal((await deviceStore().get("current")).account, account);
  unlock();
  await start();
  assert.deepEqual([getSnapshot().status, getSnapshot().clients.size], ["signed_out", 0]);
  await isErased(account);
  server.calls.length = 0;
  await enter(maya);
  assert.deepEqual(server.calls.slice(0, 2), ["DELETE /api/v1/session", "POST /api/v1/session"]);
  assert.deepEqual(getSnapshot().commands.map((one) => one.id), [id], "what was not sent is there still");
});

test("a sign-out of somebody else that the server has not heard of closes nobody’s store", async () => {
  await enter(maya);
  await syncNow();
  await deviceStore().put({ id: "leaving", account: server.people[jo].account });
  await start();
  assert.deepEqual([getSnapshot().status, getSnapshot().clients.size], ["ready", 3]);
  await signOut();
});

test("a half-written note is saved before a sign-out closes its store", async () => {
  await enter(maya);
  const keeper = keepDraft("d1");
  keeper.put({ text: "He said" }, { client_id: THEO });
  await signOut();
  await enter(maya);
  assert.deepEqual(getSnapshot().drafts.map(({ fields }) => fields), [{ text: "He said" }]);
});

test("the same person on the same phone is the same device again, by an address that is not kept in clear", async () => {
  await enter(maya);
  const { device } = server.people[maya];
  await signOut();
  await enter(maya);
  assert.equal(server.people[maya].device, device);
  assert.equal(JSON.stringify(await deviceStore().toArray()).includes(maya), false);
});

test("a device that was revoked begins anew, and what its owner wrote is still there", async () => {
  await enter(maya);
  await record("goal.mark", mark());
  const { device } = server.people[maya];
  await signOut();
  server.people[maya].revoked = device;
  assert.equal((await enter(maya)).ok, true);
  assert.notEqual(server.people[maya].device, device);
  await syncNow();
  assert.equal(server.applied.length, 1);
});

test("who signs in for a desk leaves no store open", async () => {
  await enter(maya);
  server.people[jo].has_store = false;
  await enter(jo);
  assert.deepEqual([getSnapshot().status, getSnapshot().account], ["signed_out", null]);
});

test("an evicted store is found again by its cookie", async () => {
  await enter(maya);
  await closeAccount();
  assert.deepEqual(await whoAmI(), { first_screen: "/today" });
  await syncNow();
  assert.equal(getSnapshot().clients.size, 3);
});

const keeps = (t, persist) => {
  Object.defineProperty(navigator, "storage", { configurable: true, value: { persisted: async () => false, persist, estimate: async () => ({ usage: 5, quota: 10 }) } });
  t.after(() => delete navigator.storage);
};

test("a browser that asks the person whether the store may stay keeps nobody from signing in", { timeout: 5_000 }, async (t) => {
  const answered = Promise.withResolvers();
  keeps(t, () => answered.promise);
  assert.equal((await enter(maya)).ok, true);
  await syncNow();
  assert.deepEqual([getSnapshot().clients.size, getSnapshot().storage], [3, null]);
  answered.resolve(true);
  while (!getSnapshot().storage) await new Promise(setImmediate);
  assert.equal(getSnapshot().storage.kept, true);
});

test("a browser that cannot say whether the store may stay keeps nobody from signing in", async (t) => {
  keeps(t, async () => {
    throw new DOMException("not here", "SecurityError");
  });
  assert.equal((await enter(maya)).ok, true);
});

test("the browser is asked to keep the store, and its answer is kept and sent", async (t) => {
  keeps(t, async () => true);
  await enter(maya);
  await syncNow();
  assert.deepEqual([getSnapshot().storage.kept, getSnapshot().storage.usage], [true, 5]);
  assert.equal(server.requests.at(-1).storage_kept, true);
});
