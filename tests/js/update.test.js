// A new version is taken on tap: at once, or when no window has a half-written note any more.
import assert from "node:assert/strict";
import { test } from "node:test";
import { HALF_WRITTEN, holdUpdate } from "../../assets/offline/half-written.js";

const told = [];
const registration = Object.assign(new EventTarget(), { waiting: { postMessage: ({ type }) => told.push(type) } });
const container = Object.assign(new EventTarget(), { controller: {}, ready: Promise.resolve(registration) });
Object.defineProperty(navigator, "serviceWorker", { configurable: true, value: container });
const { takeUpdate } = await import("../../assets/offline/update.js");
const turns = async (n = 20) => {
  for (let turn = 0; turn < n; turn += 1) await new Promise(setImmediate);
};

test("with nothing half-written it is taken at once", async () => {
  told.length = 0;
  await takeUpdate();
  assert.deepEqual(told, ["SKIP_WAITING"]);
});

test("one tap is enough: it waits for the note that is being written, and for one that was begun meanwhile", async () => {
  told.length = 0;
  const saved = holdUpdate();
  await turns();
  const taken = takeUpdate();
  takeUpdate(); // who waits taps again
  await turns();
  const other = holdUpdate(); // it stands in line behind who asked for the update
  await turns();
  saved();
  await turns();
  assert.deepEqual(told, []);
  other();
  await taken;
  assert.deepEqual(told, ["SKIP_WAITING"]);
  const { held, pending } = await navigator.locks.query();
  assert.deepEqual([...held, ...pending].filter((lock) => lock.name === HALF_WRITTEN), []);
});
