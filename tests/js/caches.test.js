// What is worked out once is never older than the records: after a command, a bundle that left, another account.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { change } from "../../assets/offline/device.js";
import { EMPTY } from "../../assets/offline/memory.js";
import { record } from "../../assets/offline/outbox.js";
import { once } from "../../assets/offline/snapshot.js";
import { own } from "../../assets/offline/strayed.js";
import { myVisits } from "../../assets/offline/views/facts.js";
import { missPayload } from "../../assets/offline/views/missed_visit.js";
import { peopleOf } from "../../assets/offline/views/people.js";
import { personPage } from "../../assets/offline/views/person.js";
import { warmSearch } from "../../assets/offline/views/search.js";
import { GOAL, JONAH, LENA, THEO, VISIT, bundles } from "./fixture.js";
import { getSnapshot, seeded } from "./phone.js";

const NOW = Date.parse("2026-03-10T14:35:00Z");
const mark = () => ({
  client_ids: [THEO],
  payload: { mark_id: crypto.randomUUID(), client_id: THEO, goal_id: GOAL, level: "met", happened_at: new Date().toISOString() },
});
const leave = (...gone) =>
  change(async (db) => {
    await db.bundles.bulkDelete(gone);
    return { gone: { bundles: gone } };
  });

afterEach(() => delete globalThis.location);

test("a screen that was drawn shows the next command at once, and again when an older state was asked for in between", async () => {
  await seeded();
  const person = once(personPage);
  const shown = (snapshot) => person(snapshot, NOW, { client_id: THEO }).goals.find(({ id }) => id === GOAL).said;
  const before = getSnapshot();
  const first = shown(before);
  await record("goal.mark", mark());
  const after = shown(getSnapshot());
  assert.notEqual(after, first);
  assert.equal(shown(before), first);
  assert.equal(shown(getSnapshot()), after);
});

test("a screen that was drawn of somebody who has left the caseload is empty", async () => {
  await seeded();
  const person = once(personPage);
  assert.equal(person(getSnapshot(), NOW, { client_id: THEO }).state, "full");
  await leave(THEO);
  const { state, name, notes } = person(getSnapshot(), NOW, { client_id: THEO });
  assert.deepEqual([state, name, notes], ["missing", "", []]);
});

test("the same screen of another person, another minute, another account is worked out for them", async () => {
  await seeded();
  const person = once((snapshot, now, params) => ({ ...personPage(snapshot, now, params), now, account: snapshot.account }));
  assert.equal(person(getSnapshot(), NOW, { client_id: THEO }).id, THEO);
  assert.equal(person(getSnapshot(), NOW, { client_id: LENA }).id, LENA);
  assert.equal(person(getSnapshot(), NOW + 60_000, { client_id: THEO }).now, NOW + 60_000);
  const before = getSnapshot().account;
  const account = await seeded({ clients: { [JONAH]: bundles()[JONAH] } });
  assert.notEqual(account, before);
  const { state, account: shown } = person(getSnapshot(), NOW, { client_id: THEO });
  assert.deepEqual([state, shown], ["missing", account]);
});

test("visits in the order of time follow a command, a bundle that left and another account", async () => {
  await seeded();
  const visit = () => myVisits(getSnapshot()).find(({ id }) => id === VISIT);
  assert.equal(visit().status, "planned");
  const { payload } = missPayload(new Map([["reason", "no_one_home"], ["next_action", "Call"]]), { visitId: VISIT, now: NOW });
  await record("visit.miss", { client_ids: visit().people.map(({ client_id }) => client_id), payload });
  assert.equal(visit().status, "missed");
  await leave(THEO, LENA);
  assert.equal(visit(), undefined);
  await seeded({ clients: {} });
  assert.deepEqual(myVisits(getSnapshot()), []);
});

test("a search prepared ahead finds what a bundle says since, and nobody who has left", async () => {
  await seeded({ clients: bundles(NOW) });
  const found = (query) => peopleOf(getSnapshot(), NOW, { query }).everyone.map(({ id }) => id);
  const pieces = warmSearch(getSnapshot().clients.size, () => getSnapshot().clients.values());
  await leave(LENA);
  for (const piece of pieces) piece();
  assert.deepEqual(found("lena"), []);
  assert.deepEqual(found("zebra"), []);
  const changed = bundles(NOW)[JONAH];
  const row = { id: JONAH, tag: "2", until: null, given_at: new Date(NOW).toISOString(), box: JSON.stringify({ ...changed, header: { ...changed.header, name: "Jonah Zebra" } }) };
  await change(async (db) => {
    await db.bundles.put(row);
    return { bundles: [row] };
  });
  assert.deepEqual(found("zebra"), [JONAH]);
});

test("whose screen an address is, is asked again for another address and another account", () => {
  const staff = { me: { name: "Maya" } };
  const family = { me: { name: "Rosa", shape: "family" } };
  globalThis.location = { pathname: "/settings", replace: () => {} };
  assert.equal(own(staff), staff);
  globalThis.location.pathname = "/family";
  assert.equal(own(staff), EMPTY);
  globalThis.location.pathname = "/people/x";
  assert.equal(own(staff), staff);
  assert.equal(own(family), EMPTY);
});
