import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { missPayload } from "../../assets/offline/views/missed_visit.js";
import { projectMe } from "../../assets/offline/project.js";
import { todayPage } from "../../assets/offline/views/today.js";
import { JONAH, LENA, RETURNED_NOTE, STEP, THEO, VISIT, bundles } from "./fixture.js";
import { getSnapshot, seeded } from "./phone.js";

// A Tuesday, 9:35 AM in Chicago; Theo and Lena are visited at 10:00.
const NOW = Date.parse("2026-03-10T14:35:00Z");
const at = (clock) => Date.parse(`2026-03-10T${clock}:00-05:00`);

beforeEach((t) => t.mock.timers.enable({ apis: ["Date"], now: NOW })); // a day of another year is written with it

async function today(change = (clients) => clients, { now = NOW, drafts = [] } = {}) {
  const clients = JSON.parse(JSON.stringify(bundles(NOW))); // the fixture shares objects
  change(clients);
  await seeded({ clients, at: new Date(NOW) });
  return todayPage({ ...getSnapshot(), drafts }, now);
}

const everyVisit = (clients, change) => {
  for (const bundle of Object.values(clients)) for (const visit of bundle.visits) if (visit.id === VISIT) change(visit);
};

test("what a supervisor said about one’s writing stands apart, what is new first, and is gone with the person", async () => {
  const said = { client_id: THEO, contact_type: "phone", started_at: "2026-03-09T14:00:00Z", by: "Omar Haddad", written_at: "2026-03-10T13:00:00Z", read_at: null };
  const coaching = [
    { ...said, id: "a", text: "Well seen." },
    { ...said, id: "b", text: "Shorter, please.", read_at: "2026-03-10T13:30:00Z" },
    { ...said, id: "c", text: "Of someone who left.", client_id: "gone" },
  ];
  await today();
  const snapshot = getSnapshot();
  const page = todayPage({ ...snapshot, me: { ...snapshot.me, coaching } }, NOW);
  assert.deepEqual([page.coaching.map(({ text }) => text), page.coaching_read.map(({ text }) => text)], [["Well seen."], ["Shorter, please."]]);
  assert.match(page.coaching[0].about, /^About your note on Theo Marchetti: phone/);
  const read = projectMe({ ...snapshot.me, coaching }, { kind: "coaching.read", payload: { comment_id: "a", read_at: "2026-03-10T14:00:00Z" } });
  assert.deepEqual(todayPage({ ...snapshot, me: read }, NOW).coaching, []);
});

test("siblings seen together stand as one visit under both given names", async () => {
  const { next, visits } = await today();
  assert.deepEqual(next.map(({ id, names, clock, half }) => [id, names, clock, half]), [[VISIT, "Theo and Lena Marchetti", "10:00", "AM"]]);
  assert.deepEqual(visits, []);
});

test("the next visit says how long until it, and how late it is", async () => {
  assert.deepEqual((await today()).next.map(({ when, timing }) => [when, timing]), [["Next, in 25 min", "coming"]]);
  const soon = await today(undefined, { now: at("10:12") });
  assert.deepEqual(soon.next.map(({ when, timing }) => [when, timing]), [["Due 12 min ago", "coming"]]);
  const late = await today(undefined, { now: at("10:16") });
  assert.deepEqual(late.next.map(({ when, timing }) => [when, timing]), [["16 min late", "late"]]);
});

test("a visit whose planned end has passed is missed, and asks why", async () => {
  const { next } = await today(undefined, { now: at("11:31") });
  assert.deepEqual(next.map(({ when, timing }) => [when, timing]), [["Missed: say why", "late"]]);
});

test("a missed visit of another day waits under what to finish first until a reason is given", async () => {
  const yesterday = { planned_start: "2026-03-09T15:00:00Z", planned_end: "2026-03-09T16:00:00Z" };
  const { finish } = await today((clients) => everyVisit(clients, (visit) => Object.assign(visit, yesterday)));
  const row = finish.find(({ id, kind }) => kind === "missed" && id === VISIT);
  assert.deepEqual([row.id, row.href, row.name], [VISIT, `/visit/${VISIT}`, "Theo and Lena Marchetti"]);
  const said = { ...yesterday, status: "missed", missed_reason: "in_hospital" };
  const after = await today((clients) => everyVisit(clients, (visit) => Object.assign(visit, said)));
  assert.ok(!after.finish.some(({ id }) => id === VISIT));
});

test("a visit that is on comes before one that should have begun", async () => {
  const { next } = await today((clients) => {
    clients[JONAH].visits[0].planned_start = "2026-03-10T13:00:00Z";
    everyVisit(clients, (visit) => Object.assign(visit, { status: "checked_in", check_in: { happened_at: "2026-03-10T14:30:00Z" } }));
  });
  assert.deepEqual(next.map(({ id, timing, when }) => [id, timing, when]), [[VISIT, "here", "Here since 9:30 AM"]]);
});

test("a confidential place has no address and no map link", async () => {
  const { next } = await today((clients) => everyVisit(clients, (visit) => Object.assign(visit, { is_confidential: true, place_type: "shelter" })));
  assert.deepEqual(next.map(({ address, map_href, is_hidden, place }) => [address, map_href, is_hidden, place]), [["", "", true, "Shelter"]]);
});

test("an address opens in the phone's own map", async () => {
  const { next } = await today();
  assert.equal(next[0].map_href, "geo:0,0?q=1418%20Linden%20Street");
});

test("alerts of siblings that say the same are said once", async () => {
  const { next } = await today();
  assert.deepEqual(next[0].alerts.map(({ words, drawing }) => [words, drawing]), [["Large dog in the yard. Call before opening the gate.", "dog"]]);
});

