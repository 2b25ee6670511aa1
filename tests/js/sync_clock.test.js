// A phone's clock that is wrong, or was: what was recorded keeps what it showed, and nothing waits by it.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { record } from "../../assets/offline/outbox.js";
import { startAfresh, syncNow } from "../../assets/offline/sync.js";
import { FakeServer, json } from "./fake_server.js";
import { GOAL, THEO } from "./fixture.js";
import { getSnapshot, seeded } from "./phone.js";

const mark = () => ({
  client_ids: [THEO],
  payload: { mark_id: crypto.randomUUID(), client_id: THEO, goal_id: GOAL, level: "met", happened_at: new Date().toISOString() },
});
const command = (id) => getSnapshot().commands.find((one) => one.id === id);
const sync = () => getSnapshot().sync;
let server;

beforeEach(async () => {
  startAfresh();
  const account = await seeded({ clients: {} });
  server = new FakeServer();
  server.cookie = account;
  await syncNow();
});

test("our clock's difference to the server's is measured and shown, never mixed into what was recorded", async (t) => {
  const real = Date.now();
  t.mock.timers.enable({ apis: ["Date"], now: real - 600_000 });
  server.after.push((answer) => answer.json().then((body) => json({ ...body, server_time: new Date(real).toISOString() })));
  const id = await record("goal.mark", mark());
  await syncNow();
  assert.ok(Math.abs(getSnapshot().now_offset_ms - 600_000) < 2_000);
  assert.equal(command(id).recorded_at, new Date(real - 600_000).toISOString());
});

test("a clock that is put right after a failure makes nothing wait for the day that it showed", async (t) => {
  const real = Date.now();
  t.mock.timers.enable({ apis: ["Date"], now: real + 365 * 86_400_000 });
  server.crashes.add("step.add");
  const id = await record("step.add", { client_ids: [THEO], payload: { step_id: crypto.randomUUID(), client_id: THEO, what: "Call" } });
  await syncNow();
  server.crashes.clear();
  server.next.push(() => { throw new TypeError("network"); });
  await syncNow();
  t.mock.timers.setTime(real);
  await syncNow({ patient: true });
  assert.deepEqual([command(id).state, sync().state], ["applied", "all_sent"]);
});
