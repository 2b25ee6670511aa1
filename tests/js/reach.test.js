import assert from "node:assert/strict";
import { test } from "node:test";

import { planPage } from "../../assets/offline/views/crisis_plan.js";
import { alarmView } from "../../assets/offline/views/alarm_view.js";
import { smsHref, telHref } from "../../assets/offline/views/reach.js";
import { THEO, bundles } from "./fixture.js";
import { getSnapshot, seeded } from "./phone.js";

const NOW = Date.parse("2026-03-10T14:00:00Z");

test("an extension is dialled after a pause, not as part of the number", () => {
  for (const written of ["609-555-0111 x12", "609-555-0111x12", "609.555.0111 ext. 12", "(609) 555 0111 Ext 12", "6095550111 #12", "609-555-0111, extension 12", "609-555-0111; ext 12"]) {
    assert.equal(telHref(written), "tel:6095550111,12", written);
    assert.equal(smsHref(written), "sms:6095550111", written);
  }
});

test("numbers without an extension are dialled whole", () => {
  const dialled = {
    "+1 (609) 555-0132": "tel:+16095550132",
    "988": "tel:988",
    "741741": "tel:741741",
    "2-1-1": "tel:211",
    "*67 609 555 0132": "tel:*676095550132",
    "#77": "tel:#77",
  };
  for (const [written, href] of Object.entries(dialled)) assert.equal(telHref(written), href);
});

test("a crisis plan's call with an extension reaches the extension", async () => {
  const clients = JSON.parse(JSON.stringify(bundles(NOW))); // the fixture shares objects
  clients[THEO].crisis_plan.content.calls = [{ label: "Dr. Iyer", phone: "609-555-0111 x12", who: null }];
  await seeded({ clients, at: new Date(NOW) });
  const { first_call } = planPage(getSnapshot(), NOW, { client_id: THEO });
  assert.deepEqual(first_call.map(({ phone, tel }) => [phone, tel]), [["609-555-0111 x12", "tel:6095550111,12"]]);
});

test("who helps in an alarm is called and texted at their own number, extension and all", () => {
  const one = (id, more) => ({ account_id: id, name: id, phone: "(609) 555-0100 ext. 12", is_my_supervisor: false, on_call_until: null, ...more });
  const colleagues = [one("omar", { is_my_supervisor: true }), one("ines", { on_call_until: "2026-03-10T20:00:00Z" })];
  const me = { account_id: "maya", alarms: [], colleagues, rules: {} };
  const { ways } = alarmView({ me, commands: [], sync: {} }, NOW, "a");
  assert.deepEqual(ways.map(({ href }) => href.split("?")[0]), ["sms:6095550100", "tel:6095550100,12"]);
});
