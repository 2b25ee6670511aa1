// When what was recorded goes up: after the screen has answered the tap, at once when it is urgent or the phone is put away.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { record } from "../../assets/offline/outbox.js";
import { logRead } from "../../assets/offline/reads.js";
import { startAfresh, syncNow } from "../../assets/offline/sync.js";
import { FakeServer } from "./fake_server.js";
import { GOAL, JONAH, THEO } from "./fixture.js";
import { getSnapshot, seeded } from "./phone.js";

// Waits of the module are kept, with their milliseconds, and end when a test says so.
const waits = [];
const [real, forget] = [globalThis.setTimeout, globalThis.clearTimeout];
globalThis.setTimeout = (work, ms, ...more) => (ms >= 200 ? kept({ work, ms, at: Date.now() + ms }) : real(work, ms, ...more));
globalThis.clearTimeout = (one) => (waits.includes(one) ? void waits.splice(waits.indexOf(one), 1) : forget(one));
const kept = (one) => (waits.push(one), one);
const heard = {};
globalThis.document = { visibilityState: "visible", documentElement: {}, addEventListener: (name, hear) => (heard[name] = hear) };
globalThis.addEventListener = () => {};
const { watch } = await import("../../assets/offline/triggers.js");
const keep = globalThis.setInterval;
globalThis.setInterval = () => {};
watch();
globalThis.setInterval = keep;

const now = () => new Date().toISOString();
const mark = () => ({ client_ids: [THEO], payload: { mark_id: crypto.randomUUID(), client_id: THEO, goal_id: GOAL, level: "met", happened_at: now() } });
const concern = () => ({
  client_ids: [JONAH],
  payload: {
    note_id: crypto.randomUUID(), client_id: JONAH, builds_on: 0, contacted: ["client"], outcome: "reached", contact_type: "phone",
    started_at: now(), ended_at: now(), minutes: 5, text: "He called.", safety_concern: { id: crypto.randomUUID(), kind: "suicide", what: "said so" },
  },
});
const until = async (holds) => {
  while (!holds()) await new Promise((resolve) => real(resolve, 5));
};
// All that were at most, or at least, so long.
function waited({ most = Infinity, least = 0 }) {
  const over = waits.filter(({ ms }) => ms <= most && ms >= least);
  for (const one of over) waits.splice(waits.indexOf(one), 1)[0].work();
}
// Time passes until `ms` later, with all that was to be done by then, and until what that leads to has come about.
async function passes(t, ms, holds) {
  const end = Date.now() + ms;
  for (;;) {
    await new Promise((resolve) => real(resolve, 5));
    const [next] = waits.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
    if (next) {
      t.mock.timers.setTime(Math.max(Date.now(), next.at));
      waits.splice(waits.indexOf(next), 1)[0].work();
    } else if (holds()) {
      t.mock.timers.setTime(end);
      return;
    }
  }
}
const kinds = () => server.requests.map((one) => one.commands.map(({ kind }) => kind));
let server;

beforeEach(async () => {
  startAfresh();
  globalThis.document.visibilityState = "visible";
  const account = await seeded({ clients: {} });
  server = new FakeServer();
  server.cookie = account;
  await syncNow();
  server.requests.length = 0;
});

test("what is recorded one after another goes up together, soon, and says until then that it waits", async () => {
  await record("goal.mark", mark());
  await record("goal.mark", mark());
  assert.deepEqual([kinds(), getSnapshot().sync.state], [[], "waiting"]);
  waited({ most: 1_000 });
  await until(() => server.applied.length === 2);
  assert.deepEqual(kinds()[0], ["goal.mark", "goal.mark"]);
  await until(() => getSnapshot().sync.state === "all_sent");
});

test("a safety concern does not wait for the screen", async () => {
  await record("note.submit", concern());
  await until(() => server.requests.length > 0);
  assert.deepEqual(kinds()[0], ["note.submit"]);
});

test("a phone that is put away sends what is still to go at once", async () => {
  await record("goal.mark", mark());
  globalThis.document.visibilityState = "hidden";
  heard.visibilitychange();
  await until(() => server.requests.length > 0);
  assert.deepEqual(kinds()[0], ["goal.mark"]);
  await until(() => server.applied.length === 1);
});

test("a family's phone asks now and then for what is new, though families have no alarms", async () => {
  delete server.me.alarms;
  await syncNow();
  server.requests.length = 0;
  waited({ least: 10_000 });
  await until(() => server.requests.length > 0);
});

const noSignal = () => {
  throw new TypeError("network");
};
const help = () => ({ payload: { alarm_id: crypto.randomUUID(), happened_at: now() } });

test("a call for help is tried again in its time, though a record is opened meanwhile", async (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: Date.now() });
  t.mock.method(Math, "random", () => 0.99); // waits of 4, 8, 16 and 32 s
  server.next.push(...Array(4).fill(noSignal));
  await record("alarm.help", help());
  await passes(t, 29_000, () => server.requests.length > 3 && getSnapshot().sync.state !== "sending");
  assert.equal(server.requests.length, 4, "the next wait is longer than a reading's");
  await logRead("person", THEO);
  await passes(t, 90_000, () => server.applied.length > 1);
  assert.deepEqual(server.applied.map(({ kind }) => kind), ["alarm.help", "read.logged"]);
});

test("a clock that was put back meanwhile keeps nothing from being tried again", async (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: Date.now() });
  server.next.push(noSignal);
  await record("alarm.help", help());
  await until(() => getSnapshot().sync.last_error === "offline");
  const [retry] = waits.filter(({ ms }) => ms <= 4_000);
  t.mock.timers.setTime(Date.now() + 500); // of the seconds to wait
  clearTimeout(retry);
  retry.work();
  await passes(t, 10_000, () => server.applied.length > 0);
  assert.deepEqual(server.applied.map(({ kind }) => kind), ["alarm.help"]);
});
