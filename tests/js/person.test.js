import assert from "node:assert/strict";
import { test } from "node:test";

import { record } from "../../assets/offline/outbox.js";
import { callToAsk, callWords } from "../../assets/offline/views/came_back.js";
import { amendedNote, amendment } from "../../assets/offline/views/note_amend.js";
import { askOlderNotes, olderNotes, olderOf } from "../../assets/offline/views/older_notes.js";
import { personPage } from "../../assets/offline/views/person.js";
import { whomToReach } from "../../assets/offline/views/reach.js";
import { stepPayload } from "../../assets/offline/views/steps.js";
import { followUpPayload, referralOf } from "../../assets/offline/views/referrals.js";
import { allDue } from "../../assets/offline/views/due.js";
import { JONAH, ME, OLD_NOTE, OMAR, RETURNED_NOTE, SERVICE, STEP, THEO, VISIT, bundles } from "./fixture.js";
import { getSnapshot, seeded } from "./phone.js";

const NOW = Date.parse("2026-03-10T14:35:00Z");

async function phone(change = () => {}) {
  const clients = JSON.parse(JSON.stringify(bundles(NOW))); // the fixture shares objects
  change(clients);
  await seeded({ clients, at: new Date(NOW) });
  return getSnapshot();
}

const page = (snapshot, client_id = THEO) => personPage(snapshot, NOW, { client_id });
const reach = async (facts) => {
  const snapshot = await phone((clients) => Object.assign(clients[THEO].contacts[0], facts));
  return page(snapshot).reach[0];
};

test("who must not be called has no button and no number, and the reason is said", async () => {
  const marco = await reach({ safe_to_call: false, safe_to_text: false, protective_order: "protective order until June 30" });
  assert.deepEqual([marco.tel, marco.sms], ["", ""]);
  assert.deepEqual(marco.lines.map(({ words }) => words), ["Do not call: protective order until June 30"]);
});

test("who may only be texted has no call button", async () => {
  const rosa = await reach({ safe_to_call: false, name_to_use: null });
  assert.deepEqual([rosa.tel, rosa.sms], ["", "sms:+13125550147"]);
  assert.deepEqual(rosa.lines.map(({ words }) => words), ["Safe to text", "Best: after 4 PM", "Do not call"]);
});

test("how to reach safely is said before the number is dialled", async () => {
  const rosa = await reach({ language: "Spanish" });
  assert.deepEqual(rosa.lines.map(({ words }) => words), [
    "Safe to call and text",
    "Best: after 4 PM",
    "Leave no message",
    "Name to use: Rosa",
    "Speaks Spanish",
  ]);
  assert.equal(rosa.tel, "tel:+13125550147");
});

test("people of the team with a number can be reached, one without a release only listened to, never myself", () => {
  const line = { account_id: null, role: "teacher", duty: null, may_hear: false };
  const team = [
    { ...line, id: "t1", name: "Ms. Alvarez", phone: "312 555 0101" },
    { ...line, id: "t2", name: "Maya Okafor", phone: "312 555 0102", account_id: ME },
    { ...line, id: "t3", name: "Coach Lee", phone: null },
  ];
  const [alvarez, ...others] = whomToReach({ contacts: [], team }, { account_id: ME });
  assert.deepEqual([alvarez.name, alvarez.tel, others], ["Ms. Alvarez", "tel:3125550101", []]);
  assert.match(alvarez.lines[0].words, /^Listen only/);
});

test("Check in opens today's visit, and begins an unplanned one when none is due", async () => {
  const snapshot = await phone();
  assert.equal(page(snapshot).check_in_href, `/visit/${VISIT}`);
  assert.equal(page(snapshot, JONAH).check_in_href, `/visit/new?client=${JONAH}`);
});

