// The flags that the author sees are those of casework/notes/note_checks.py (tests/unit/test_note_checks.py has the same cases).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isRepeated, moreFlags } from "../../assets/offline/views/note_flags.js";
import { blankFields } from "../../assets/offline/views/note_fields.js";
import { billing, bundle, goal, ids, me, note, visit } from "./cast.js";

const LONG = "Visited at home. Luis showed the chart on the fridge and had packed the bag himself on four of five days.";
const call = { ...blankFields(), client_id: ids.mateo, outcome: "reached", minutes: "10", contact_type: "phone", day: "2026-03-10", start: "10:00", end: "10:10", text: "Rosa called." };
const flags = (fields, facts = {}, who = me) =>
  moreFlags({ ...call, ...fields }, { noteId: ids.note, bundle: bundle(facts), me: who }).map(({ id }) => id);
const at = (clock, facts) => note({ started_at: `2026-03-10T${clock}:00Z`, ended_at: `2026-03-10T${clock}:00Z`, ...facts });

test("the same person and type within fifteen minutes may be a duplicate", () => {
  assert.deepEqual(flags({}, { notes: [at("14:15")] }), ["duplicate"]);
  assert.deepEqual(flags({}, { notes: [at("14:16")] }), []);
  assert.deepEqual(flags({}, { notes: [at("14:15", { contact_type: "text" })] }), []);
  assert.deepEqual(flags({}, { notes: [at("14:15", { is_mine: false })] }), []);
  assert.deepEqual(flags({}, { notes: [at("14:15", { id: ids.note })] }), [], "mended, it is not its own duplicate");
});

test("text copied from the last note is seen through small changes, in a contact", () => {
  const notes = [note({ text: LONG }), note({ id: "older", text: "Quite other words stood in this one, of a week before that.", started_at: "2026-03-02T14:00:00Z" })];
  const again = LONG.replace("four of five", "three of five").toUpperCase();
  assert.deepEqual(flags({ text: again }, { notes }), ["repeated"]);
  assert.deepEqual(flags({ text: again, outcome: "no_answer" }, { notes }), []);
  assert.equal(isRepeated("Left a message for Rosa.", "Left a message for Rosa."), false);
  assert.equal(isRepeated(LONG, "Rosa called. The school wants a meeting about the bus next week."), false);
});

test("face to face without a goal is said where there are goals", () => {
  const seen = { outcome: "seen", seen: "seen", contact_type: "face_to_face" };
  assert.deepEqual(flags(seen), ["no_goal"]);
  assert.deepEqual(flags({ ...seen, goals: [goal().id] }), []);
  assert.deepEqual(flags(seen, { goals: [] }), []);
  assert.deepEqual(flags({}), []);
});

// tests/unit/test_note_units.py asks the server the same.
for (const { says, rule, note: said, others, is_over } of JSON.parse(readFileSync(new URL("day_units.json", import.meta.url)))) {
  test(`units over the day's limit: ${says}`, () => {
    const notes = others.map((other, i) => at(`${18 + i}:00`, { id: `other-${i}`, outcome: "reached", contact_type: "text", ...other }));
    const end = new Date(Date.UTC(2026, 2, 10, 10, said.minutes)).toISOString().slice(11, 16);
    const fields = { minutes: "other", start: "10:00", end, ...(said.work ? { work: said.work } : {}) };
    assert.deepEqual(flags(fields, { notes, billing: billing(rule) }).includes("units"), is_over);
  });
}

test("only this person's own contacts of that day are counted", () => {
  const notes = [at("18:00", { minutes: 30 }), note({ id: "yesterday", minutes: 300 })];
  const rule = billing({ day_limit: 3 });
  assert.deepEqual(flags({}, { notes, billing: rule }), []);
  assert.deepEqual(flags({}, { notes: [...notes, at("19:00", { id: "again", minutes: 30, contact_type: "text" })], billing: rule }), ["units"]);
});

test("times outside the visit's check-in and check-out disagree with it", () => {
  const stamp = (clock) => ({ happened_at: `2026-03-10T${clock}:00Z` });
  const visits = [visit({ check_in: stamp("14:00"), check_out: stamp("14:50") })];
  const of = (start, end) => flags({ visit_id: ids.visit, start, end, minutes: "other" }, { visits });
  assert.deepEqual(of("10:00", "10:50"), []);
  assert.deepEqual(of("09:55", "10:30"), []);
  assert.deepEqual(of("09:54", "10:30"), ["visit"]);
  assert.deepEqual(of("10:40", "10:56"), ["visit"]);
});
