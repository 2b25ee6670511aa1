import assert from "node:assert/strict";
import { test } from "node:test";

const kept = new Map();
globalThis.localStorage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
const { errorText, getLanguage, setLanguage, t, word } = await import("../../assets/offline/text.js");
const formats = await import("../../assets/offline/formats.js");
const { seeded } = await import("./phone.js");

const polish = {
  language: "pl",
  dir: "ltr",
  messages: {
    "{n} waiting": { one: "{n} czeka", few: "{n} czekają", many: "{n} czeka tu", other: "{n} czekało" },
    "tab\u0004Note": "Notatka",
    "Check in": "Zamelduj",
    "outcome.reached": "Rozmowa",
  },
};
async function started(query) {
  globalThis.window = globalThis;
  const text = await import(`../../assets/offline/text.js${query}`);
  await Promise.resolve(); // what is fetched at start has been asked for
  delete globalThis.window;
  return text;
}

const waiting = (n) => t("{n} waiting", { plural: "{n} waiting!", n });

test("English needs no catalogue, and numbers are written as English writes them", () => {
  assert.deepEqual([waiting(1), waiting(0), waiting(1250)], ["1 waiting", "0 waiting!", "1,250 waiting!"]);
  assert.equal(t("Check in with {name}", { name: "Theo {x}" }), "Check in with Theo {x}");
});

test("stored codes and errors have words, and unknown ones are still readable", () => {
  assert.equal(word("outcome", "left_message"), "Left message");
  assert.equal(word("outcome", "sent_by_owl"), "sent by owl");
  assert.equal(word("outcome", null), "");
  assert.match(errorText("too_many_tries", { seconds: 30 }), /30 seconds/);
  assert.match(errorText("never_heard_of"), /never_heard_of/);
});

test("a language that cannot be had changes nothing", async () => {
  globalThis.fetch = async () => {
    throw new TypeError("network");
  };
  assert.equal(await setLanguage("pl"), false);
  assert.deepEqual([getLanguage(), kept.get("language")], ["en", undefined]);
});

test("another language is shown with its own plurals; what it lacks stays English; it is kept for the next start", async () => {
  globalThis.fetch = async () => Response.json(polish);
  assert.equal(await setLanguage("pl"), true);
  assert.deepEqual([1, 3, 5].map(waiting), ["1 czeka", "3 czekają", "5 czeka tu"]);
  assert.deepEqual([t("Note", { context: "tab" }), t("Note"), t("Check in"), word("outcome", "reached"), word("outcome", "seen")], ["Notatka", "Note", "Zamelduj", "Rozmowa", "Seen"]);
  const next = await started("?next-start");
  assert.equal(next.t("Check in"), "Check in", "the prerendered page is English, and React takes it over as it is");
  next.drawn();
  assert.equal(next.t("Check in"), "Zamelduj");
  await setLanguage("en");
});

test("before anybody chose, the browser's language is shown if the app has it", async () => {
  kept.clear();
  let fetched = "";
  globalThis.fetch = async (address) => {
    fetched = address;
    return Response.json({ language: "es", formats: "es-US", dir: "ltr", version: "1", messages: { "Check in": "Registrar llegada" } });
  };
  Object.defineProperty(navigator, "languages", { value: ["fr-CA", "es-MX", "en"], configurable: true });
  const text = await started("?browser");
  text.drawn();
  for (let i = 0; i < 20 && text.getLanguage() === "en"; i++) await new Promise((done) => setTimeout(done));
  delete navigator.languages;
  assert.equal(fetched, "/catalogues/es.json");
  assert.equal(text.t("Check in"), "Registrar llegada");
  assert.equal(text.t("{n} km", { n: 1250.5 }), "1,250.5 km", "numbers as Spanish is written in the United States");
  assert.equal(kept.get("language"), undefined, "nobody chose");
  assert.equal(text.t("Kept until {time}.", { time: "2:30 p.m." }), "Kept until 2:30 p.m.", "one full stop");
});

test("moments are shown in the agency's zone, days as they stand", async () => {
  await seeded();
  const now = Date.parse("2026-03-10T15:00:00Z"); // 10:00 in Chicago
  const plain = (text) => text.replaceAll("\u202f", " ");
  assert.equal(plain(formats.time("2026-03-10T19:30:00Z")), "2:30 PM");
  assert.equal(formats.longDay("2026-03-11T03:00:00Z"), "Tuesday, March 10");
  assert.equal(formats.longDay("2026-03-10"), "Tuesday, March 10");
  assert.equal(formats.fullDay(null), "");
  assert.deepEqual(
    ["2026-03-10T14:59:40Z", "2026-03-10T14:55:00Z", "2026-03-10T13:00:00Z", "2026-03-09T20:00:00Z", "2026-03-11T21:00:00Z", "2026-02-10T15:00:00Z"].map((at) => formats.relative(at, now)),
    ["just now", "5 minutes ago", "2 hours ago", "yesterday", "tomorrow", "4 weeks ago"],
  );
  assert.deepEqual(["2026-03-10", "2026-03-13", "2026-03-01"].map((day) => formats.relativeDay(day, now)), ["today", "in 3 days", "9 days ago"]);
  assert.deepEqual([formats.age("2014-03-11", now), formats.age("2014-03-10", now), formats.age(null)], [11, 12, null]);
  assert.deepEqual([5, 60, 65].map(formats.duration), ["5 min", "1 h", "1 h 5 min"]);
});

test("a time of day in the agency's zone becomes the right moment, also on the days when clocks change", async () => {
  const { fromZone, inZone } = await import("../../assets/offline/clock.js");
  const zone = "America/Chicago";
  assert.equal(fromZone("2026-01-15", "14:30", zone), "2026-01-15T20:30:00.000Z");
  assert.equal(fromZone("2026-07-15", "14:30", zone), "2026-07-15T19:30:00.000Z");
  assert.equal(fromZone("2026-11-01", "01:30", zone), "2026-11-01T06:30:00.000Z", "the first of two");
  assert.equal(inZone(fromZone("2026-03-08", "02:30", zone), zone).time, "03:30", "the hour that is skipped");
  assert.equal(inZone("2026-03-11T03:00:00Z", zone).weekday, 2);
});

test("what is not right is named by the label of its box, never by its path", () => {
  const said = (field) => errorText("field_not_right", { field, problem: "string_too_long" });
  assert.match(said("payload.text"), /^What happened is not right/);
  assert.match(said("payload.share.text"), /^Share with family is/);
  assert.match(said("payload.contacted_names.3"), /^Who was contacted is/);
  assert.match(said("payload.invented_later"), /^Something in it is not right/);
});
