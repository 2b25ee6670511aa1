// A person's language goes with their account, also when it was chosen where there was no network.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const kept = new Map();
Object.defineProperty(globalThis, "localStorage", {
  value: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) },
  configurable: true,
});
const { agreeLanguage, choose, greet, partLanguage } = await import("../../assets/offline/language.js");
const { getLanguage, setLanguage } = await import("../../assets/offline/text.js");
const { change } = await import("../../assets/offline/device.js");
const { getSnapshot, seeded } = await import("./phone.js");

const spanish = { language: "es", formats: "es-US", dir: "ltr", version: "1", messages: { Today: "Hoy" } };
let told = [];
let isOnline = true;
globalThis.fetch = async (address, { body } = {}) => {
  if (!isOnline) throw new TypeError("network");
  if (address.startsWith("/catalogues/")) return Response.json(spanish);
  told.push(JSON.parse(body).language);
  return new Response(null, { status: 204 });
};

beforeEach(async () => {
  kept.clear();
  told = [];
  isOnline = true;
  await setLanguage("en");
});

// Somebody's store, in which the server's last answer says that they read `locale`.
async function reading(locale) {
  const account = await seeded();
  const row = { id: "me", box: JSON.stringify({ tag: "later", me: { ...getSnapshot().me, locale } }) };
  await change(async (db) => {
    await db.meta.put(row);
    return { meta: [row] };
  });
  return account;
}
const who = { id: "01900000-0000-7000-8000-000000000001", locale: "es" };

test("signing in shows the account's own language", async () => {
  await greet(who);
  assert.equal(getLanguage(), "es");
  assert.deepEqual(told, []);
});

test("chosen without a network it is shown at once, and told when there is one", async () => {
  const account = await reading("en");
  await greet({ id: account, locale: "en" });
  assert.equal(await choose("es"), true); // its words are fetched while there is a network
  assert.deepEqual(told, ["es"]);
  isOnline = false;
  await choose("en");
  assert.equal(getLanguage(), "en");
  await agreeLanguage();
  assert.deepEqual(told, ["es"]);
  isOnline = true;
  await agreeLanguage();
  assert.deepEqual(told, ["es", "en"]);
  await agreeLanguage();
  assert.deepEqual(told, ["es", "en"], "told once");
  assert.equal(getLanguage(), "en");
});

test("chosen on another device it is shown here after the next sync", async () => {
  const account = await reading("es");
  kept.set("language.account", JSON.stringify({ account, seen: "en", untold: null }));
  await agreeLanguage();
  assert.equal(getLanguage(), "es");
  await setLanguage("en"); // an older answer of the server says nothing new
  await agreeLanguage();
  assert.equal(getLanguage(), "en");
});

test("who has left is not asked for", async () => {
  await greet(who);
  partLanguage();
  await choose("es");
  assert.deepEqual(told, []);
  await greet({ ...who, locale: "es" });
});

test("chosen on the way in, it becomes the account's, once", async () => {
  await choose("es");
  await greet({ ...who, locale: "en" });
  assert.deepEqual([told, getLanguage()], [["es"], "es"]);
  partLanguage();
  await greet({ id: "01900000-0000-7000-8000-000000000002", locale: "en" });
  assert.deepEqual([told, getLanguage()], [["es"], "en"], "the next person is greeted in their own");
});
