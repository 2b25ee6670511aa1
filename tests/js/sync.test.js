import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { change } from "../../assets/offline/device.js";
import { ask } from "../../assets/offline/http.js";
import { isOpen } from "../../assets/offline/order.js";
import { fixAndResend, record, sendWithoutVisit } from "../../assets/offline/outbox.js";
import { onSynced, startAfresh, syncNow, syncUrgently } from "../../assets/offline/sync.js";
import { FakeServer, html, json, refusal } from "./fake_server.js";
import { GOAL, JONAH, THEO, VISIT } from "./fixture.js";
import { getSnapshot, reopened, seeded } from "./phone.js";

const now = () => new Date().toISOString();
const mark = (facts = {}) => ({
  client_ids: [THEO],
  payload: { mark_id: crypto.randomUUID(), client_id: THEO, goal_id: GOAL, level: "met", happened_at: now() },
  ...facts,
});
const note = (facts = {}) => ({
  client_ids: [JONAH],
  payload: {
    note_id: crypto.randomUUID(), client_id: JONAH, builds_on: 0, contacted: ["client"], outcome: "reached", contact_type: "phone",
    started_at: now(), ended_at: now(), minutes: 5, text: "He called back.", ...facts,
  },
});
const help = () => ({ payload: { alarm_id: crypto.randomUUID(), happened_at: now() } });
const command = (id) => getSnapshot().commands.find((one) => one.id === id);
const marks = () => getSnapshot().clients.get(THEO).goals.find(({ id }) => id === GOAL).marks.length;
const sync = () => getSnapshot().sync;
let server;

// Maya, signed in on this phone, everything fetched.
beforeEach(async () => {
  startAfresh();
  const account = await seeded({ clients: {} });
  server = new FakeServer();
  server.cookie = account;
  await syncNow();
  server.requests.length = 0;
});

test("a command goes up once and its effect never leaves the screen", async () => {
  const before = marks();
  const id = await record("goal.mark", mark());
  assert.deepEqual([marks(), sync().state], [before + 1, "waiting"]);
  await syncNow();
  assert.deepEqual([marks(), sync().state, command(id).state], [before + 1, "all_sent", "applied"]);
  assert.equal(server.applied.length, 1);
});

test("when the answer is lost the same command goes up again and is applied once", async () => {
  const before = marks();
  server.after.push(() => {
    throw new TypeError("network");
  });
  const id = await record("goal.mark", mark());
  await syncNow();
  assert.deepEqual([command(id).state, sync().last_error, marks()], ["waiting", "offline", before + 1]);
  await syncNow();
  assert.deepEqual([command(id).state, server.applied.length, marks()], ["applied", 1, before + 1]);
});

const nots = {
  "a captive portal that answers HTML": [() => html(), "portal"],
  "a portal that answers an HTML error": [() => html(404), "portal"],
  "a portal that answers JSON of its own": [() => json({ login: true }), "portal"],
  "a 404 of JSON": [() => refusal(404, "no_such_page"), "no_such_page"],
  "a dead proxy": [() => html(502), "server"],
  "a server that is starting": [() => refusal(503, "our_fault"), "server"],
  "no network": [() => { throw new TypeError("network"); }, "offline"],
  "a session that has ended": [() => refusal(401, "not_signed_in"), "not_signed_in"],
  "an HTML 401": [() => html(401), "portal"],
  "a newer server": [() => refusal(409, "needs_update", { format: 2 }), "needs_update"],
};
for (const [what, [answer, error]] of Object.entries(nots)) {
  test(`${what} means not sent yet: everything stays, and goes up later`, async () => {
    const id = await record("goal.mark", mark());
    const shown = marks();
    server.next.push(answer);
    await syncNow();
    assert.deepEqual([command(id).state, sync().state, sync().last_error, marks()], ["waiting", "waiting", error, shown]);
    assert.equal(getSnapshot().clients.size, 3);
    await syncNow();
    assert.deepEqual([command(id).state, server.applied.length, getSnapshot().status], ["applied", 1, "ready"]);
  });
}

test("a session that ends with a full outbox asks to sign in, keeps everything, and sends it afterwards", async () => {
  const account = server.cookie;
  for (let i = 0; i < 30; i += 1) await record("goal.mark", mark());
  server.cookie = null;
  await syncNow();
  assert.deepEqual([sync().signed_in, sync().waiting], [false, 30]);
  await reopened();
  assert.deepEqual([sync().signed_in, sync().waiting, getSnapshot().clients.size], [false, 30, 3]);
  server.cookie = account;
  await syncNow();
  assert.deepEqual([sync().signed_in, sync().state, server.applied.length], [true, "all_sent", 30]);
});