test("a step added offline stands at once, and done it leaves the open ones", async () => {
  await phone();
  const form = new FormData();
  form.set("what", "  Ask about the bus  ");
  form.set("owner", `account:${OMAR}`);
  form.set("due_on", "2026-03-12");
  const { payload, faults } = stepPayload(form, { stepId: "01930000-0000-7000-8000-0000000005ff", clientId: THEO });
  assert.deepEqual(faults, {});
  await record("step.add", { client_ids: [THEO], payload });
  await record("step.done", { client_ids: [THEO], payload: { step_id: STEP, client_id: THEO, happened_at: new Date(NOW).toISOString() } });
  const { steps, steps_done, steps_aside } = page(getSnapshot());
  assert.deepEqual(steps.map(({ what, who }) => [what, who]), [["Ask about the bus", "Omar Haddad, by Thu, Mar 12"]]);
  assert.deepEqual(steps_done.map(({ id }) => id), [STEP]);
  assert.equal(steps_aside, "1 open");
});

test("a step without words is not recorded", () => {
  const form = new FormData();
  form.set("what", "   ");
  form.set("owner", `account:${ME}`);
  assert.deepEqual(Object.keys(stepPayload(form, { stepId: "s", clientId: THEO }).faults), ["what"]);
});

test("an owner may be family or a role", () => {
  const owned = (owner) => {
    const form = new FormData();
    form.set("what", "x");
    form.set("owner", owner);
    return stepPayload(form, { stepId: "s", clientId: THEO }).payload;
  };
  assert.equal(owned("family:f1").owner_family_member_id, "f1");
  assert.equal(owned("role:Teacher: 5th grade").owner_role, "Teacher: 5th grade");
});

test("a note that the server does not have yet is shown as on this phone", async () => {
  const snapshot = await phone((clients) => {
    clients[THEO].notes[0].received_at = null;
  });
  assert.deepEqual(page(snapshot).notes.map(({ status, status_words }) => [status, status_words]), [["here", "On this phone"]]);
});

test("an own returned note can be mended from the timeline, a colleague's cannot", async () => {
  const snapshot = await phone();
  assert.equal(page(snapshot, JONAH).notes[0].mend_href, `/note?mend=${RETURNED_NOTE}`);
  const other = await phone((clients) => {
    clients[JONAH].notes[0].is_mine = false;
  });
  assert.equal(page(other, JONAH).notes[0].mend_href, "");
});

test("words beside an approved note stand there at once, and the note stays as it was", async () => {
  const snapshot = await phone();
  const before = personPage(snapshot, NOW, { client_id: THEO }).notes.find(({ id }) => id === OLD_NOTE);
  assert.equal(before.can_amend, true);
  const about = amendedNote(snapshot, OLD_NOTE);
  assert.equal(about.client_id, THEO);
  const form = new FormData();
  form.set("kind", "correction");
  const ids = { amendmentId: crypto.randomUUID(), noteId: OLD_NOTE, clientId: THEO };
  assert.deepEqual(Object.keys(amendment(form, ids).faults), ["text", "reason"]);
  form.set("text", "It was Tuesday.");
  form.set("reason", "I wrote the wrong day.");
  await record("note.amend", { client_ids: [THEO], payload: amendment(form, ids).payload });
  const note = personPage(getSnapshot(), NOW, { client_id: THEO }).notes.find(({ id }) => id === OLD_NOTE);
  assert.equal(note.text, before.text);
  assert.match(note.beside[0].heading, /^Correction, Maya Okafor, /);
  assert.deepEqual([note.beside[0].text, note.beside[0].reason], ["It was Tuesday.", "Why: I wrote the wrong day."]);
});

test("only an own approved note is added to", async () => {
  const snapshot = await phone();
  const can = (facts) => {
    const [first, ...others] = snapshot.clients.get(THEO).notes;
    const clients = new Map(snapshot.clients).set(THEO, { ...snapshot.clients.get(THEO), notes: [{ ...first, ...facts }, ...others] });
    return personPage({ ...snapshot, clients }, NOW, { client_id: THEO }).notes[0].can_amend;
  };
  assert.deepEqual([can({}), can({ is_mine: false }), can({ status: "submitted" }), can({ status: "returned" })], [true, false, false, false]);
});

