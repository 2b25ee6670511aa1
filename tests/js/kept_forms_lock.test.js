// No new version of the app takes over while words of a form are not in the store.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { flushDrafts } from "../../assets/offline/drafts.js";
import { HALF_WRITTEN } from "../../assets/offline/half-written.js";
import { draftSent, draftToDrop, keepForm } from "../../assets/offline/views/kept_forms.js";
import { THEO } from "./fixture.js";
import { getSnapshot, reopened, seeded } from "./phone.js";

const held = [];
const request = async (name, ...more) => {
  held.push(name);
  try {
    return await more.at(-1)();
  } finally {
    held.splice(held.indexOf(name), 1);
  }
};
Object.defineProperty(navigator, "locks", { configurable: true, value: { request } });
const isHeld = async () => (await new Promise(setImmediate), held.includes(HALF_WRITTEN));
const words = () => getSnapshot().drafts.map(({ fields }) => fields.text);

const form = (about = THEO) => {
  const text = { name: "text", type: "textarea", tagName: "TEXTAREA", value: "", defaultValue: "" };
  return { text, dataset: { draft: "message" }, elements: [text], about, closest: () => ({ dataset: { about: "" } }) };
};
const about = (one, id) => (one.closest = () => ({ dataset: { about: id } }));
function typed(one, value) {
  one.text.value = value;
  keepForm(one);
}
const fullPhone = (t) =>
  t.mock.method(IDBObjectStore.prototype, "put", () => {
    throw new DOMException("full", "QuotaExceededError");
  });

beforeEach(async () => {
  await seeded();
  assert.equal(await isHeld(), false);
});

test("it is held until what was typed is kept, also on a phone that has no room for a while", async (t) => {
  const full = fullPhone(t);
  const one = form();
  typed(one, "No one called back.");
  await flushDrafts();
  assert.deepEqual([await isHeld(), words()], [true, []]);
  full.mock.restore();
  await flushDrafts();
  assert.deepEqual([await isHeld(), words()], [false, ["No one called back."]]);
});

test("what could not be sent is held and tried as what was not", async (t) => {
  const full = fullPhone(t);
  const one = form();
  typed(one, "No one called back.");
  assert.ok(await draftToDrop(one)); // and its command could not be recorded either
  assert.equal(await isHeld(), true);
  full.mock.restore();
  await flushDrafts();
  assert.deepEqual([await isHeld(), words()], [false, ["No one called back."]]);
});

test("what was sent holds nothing and does not come back", async (t) => {
  const full = fullPhone(t);
  const one = form();
  typed(one, "No one called back.");
  await draftToDrop(one);
  draftSent(one);

  full.mock.restore();
  await flushDrafts();
  await reopened();
  assert.deepEqual([await isHeld(), words()], [false, []]);
});

test("a form that goes on to another person, or is drawn anew, still holds it for the words before", async (t) => {
  const full = fullPhone(t);
  const [one, again] = [form(), form()];
  typed(one, "About one");
  await flushDrafts();
  typed(again, "About one, more");
  about(one, "another");
  typed(one, "About another");
  await flushDrafts();
  assert.equal(await isHeld(), true);
  full.mock.restore();
  await flushDrafts();
  assert.deepEqual([await isHeld(), words().sort()], [false, ["About another", "About one, more"]]);
});
