import assert from "node:assert/strict";
import { test } from "node:test";

import { crisisPage } from "../../assets/offline/views/crisis.js";
import { peopleOf } from "../../assets/offline/views/people.js";
import { JONAH, LENA, THEO, bundles } from "./fixture.js";
import { getSnapshot, seeded } from "./phone.js";

const NOW = Date.parse("2026-03-10T14:35:00Z");

async function phone(change = () => {}) {
  const clients = JSON.parse(JSON.stringify(bundles(NOW))); // the fixture shares objects
  change(clients);
  await seeded({ clients, at: new Date(NOW) });
  return getSnapshot();
}

const rename = (bundle, given_name, family_name) => Object.assign(bundle.header, { given_name, family_name, name: `${given_name} ${family_name}` });
const found = (snapshot, query) => peopleOf(snapshot, NOW, { query }).everyone.map(({ name }) => name);

test("today's people stand first, the others A to Z", async () => {
  const page = peopleOf(await phone(), NOW);
  assert.deepEqual(page.today.map(({ name }) => name), ["Lena Marchetti", "Theo Marchetti"]);
  assert.deepEqual(page.everyone.map(({ name }) => name), ["Jonah Whitfield"]);
  assert.equal(page.line, "3 on your caseload");
});

test("a name is found without its accents", async () => {
  const snapshot = await phone((clients) => rename(clients[LENA], "Lucía", "Bergström"));
  assert.deepEqual(found(snapshot, "lucia berg"), ["Lucía Bergström"]);
});

test("a person is found by a phone number of theirs, however it is written", async () => {
  const snapshot = await phone((clients) => {
    clients[JONAH].contacts[0].phone = "+1 (312) 555-0199";
  });
  assert.deepEqual(found(snapshot, "555 0199"), ["Jonah Whitfield"]);
  assert.equal(peopleOf(snapshot, NOW, { query: "5550199" }).everyone[0].why, "+1 (312) 555-0199");
});

test("a person is found by street and by words of a goal, and the row says what was found", async () => {
  const snapshot = await phone();
  const by = (query) => peopleOf(snapshot, NOW, { query }).everyone.map(({ name, why }) => [name, why]);
  assert.deepEqual(by("harbor court"), [["Jonah Whitfield", "77 Harbor Court, Apt 3"]]);
  assert.deepEqual(by("yelling"), [["Theo Marchetti", "I want to get to school without yelling."]]);
});

test("every word must be found, and nobody found is said", async () => {
  const snapshot = await phone();
  assert.deepEqual(found(snapshot, "theo linden"), ["Theo Marchetti"]);
  assert.equal(peopleOf(snapshot, NOW, { query: "theo harbor" }).state, "none");
});

test("a row says when they are next seen and what presses", async () => {
  const snapshot = await phone((clients) => {
    clients[THEO].contact_due.due_on = "2026-03-08";
    clients[THEO].crisis_plan.review_due_on = "2026-03-01";
  });
  const theo = peopleOf(snapshot, NOW).today.find(({ id }) => id === THEO);
  assert.equal(theo.age, "11");
  assert.equal(theo.line, "Next today 10:00 AM. Contact 9 days ago");
  assert.deepEqual(theo.chips.map(({ words, tone }) => [words, tone]), [
    ["Contact 2 days over", "attn"],
    ["Plan overdue", "attn"],
    ["Step due today", "wait"],
    ["Peanut allergy", "plain"],
  ]);
});

test("of two hundred people no more rows are made than are shown", async () => {
  const snapshot = await phone((clients) => {
    for (let n = 0; n < 200; n += 1) {
      const copy = structuredClone(clients[JONAH]);
      copy.header.id = `many-${n}`;
      copy.visits = [];
      clients[copy.header.id] = copy;
    }
  });
  const page = peopleOf(snapshot, NOW);
  assert.equal(page.everyone.length, 20);
  assert.equal(page.more, "Show 181 more");
  assert.equal(peopleOf(snapshot, NOW, { shown: 500 }).everyone.length, 201);
});

test("an empty caseload says so only once the server has answered", async () => {
  const snapshot = await phone((clients) => {
    for (const id of Object.keys(clients)) delete clients[id];
  });
  assert.equal(peopleOf(snapshot, NOW).state, "empty");
});

test("Crisis leads straight to each plan and says who has none", async () => {
  const page = crisisPage(await phone(), NOW, {});
  assert.deepEqual(page.today.map(({ name, href }) => [name, href]), [
    ["Lena Marchetti", `/people/${LENA}/crisis`],
    ["Theo Marchetti", `/people/${THEO}/crisis`],
  ]);
  assert.deepEqual(page.everyone.map(({ name, line, has_plan }) => [name, line, has_plan]), [["Jonah Whitfield", "No plan yet", false]]);
});