test("older notes of another person, or of another account, are never shown", () => {
  const held = { client_id: THEO, account: ME, notes: [{ id: "n" }], more: true, state: "", error: "" };
  assert.equal(olderOf(held, THEO, ME).notes.length, 1);
  assert.equal(olderOf(held, JONAH, ME).notes.length, 0);
  assert.equal(olderOf(held, THEO, OMAR).notes.length, 0);
});

test("older notes are asked for before the last without a hole, not before an own old note that came back", async () => {
  const day = (n) => new Date(NOW - n * 86_400_000).toISOString();
  await phone((clients) => {
    const [note] = clients[THEO].notes;
    clients[THEO].notes = [
      { ...note, id: "recent", status: "approved", started_at: day(80) },
      { ...note, id: "returned", status: "returned", started_at: day(300) },
      { ...note, id: "unsent", status: "submitted", received_at: null, started_at: day(200) },
    ];
  });
  const asked = [];
  globalThis.fetch = async (address) => {
    asked.push(new URL(address, "https://case.test").searchParams.get("before"));
    return Response.json({ notes: [{ id: "older", status: "returned", started_at: day(120) }], more: true });
  };
  await askOlderNotes(THEO);
  await askOlderNotes(THEO);
  assert.deepEqual(asked, [day(80), day(120)]);
  assert.equal(olderNotes.get().state, "");
});

test("someone who is not on this phone is said not to be", async () => {
  assert.equal(page(await phone(), "nobody").state, "missing");
});

test("back from a call the person, who and since when are asked about, and go to the note", async () => {
  const snapshot = await phone();
  const contact = snapshot.clients.get(THEO).contacts[0];
  const call = { client_id: THEO, contact_id: contact.id, at: "2026-03-10T14:21:00Z" };
  const { about, href } = callWords(call, snapshot);
  assert.equal(about, "Theo Marchetti. Called Rosa Marchetti (Mother) at 9:21 AM.");
  const query = new URL(href, "http://phone").searchParams;
  assert.deepEqual([query.get("client"), query.get("contact"), query.get("start")], [THEO, contact.id, call.at]);
});

test("yesterday's call, or one about someone who is gone, is not asked about", async () => {
  const snapshot = await phone();
  const call = { client_id: THEO, contact_id: "x", at: "2026-03-10T14:21:00Z" };
  assert.ok(callToAsk(JSON.stringify(call), snapshot, NOW));
  assert.equal(callToAsk(JSON.stringify(call), snapshot, NOW + 24 * 3_600_000), null);
  assert.equal(callToAsk(JSON.stringify({ ...call, client_id: "gone" }), snapshot, NOW), null);
  assert.equal(callToAsk("not json", snapshot, NOW), null);
});

const formOf = (said) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(said)) form.set(name, value);
  return form;
};

test("a referral that was followed up says where it stands and leaves what is due, at once", async () => {
  const before = await phone();
  const isDue = (snapshot) => allDue(snapshot, NOW).some(({ id }) => id === SERVICE);
  assert.equal(isDue(before), true);
  const link = referralOf(before, SERVICE);
  assert.deepEqual([link.about, link.status], ["Reading help, Linden Library", "sent"]);
  const { payload } = followUpPayload(formOf({ status: "waitlisted", reason: " Until June " }), { link, now: NOW });
  await record("referral.followed_up", { client_ids: [THEO], payload });
  const [service] = page(getSnapshot()).services;
  assert.deepEqual([service.status, service.reason, service.chip], ["Waitlisted", "Until June", ""]);
  assert.equal(isDue(getSnapshot()), false);
});

test("a referral that came to nothing says why", () => {
  const link = { id: SERVICE, client_id: THEO };
  const faults = (said) => Object.keys(followUpPayload(formOf(said), { link, now: NOW }).faults);
  assert.deepEqual(faults({ status: "declined", reason: " " }), ["reason"]);
  assert.deepEqual(faults({ status: "unavailable", reason: "Closed" }), []);
  assert.deepEqual(faults({ status: "accepted", reason: "" }), []);
});
