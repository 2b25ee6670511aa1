import assert from "node:assert/strict";
import { test } from "node:test";
import { change, openAccount } from "../../assets/offline/device.js";
import { subscribe } from "../../assets/offline/memory.js";
import { record } from "../../assets/offline/outbox.js";
import { startAfresh, syncNow } from "../../assets/offline/sync.js";
import { frameOf } from "../../assets/offline/views/frame.js";
import { todayPage } from "../../assets/offline/views/today.js";
import { FakeServer } from "./fake_server.js";
import { getSnapshot, seeded } from "./phone.js";

const header = () => frameOf(getSnapshot()).sync;
const today = (now = Date.now()) => todayPage(getSnapshot(), now).state;

// Signed in a moment ago: an open store with a device id, nothing else.
async function signedIn() {
  startAfresh();
  const server = new FakeServer();
  server.cookie = crypto.randomUUID();
  await openAccount(server.cookie);
  const meta = [{ id: "device", box: JSON.stringify({ device_id: crypto.randomUUID() }) }];
  await change(async (db) => {
    await db.meta.bulkPut(meta);
    return { meta };
  });
  return server;
}

test("until the first download is whole nothing says that all is sent", async () => {
  const server = await signedIn();
  server.most = 1; // three people come in three answers
  const seen = [header()];
  const stop = subscribe(() => seen.push(header()));
  await syncNow();
  stop();
  assert.equal(seen.pop(), "all_sent");
  assert.deepEqual([...new Set(seen.slice(0, -1))], ["getting"]);
  assert.equal(server.requests.length > 1, true);
});

test("a first download that does not come is said, and tried again", async () => {
  const server = await signedIn();
  server.next.push(() => {
    throw new TypeError("network");
  });
  await syncNow();
  assert.deepEqual([header(), today()], ["not_here", "error"]);
  await syncNow();
  assert.deepEqual([header(), today()], ["all_sent", "full"]);
});

test("half a download is not a whole one", async () => {
  const server = await signedIn();
  server.most = 1;
  server.next.push(undefined, () => {
    throw new TypeError("network");
  });
  await syncNow();
  assert.deepEqual([header(), getSnapshot().clients.size], ["not_here", 1]);
});

test("what waits is said before the records are here, too", async () => {
  await signedIn();
  await record("alarm.help", { payload: { alarm_id: crypto.randomUUID(), happened_at: new Date().toISOString() } });
  assert.equal(header(), "waiting");
});

test("a caseload whose time on the phone is over is not called empty", async () => {
  await seeded({ clients: {}, at: new Date() });
  assert.equal(today(), "empty");
  assert.notEqual(today(Date.now() + 73 * 3_600_000), "empty");
});