test("with another account's cookie nothing is applied and nothing is dropped", async () => {
  const mine = server.cookie;
  const id = await record("goal.mark", mark());
  server.cookie = "charlie";
  await syncNow();
  assert.deepEqual([command(id).state, sync().signed_in, sync().last_error], ["waiting", false, "other_account"]);
  assert.equal(server.applied.length + server.receipts.size, 0);
  server.cookie = mine;
  await syncNow();
  assert.equal(command(id).state, "applied");
});

test("a device that was revoked loses what it was given and keeps what its owner wrote", async () => {
  const account = server.cookie;
  const id = await record("goal.mark", mark());
  server.next.push(() => refusal(401, "device_revoked"));
  await syncNow();
  assert.deepEqual([getSnapshot().status, getSnapshot().sync.last_error, getSnapshot().clients.size], ["signed_out", "device_revoked", 0]);
  await reopened(account);
  assert.deepEqual([getSnapshot().clients.size, getSnapshot().me, command(id).state], [0, null, "waiting"]);
});

test("one refused command needs a fix, is still shown, the rest goes through; fixed, it is sent", async () => {
  const bad = await record("goal.mark", mark());
  const good = await record("goal.mark", mark());
  const shown = marks();
  server.refuses.set(bad, "goal_closed");
  await syncNow();
  assert.deepEqual([command(bad).state, command(bad).error, command(good).state], ["needs_fix", "goal_closed", "applied"]);
  assert.deepEqual([sync().state, sync().needs_fix, marks()], ["needs_fix", 1, shown]);
  await syncNow();
  assert.equal(server.requests.flatMap((body) => body.commands).filter(({ id }) => id === bad).length, 1, "not sent again as it was");
  const fixed = await fixAndResend(bad, { ...command(bad).payload, level: "progress" });
  await syncNow();
  assert.deepEqual([command(fixed).state, sync().state, marks()], ["applied", "all_sent", shown]);
});

test("what waits for a refused command waits with it and goes up after the fix, in that order", async () => {
  const first = await record("goal.mark", mark());
  const second = await record("goal.mark", mark({ after: [first] }));
  server.refuses.set(first, "goal_closed");
  await syncNow();
  assert.ok(["waiting", "blocked"].includes(command(second).state));
  const fixed = await fixAndResend(first, command(first).payload);
  startAfresh();
  await change(async (db) => {
    await db.commands.update(second, { retry_at: null });
    return { commands: [await db.commands.get(second)] };
  });
  await syncNow();
  assert.deepEqual(server.applied.map(({ id }) => id), [fixed, second]);
});

test("a command that crashes the server is kept, told as our fault after three times, and the others go on", async () => {
  server.crashes.add("step.add");
  const bad = await record("step.add", { client_ids: [THEO], payload: { step_id: crypto.randomUUID(), client_id: THEO, what: "Call" } });
  const good = await record("goal.mark", mark());
  for (let i = 1; i <= 3; i += 1) {
    await syncNow();
    assert.equal(command(bad).state, i < 3 ? "waiting" : "our_fault");
    await isDue(bad);
  }
  assert.deepEqual([command(good).state, sync().our_fault, sync().needs_fix], ["applied", 1, 1]);
  server.crashes.clear();
  await syncNow();
  assert.deepEqual([command(bad).state, sync().state], ["applied", "all_sent"]);
});

// Its wait is over.
async function isDue(id) {
  await change(async (db) => {
    await db.commands.update(id, { retry_at: null });
    return { commands: [await db.commands.get(id)] };
  });
}

for (const status of [500, 422]) test(`a command for which the whole request fails with ${status} is found by halving, and the others go through`, async () => {
  const ids = [];
  for (let i = 0; i < 8; i += 1) ids.push(await record("goal.mark", mark()));
  const poison = ids[3];
  const fetch = server.fetch.bind(server);
  server.fetch = (path, init) => (init.body?.includes(poison) && JSON.parse(init.body).commands.some(({ id }) => id === poison) ? refusal(status, "our_fault") : fetch(path, init));
  await syncNow();
  assert.deepEqual(ids.filter((id) => command(id).state !== "applied"), [poison]);
  assert.equal(command(poison).fails, 1);
});