test("a colleague's visit is not on my day", async () => {
  const { has_visits } = await today((clients) => everyVisit(clients, (visit) => Object.assign(visit, { is_mine: false })));
  assert.equal(has_visits, false);
});

test("ready says until when everything stays on this phone", async () => {
  const { ready } = await today();
  assert.deepEqual([ready.state, ready.until, ready.until_iso], ["ready", "Mar 13, 9:35 AM", "2026-03-13T14:35:00.000Z"]);
});

test("someone of today's visits who is not on the phone is named, and so is a missing plan", async () => {
  const { ready } = await today((clients) => {
    delete clients[LENA];
    clients[THEO].crisis_plan = null;
  });
  assert.equal(ready.state, "missing");
  assert.equal(ready.missing, "Not on this phone: Lena Marchetti. No crisis plan yet: Theo Marchetti.");
});

test("a draft says whether no person was chosen or their record is not here", async () => {
  const drafts = ["", "gone"].map((client_id) => ({ id: `d${client_id}`, kind: "note", client_id, saved_at: "2026-03-10T13:58:00Z", fields: { client_id } }));
  const { finish } = await today(undefined, { drafts });
  const names = finish.filter(({ kind }) => kind === "draft").map(({ name }) => name);
  assert.deepEqual(names, ["No person chosen yet", "Their record is not on this phone now"]);
});

test("returned notes with their comment stand before drafts, and one being mended only once", async () => {
  const drafts = [
    { id: "d1", kind: "note", client_id: THEO, saved_at: "2026-03-10T13:58:00Z", fields: { contact_type: "phone" } },
    { id: RETURNED_NOTE, kind: "note", client_id: JONAH, saved_at: "2026-03-10T13:00:00Z", fields: { note_id: RETURNED_NOTE } },
  ];
  const { finish } = await today(undefined, { drafts });
  assert.deepEqual(
    finish.map(({ kind, name, line, href }) => [kind, name, line, href]),
    [
      ["returned", "Jonah Whitfield", "Omar: “Who was in the room?”", `/note/${RETURNED_NOTE}`],
      ["draft", "Theo Marchetti", "Phone, saved here 8:58 AM", "/note/d1"],
    ],
  );
});

test("due lists what is over and the next seven days, the longest over first", async () => {
  const { due } = await today((clients) => {
    clients[THEO].crisis_plan.review_due_on = "2026-03-01";
    clients[LENA].contact_due.due_on = "2026-03-18";
    clients[JONAH].contact_due.due_on = "2026-03-08";
    const service = { id: "s1", service: "Reading help", provider: null, phone: null, status: "sent", reason: null, follow_up_due_on: "2026-03-11" };
    clients[JONAH].services = [service, { ...service, id: "s2", follow_up_due_on: null }];
  });
  assert.deepEqual(
    due.map(({ name, what, chip, tone }) => [name, what, chip, tone]),
    [
      ["Theo Marchetti", "Crisis plan review", "9 days over", "attn"],
      ["Jonah Whitfield", "Contact with the family", "2 days over", "attn"],
      ["Theo Marchetti", "Follow up: Reading help", "1 day over", "attn"],
      ["Theo Marchetti", "Call the school about reading help", "Today", "wait"],
      ["Jonah Whitfield", "Follow up: Reading help", "Tomorrow", "wait"],
      ["Theo Marchetti", "Contact with the family", "Mar 15", "wait"],
    ],
  );
});

test("a step that is done, or someone else's, is not due here", async () => {
  const { due } = await today((clients) => {
    const [step] = clients[THEO].steps;
    clients[THEO].steps = [{ ...step, done_at: "2026-03-09T12:00:00Z" }, { ...step, id: "x", is_mine: false }];
  });
  assert.equal(due.some(({ id }) => id === STEP || id === "x"), false);
});

test("before the first download nothing is claimed", () => {
  const opening = { status: "opening", me: null, clients: new Map(), commands: [], drafts: [], sync: { last_at: null, last_error: null } };
  assert.deepEqual([todayPage(opening, NOW).state, todayPage(opening, NOW).ready.state], ["loading", ""]);
  const failed = { ...opening, status: "ready", sync: { last_at: null, last_error: "offline" } };
  assert.equal(todayPage(failed, NOW).state, "error");
});

test("no one home needs a next action, and another reason needs words", () => {
  const form = new FormData();
  form.set("reason", "other");
  const wrong = missPayload(form, { visitId: VISIT, now: NOW });
  assert.deepEqual(Object.keys(wrong.faults), ["next_action", "text"]);
  form.set("next_action", " Call tonight ");
  form.set("text", "Gate locked");
  const { payload, faults } = missPayload(form, { visitId: VISIT, now: NOW });
  assert.deepEqual(faults, {});
  assert.deepEqual(payload, {
    visit_id: VISIT,
    happened_at: "2026-03-10T14:35:00.000Z",
    reason: "other",
    text: "Gate locked",
    next_action: "Call tonight",
  });
});

test("what is folded away is counted at once and made when it is unfolded", async () => {
  const over = (clients) => {
    for (const bundle of Object.values(clients)) {
      bundle.contact_due.due_on = "2026-03-01";
      bundle.steps = [1, 2].map((n) => ({ id: `${bundle.header.id}-${n}`, what: "Call", is_mine: true, done_at: null, due_on: "2026-03-02" }));
    }
  };
  const page = await today(over);
  assert.deepEqual([page.due.length, page.due_more.length], [6, 0]);
  const whole = todayPage(getSnapshot(), NOW, { unfolded: true });
  assert.ok(whole.due_more.length > 0);
  assert.equal(page.due_more_words, `${whole.due_more.length} more`);
  assert.equal(new Set([...whole.due, ...whole.due_more].map(({ id }) => id)).size, 6 + whole.due_more.length);
});
