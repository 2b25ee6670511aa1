// What stands half-written in a form of a phone's screens.
import assert from "node:assert/strict";
import { test } from "node:test";
import { flushDrafts } from "../../assets/offline/drafts.js";
import { openAccount } from "../../assets/offline/device.js";
import { record } from "../../assets/offline/outbox.js";
import { draftSent, draftToDrop, keepForm, refill } from "../../assets/offline/views/kept_forms.js";
import { settingsPage } from "../../assets/offline/views/settings.js";
import { todayPage } from "../../assets/offline/views/today.js";
import { THEO } from "./fixture.js";
import { getSnapshot, reopened, seeded } from "./phone.js";

const field = (name, facts = {}) => ({ name, type: "text", tagName: "INPUT", value: "", defaultValue: "", checked: false, ...facts });
const kind = (value, checked = false) => field("kind", { type: "radio", value, checked });

// A form as it is drawn: nothing typed in it yet.
const drawn = (about = THEO) => {
  const elements = [
    field("client_id", { type: "hidden", value: THEO }),
    kind("question", true),
    kind("complaint"),
    field("text", { type: "textarea", tagName: "TEXTAREA" }),
    field("word"),
    field("password", { type: "password" }),
  ];
  return { dataset: { draft: "message" }, elements, closest: () => ({ dataset: { about } }) };
};
const named = (form, name) => form.elements.find((one) => one.name === name);

async function typed(form) {
  const [, question, complaint, text] = form.elements;
  Object.assign(question, { checked: false });
  Object.assign(complaint, { checked: true });
  text.value = "No one called back.";
  for (const secret of ["word", "password"]) named(form, secret).value = "heron";
  keepForm(form);
  await flushDrafts();
  return form;
}

function refilled(about) {
  const form = drawn(about);
  refill(form);
  return form;
}

test("what was typed in a form stands in it again after a reload, about the same one only, and nothing secret", async () => {
  await seeded();
  await typed(drawn());
  await reopened();
  const again = refilled();
  assert.deepEqual(again.elements.slice(1, 4).map(({ checked, value }) => (value === "No one called back." ? value : checked)), [false, true, "No one called back."]);
  assert.deepEqual(["word", "password"].map((name) => named(again, name).value), ["", ""]);
  assert.equal(named(refilled("another"), "text").value, "");
  assert.doesNotMatch(JSON.stringify(getSnapshot().drafts), /heron/);
});

test("another person on this phone never sees it, and its author finds it again", async () => {
  const account = await seeded();
  await typed(drawn());
  await seeded();
  assert.equal(named(refilled(), "text").value, "");
  await openAccount(account);
  assert.equal(named(refilled(), "text").value, "No one called back.");
});

test("it ends with the command in which it is sent, and never comes back", async () => {
  await seeded();
  const form = await typed(drawn());
  const dropDraft = await draftToDrop(form);
  await record("step.add", { client_ids: [THEO], payload: { step_id: crypto.randomUUID(), client_id: THEO, what: "Call" }, dropDraft });
  draftSent(form);
  await flushDrafts();
  await reopened();
  assert.deepEqual([getSnapshot().drafts, named(refilled(), "text").value], [[], ""]);
});

test("words that stand in a form are not written over", async () => {
  await seeded();
  await typed(drawn());
  const form = drawn();
  named(form, "text").value = "Newer words";
  refill(form);
  assert.equal(named(form, "text").value, "Newer words");
});

test("it is no note: neither Today nor Settings counts it, and a choice alone is not kept", async () => {
  await seeded();
  const chosen = drawn();
  chosen.elements[2].checked = true;
  keepForm(chosen);
  await flushDrafts();
  assert.deepEqual(getSnapshot().drafts, []);
  const before = todayPage(getSnapshot(), Date.now()).finish.length;
  await typed(drawn());
  const state = { devices: null, devices_state: "loading", who: null, usage: null, can_install: false, busy: false };
  const page = settingsPage(getSnapshot(), state, { language: "en" });
  assert.deepEqual([page.unsent_drafts, page.leaves_behind], ["", false]);
  assert.equal(todayPage(getSnapshot(), Date.now()).finish.length, before);
});