test("a phone too full to store the answer says so, waits, and takes the answer when there is room", async (t) => {
  const waits = [];
  onSynced(({ retryInMs }) => waits.push(retryInMs));
  const id = await record("goal.mark", mark());
  const full = t.mock.method(IDBObjectStore.prototype, "put", () => {
    throw new DOMException("full", "QuotaExceededError");
  });
  await syncNow();
  assert.deepEqual([command(id).state, sync().last_error, sync().state], ["waiting", "device_full", "waiting"]);
  assert.ok(waits.at(-1) > 0, "it is tried again later");
  full.mock.restore();
  await syncNow();
  assert.deepEqual([command(id).state, sync().last_error, server.applied.length], ["applied", null, 1]);
});

test("a batch that is too large is halved until it goes; one too large alone needs a fix", async () => {
  for (let i = 0; i < 20; i += 1) await record("goal.mark", mark());
  server.mostCommands = 3;
  await syncNow();
  assert.deepEqual([server.applied.length, sync().state], [20, "all_sent"]);
  const id = await record("note.submit", note());
  server.mostCommands = 0;
  await syncNow();
  assert.deepEqual([command(id).state, command(id).error], ["needs_fix", "too_large"]);
  assert.equal(getSnapshot().clients.get(JONAH).notes[0].text, "He called back.");
});

test("five hundred commands go up in batches, in the order in which they were done", async () => {
  const ids = [];
  for (let i = 0; i < 500; i += 1) ids.push(await record("goal.mark", mark()));
  await syncNow();
  assert.deepEqual(server.applied.map(({ id }) => id), ids);
  assert.ok(server.requests.length >= 5);
});

test("a verdict that comes before its bundle changes nothing on the screen until the bundle comes", async () => {
  const before = marks();
  server.most = 0;
  server.after.push(() => {
    server.most = 1;
  });
  const seen = new Set();
  const id = await record("goal.mark", mark());
  const { subscribe } = await import("../../assets/offline/snapshot.js");
  const stop = subscribe(() => seen.add(marks()));
  await syncNow();
  stop();
  assert.deepEqual([...seen], [before + 1]);
  assert.deepEqual(command(id).open_for, []);
});

