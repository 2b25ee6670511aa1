// A form that is opened before this phone has its records: it begins when they come.
import assert from "node:assert/strict";
import { test } from "node:test";
import { page } from "./hooks.js";

const { startAfresh, syncNow } = await import("../../assets/offline/sync.js");
const { useNote } = await import("../../assets/offline/views/note.js");
const { useSchedule } = await import("../../assets/offline/views/schedule.js");
const { change, openAccount } = await import("../../assets/offline/device.js");
const { FakeServer } = await import("./fake_server.js");
const { THEO } = await import("./fixture.js");
globalThis.document ??= { getElementById: () => null, documentElement: { lang: "en" } };

// Signed in on a new phone: nothing has come yet.
async function newPhone() {
  const account = crypto.randomUUID();
  await openAccount(account);
  const device = { id: "device", box: JSON.stringify({ device_id: crypto.randomUUID() }) };
  await change(async (db) => (await db.meta.put(device), { meta: [device] }));
  const server = new FakeServer();
  server.cookie = account;
  startAfresh();
  return server;
}

test("a note that is opened before the first download can be written when it is here", async (t) => {
  await newPhone();
  const { draw, leave } = page(useNote, { pathname: "/note", search: `?client=${THEO}` });
  t.after(leave);
  assert.equal(draw().phase, "opening");
  await syncNow();
  assert.equal(draw().phase, "writing");
});

test("a visit can be planned when its person is here, however late they come", async (t) => {
  const server = await newPhone();
  const theo = server.clients.get(THEO);
  server.clients.delete(THEO);
  const { draw, leave } = page(useSchedule, { pathname: `/people/${THEO}/schedule`, params: { client_id: THEO } });
  t.after(leave);
  assert.equal(draw().state, "opening");
  await syncNow();
  assert.equal(draw().state, "gone");
  server.clients.set(THEO, theo);
  await syncNow();
  assert.equal(draw().state, "full");
});
