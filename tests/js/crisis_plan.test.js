import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { planPage } from "../../assets/offline/views/crisis_plan.js";
import { proposal } from "../../assets/offline/views/propose_change.js";
import { JONAH, THEO, VISIT, bundles } from "./fixture.js";
import { getSnapshot, seeded } from "./phone.js";

const NOW = Date.parse("2026-03-10T14:00:00Z"); // 9:00 AM in Chicago; the visit is at 10:00
const DURING = Date.parse("2026-03-10T15:10:00Z");

beforeEach((t) => t.mock.timers.enable({ apis: ["Date"], now: NOW })); // a day of another year is written with it

async function plan(change = () => {}, { now = NOW, client_id = THEO } = {}) {
  const clients = JSON.parse(JSON.stringify(bundles(NOW))); // the fixture shares objects
  change(clients[client_id] ?? clients[THEO]);
  await seeded({ clients, at: new Date(NOW) });
  return planPage(getSnapshot(), now, { client_id });
}

const visit = (bundle) => bundle.visits.find(({ id }) => id === VISIT);

test("the plan's first call stands apart from the others, which keep the plan's order", async () => {
  const { first_call, more_calls } = await plan((bundle) => {
    bundle.crisis_plan.content.calls.push({ label: "Rosa, mother", phone: "312-555-0147", who: null }, { label: "Dr. Iyer", phone: "3125550164", who: null });
  });
  assert.deepEqual(first_call.map(({ label, tel }) => [label, tel]), [["Mobile crisis", "tel:+13125550188"]]);
  assert.deepEqual(more_calls.map(({ label }) => label), ["Rosa, mother", "Dr. Iyer"]);
});

test("outside a visit the known address is said to be home, not where we are", async () => {
  const { tell } = await plan();
  assert.deepEqual([tell.who, tell.where_label, tell.where], ["Theo Marchetti, 11.", "Home:", "1418 Linden Street."]);
});

test("during a visit, and at the hour of a planned one, the visit's place is where we are", async () => {
  const here = await plan((bundle) => {
    Object.assign(visit(bundle), { status: "checked_in", check_in: { happened_at: "2026-03-10T14:00:00Z" }, address: "80 Center Street" });
  });
  assert.deepEqual([here.tell.where_label, here.tell.where], ["Now at", "80 Center Street."]);
  const due = await plan((bundle) => Object.assign(visit(bundle), { address: "80 Center Street" }), { now: DURING });
  assert.equal(due.tell.where, "80 Center Street.");
});

test("a hidden place is never written into Tell them", async () => {
  const { tell } = await plan((bundle) => {
    Object.assign(bundle.header, { is_confidential: true, address: "9 Secret Lane" });
  });
  assert.doesNotMatch(JSON.stringify(tell), /Secret/);
  assert.match(tell.where, /^Say where you are/);
});

test("Tell them asks for a crisis-trained officer, names allergies and weapons, and how to speak", async () => {
  const { tell } = await plan((bundle) => {
    bundle.about = { ...bundle.about, languages: ["Spanish", "English"] };
    bundle.crisis_plan.content.tell_them = { how_to_communicate: "Speak low, one person", weapons: null, ask_for: null, dispatch_phone: "555-0190" };
  });
  assert.equal(tell.ask_for, "Please send a crisis-trained officer.");
  assert.equal(tell.how, "Speak low, one person. Speaks Spanish and English.");
  assert.equal(`${tell.allergies} ${tell.weapons}`, "Peanut allergy. Weapons: not known.");
  assert.equal(tell.dispatch_tel, "tel:5550190");
});

test("steps stand by level, early first, whatever order they were written in", async () => {
  const { steps } = await plan((bundle) => {
    bundle.crisis_plan.content.steps = [
      { level: "crisis", what: "calls 911", who: "Anyone", phone: null },
      { level: "early", what: "offers a break", who: "Rosa", phone: null },
    ];
  });
  assert.deepEqual(steps.map(({ number, steps: some }) => [number, some[0].who, some[0].what]), [
    ["1", "Rosa:", "offers a break"],
    ["3", "Anyone:", "calls 911"],
  ]);
});

test("an overdue review is said, and that the plan still holds", async () => {
  const { review, review_is_over } = await plan((bundle) => {
    bundle.crisis_plan.review_due_on = "2026-03-01";
  });
  assert.equal(review_is_over, true);
  assert.equal(review, "Review is 9 days over. It was due Mar 1. This plan still holds until it is replaced.");
});

test("without a plan the calls stay and who we are is still told", async () => {
  const page = await plan(undefined, { client_id: JONAH });
  assert.equal(page.state, "none");
  assert.match(page.tell.who, /^Jonah Whitfield/);
});

test("a plan opens while the store is open, whatever the sync says", async () => {
  const clients = JSON.parse(JSON.stringify(bundles(NOW))); // the fixture shares objects
  await seeded({ clients, at: new Date(NOW) });
  const snapshot = { ...getSnapshot(), sync: { ...getSnapshot().sync, last_error: "offline", signed_in: false } };
  assert.equal(planPage(snapshot, NOW, { client_id: THEO }).state, "full");
});

test("a proposal names the version that was read, and needs words", () => {
  const form = new FormData();
  form.set("section", "never_do");
  form.set("proposal", "  ");
  const ids = { proposalId: "p", clientId: THEO, version: 3 };
  assert.deepEqual(Object.keys(proposal(form, ids).faults), ["proposal"]);
  form.set("proposal", "Do not turn off the light.");
  assert.deepEqual(proposal(form, ids).payload, {
    proposal_id: "p",
    client_id: THEO,
    about_version: 3,
    section: "never_do",
    proposal: "Do not turn off the light.",
  });
});