// Answers nothing until it is told to stop.
const never = ({ signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

test("a browser that cannot join two signals sends all the same, and makes room for an alarm", async (t) => {
  const { any } = AbortSignal;
  AbortSignal.any = undefined;
  t.after(() => (AbortSignal.any = any));
  const gate = Promise.withResolvers();
  server.next.push((request) => (gate.resolve(), never(request)));
  const id = await record("goal.mark", mark());
  const slow = syncNow();
  await gate.promise;
  await record("alarm.help", help());
  await Promise.all([slow, syncUrgently()]);
  assert.deepEqual([command(id).state, sync().last_error, server.applied.length], ["applied", null, 2]);
});

test("a request that takes too long is offline, and says that it was the time", async () => {
  server.next.push(never);
  const { kind, timedOut } = await ask("GET", "/api/v1/session", undefined, { timeoutMs: 5 });
  assert.deepEqual([kind, timedOut], ["offline", true]);
});

test("a request that was stopped before it began never goes out", async () => {
  const { kind, timedOut } = await ask("GET", "/api/v1/session", undefined, { signal: AbortSignal.abort() });
  assert.deepEqual([kind, timedOut, server.requests.length], ["offline", false, 0]);
});

test("a request that we cannot even write is our own error, not a lack of signal", async () => {
  const round = {};
  round.round = round;
  await assert.rejects(ask("POST", "/api/v1/sync", round), TypeError);
});

test("an alarm goes alone and first, and does not wait behind what is under way", async () => {
  const gate = Promise.withResolvers();
  server.next.push(({ signal }) => new Promise((_, reject) => (gate.resolve(), signal.addEventListener("abort", () => reject(signal.reason)))));
  for (let i = 0; i < 5; i += 1) await record("goal.mark", mark());
  const slow = syncNow();
  await gate.promise;
  const id = await record("alarm.help", help());
  assert.equal(getSnapshot().me.alarms[0].received_at, null);
  await Promise.all([slow, syncUrgently()]);
  assert.deepEqual(server.requests[1].commands.map((one) => one.id), [id]);
  assert.equal(server.applied.length, 6);
});

test("a safety concern takes along only what it depends on", async () => {
  await record("goal.mark", mark());
  const out = await record("visit.check_out", { client_ids: [JONAH], payload: { visit_id: VISIT, happened_at: now(), location: { method: "manual" }, outcomes: [] } });
  const concern = await record("note.submit", { ...note({ safety_concern: { id: "k", kind: "suicide", what: "said so" } }), after: [out] });
  await syncNow();
  assert.deepEqual(server.requests[0].commands.map((one) => one.id), [out, concern]);
});

test("a safety concern is not held back by a visit that needs a fix: it goes at once, without the link", async () => {
  const seen = { client_ids: [JONAH], payload: { visit_id: VISIT, happened_at: now(), location: { method: "manual" }, outcomes: [] } };
  const out = await record("visit.check_out", seen);
  const told = () => record("note.submit", { ...note({ visit_id: VISIT, safety_concern: { id: crypto.randomUUID(), kind: "suicide", what: "said so" } }), after: [out] });
  const with_it = await told();
  server.refuses.set(out, "visit_not_checked_in");
  await syncNow();
  const later = await told();
  await syncNow();
  assert.deepEqual([command(out).state, command(with_it).state, command(later).state], ["needs_fix", "applied", "applied"]);
  assert.deepEqual(server.applied.map(({ payload }) => payload.visit_id), [null, null]);
  const plain = await record("note.submit", { ...note({ visit_id: VISIT }), after: [out] });
  await syncNow();
  assert.equal(command(plain).state, "waiting", "another note waits for its visit");
  await sendWithoutVisit(out);
  await syncNow();
  assert.deepEqual([command(plain).state, server.applied.at(-1).payload.visit_id, command(out).state], ["applied", null, "needs_fix"]);
});

test("nor is it on a full phone, where nothing of that can be written", async (t) => {
  const visit_id = crypto.randomUUID();
  const schedule = { client_ids: [JONAH], payload: { visit_id, client_ids: [JONAH], planned_start: now(), planned_end: now(), place_type: "home" } };
  const visit = await record("visit.schedule", schedule);
  server.refuses.set(visit, "pair_required");
  await syncNow();
  const told = note({ visit_id, safety_concern: { kind: "suicide", what: "Said so." } });
  const id = await record("note.submit", { ...told, after: [visit] });
  t.mock.method(IDBObjectStore.prototype, "put", () => {
    throw new DOMException("full", "QuotaExceededError");
  });
  await syncNow();
  const sent = server.requests.flatMap(({ commands }) => commands).find((one) => one.id === id);
  assert.deepEqual([sent?.after, sent?.payload.visit_id], [[], null]);
});

test("a step that was just added is not ticked off before it is there", async () => {
  const step_id = crypto.randomUUID();
  const added = await record("step.add", { client_ids: [THEO], payload: { step_id, client_id: THEO, what: "Call" } });
  const done = await record("step.done", { client_ids: [THEO], payload: { step_id, client_id: THEO, happened_at: now() } });
  const other = await record("step.add", { client_ids: [THEO], payload: { step_id: crypto.randomUUID(), client_id: THEO, what: "Call" } });
  assert.deepEqual([command(done).after, command(other).after], [[added], []]);
});

test("every request names all that is unsent, and the id under which a refused one would come again", async () => {
  const bad = await record("goal.mark", mark());
  server.refuses.set(bad, "goal_closed");
  await syncNow();
  const next = await record("goal.mark", mark());
  await syncNow();
  assert.deepEqual(server.requests.at(-1).unsent, { [THEO]: [bad, command(bad).fix_id, next] });
});

test("who leaves the caseload leaves the phone, and what was recorded about them is still sent", async () => {
  server.clients.delete(THEO);
  const id = await record("goal.mark", mark());
  await syncNow();
  assert.equal(getSnapshot().clients.has(THEO), false);
  assert.equal(command(id).state, "applied");
  await reopened();
  assert.equal(getSnapshot().clients.has(THEO), false);
});

test("after a 429 nobody asks again before the time that was said, except an alarm", async () => {
  server.next.push(() => refusal(429, "too_many_tries", { seconds: 60 }, { "retry-after": "60" }));
  await record("goal.mark", mark());
  await syncNow();
  await syncNow();
  assert.equal(server.requests.length, 1);
  await record("alarm.help", help());
  await syncUrgently();
  assert.equal(sync().state, "all_sent");
});

test("all sent is never said while a person's command is anywhere but applied", async () => {
  const seen = [];
  const { subscribe } = await import("../../assets/offline/snapshot.js");
  const stop = subscribe(() => {
    const open = getSnapshot().commands.filter(isOpen).length;
    seen.push([sync().state, open]);
  });
  await record("goal.mark", mark());
  await syncNow();
  stop();
  assert.ok(seen.some(([state]) => state === "sending"));
  assert.deepEqual(seen.filter(([state, open]) => (state === "all_sent") !== (open === 0)), []);
});
