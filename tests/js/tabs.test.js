// Two tabs of one person: two copies of the device's modules over one store, one lock and one channel, as in a browser.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { FakeServer } from "./fake_server.js";
import { GOAL, ME, THEO } from "./fixture.js";

const load = async (tab) => {
  const [device, memory, outbox, sync, drafts] = await Promise.all(
    ["device", "memory", "outbox", "sync", "drafts"].map((name) => import(`../../assets/offline/${name}.js?tab=${tab}`)),
  );
  return { ...device, ...memory, ...outbox, ...sync, ...drafts };
};
const [a, b] = [await load("a"), await load("b")];
const mark = () => ({ client_ids: [THEO], payload: { mark_id: crypto.randomUUID(), client_id: THEO, goal_id: GOAL, level: "met", happened_at: new Date().toISOString() } });
let server;

// Resolves when this tab's snapshot is so.
function until(tab, isSo) {
  return new Promise((resolve) => {
    const look = () => isSo(tab.getSnapshot()) && (stop(), resolve());
    const stop = tab.subscribe(look);
    look();
  });
}

beforeEach(async () => {
  const account = crypto.randomUUID();
  server = new FakeServer();
  server.cookie = account;
  for (const tab of [a, b]) {
    tab.startAfresh();
    await tab.start();
    await tab.openAccount(account);
  }
  const device = { id: "device", box: JSON.stringify({ device_id: crypto.randomUUID() }) };
  await a.change(async (db) => (await db.meta.put(device), { meta: [device] }));
  await a.syncNow();
  await until(b, ({ clients }) => clients.size === 3);
});

test("the two tabs are two", () => assert.notEqual(a.getSnapshot, b.getSnapshot));

test("what one tab records shows in the other", async () => {
  const id = await a.record("goal.mark", mark());
  await until(b, ({ commands }) => commands.some((one) => one.id === id));
  assert.equal(b.getSnapshot().clients.get(THEO).goals[0].marks.length, 3);
  assert.equal(b.getSnapshot().sync.waiting, 1);
});

test("what one tab could not read of another's is read again by itself", { timeout: 10_000 }, async (t) => {
  const { get } = IDBObjectStore.prototype;
  let failed = 0;
  t.mock.method(IDBObjectStore.prototype, "get", function read(key) {
    if (this.name !== "commands" || this.transaction.mode !== "readonly" || failed > 1) return get.call(this, key);
    failed += 1;
    throw new DOMException("the disk is ill", "UnknownError");
  });
  const id = await a.record("goal.mark", mark());
  await until(b, ({ commands }) => commands.some((one) => one.id === id));
  assert.equal(failed, 2);
});

test("both tabs send at once and each command is applied once, one request at a time", async () => {
  let open = 0;
  const fetch = server.fetch.bind(server);
  server.fetch = async (...request) => {
    open += 1;
    assert.equal(open, 1, "one sender at a time");
    const answer = await fetch(...request);
    open -= 1;
    return answer;
  };
  const ids = [];
  for (let i = 0; i < 10; i += 1) ids.push(await (i % 2 ? a : b).record("goal.mark", mark()));
  await Promise.all([a.syncNow(), b.syncNow()]);
  for (const tab of [a, b]) await until(tab, ({ sync }) => sync.state === "all_sent");
  assert.deepEqual(server.applied.map(({ id }) => id).sort(), ids.sort());
});

test("a tab that the browser froze while another one sent learns what became of it", async () => {
  const id = await a.record("goal.mark", mark());
  await until(b, ({ commands }) => commands.some((one) => one.id === id));
  (await import("../../assets/offline/tabs.js?tab=b")).leave();
  await a.syncNow();
  assert.equal(b.getSnapshot().sync.waiting, 1);
  await b.syncNow();
  assert.deepEqual([b.getSnapshot().sync.state, server.applied.length], ["all_sent", 1]);
});

test("an alarm in one tab does not wait for what the other is sending", async () => {
  const gate = Promise.withResolvers();
  server.next.push(({ signal }) => new Promise((_, reject) => (gate.resolve(), signal.addEventListener("abort", () => reject(signal.reason)))));
  await a.record("goal.mark", mark());
  const slow = a.syncNow();
  await gate.promise;
  const id = await b.record("alarm.help", { payload: { alarm_id: crypto.randomUUID(), happened_at: new Date().toISOString() } });
  await Promise.all([b.syncUrgently(), slow]);
  assert.ok(server.applied.some((one) => one.id === id));
});

test("signing out in one tab closes the other, with its half-written note saved", async () => {
  const { account } = a.getSnapshot();
  b.keepDraft("d1").put({ text: "He said" });
  await a.closeAccount();
  await until(b, ({ status }) => status === "signed_out");
  await a.openAccount(account);
  await until(b, ({ status }) => status === "ready");
  await until(a, ({ drafts }) => drafts.length > 0);
  assert.deepEqual(a.getSnapshot().drafts.map(({ fields }) => fields.text), ["He said"]);
});

test("somebody else signing in in one tab takes the other along: no two people's records side by side", async () => {
  const other = `${ME.slice(0, -4)}9999`;
  await a.openAccount(other);
  await until(b, ({ account, status }) => account === other && status === "ready");
  assert.equal(b.getSnapshot().clients.size, 0);
});

test("a window of the last person is loaded anew, after what was half-written there is kept for them", async (t) => {
  const { account } = a.getSnapshot();
  const gone = Promise.withResolvers();
  globalThis.location = { replace: gone.resolve };
  t.after(() => delete globalThis.location);
  const keeper = b.keepDraft("d1");
  keeper.put({ text: "He said" });
  await a.openAccount(crypto.randomUUID());
  assert.equal(await gone.promise, "/");
  assert.deepEqual([b.getSnapshot().status, b.getSnapshot().clients.size], ["opening", 0]);
  keeper.put({ text: "He said so" });
  assert.equal(await keeper.flush(), undefined); // nobody's store is open here
  assert.deepEqual(a.getSnapshot().drafts, []);
  await a.openAccount(account);
  assert.deepEqual(a.getSnapshot().drafts.map(({ fields }) => fields.text), ["He said"]);
});
