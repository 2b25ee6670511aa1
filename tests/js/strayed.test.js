// An account on a screen of the other kind: led to its own, with nothing to draw meanwhile.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { EMPTY } from "../../assets/offline/memory.js";
import { homeOf, own } from "../../assets/offline/strayed.js";

const staff = { me: { name: "Maya Okafor" } };
const family = { me: { name: "Rosa Delgado", shape: "family" } };

test("a family is led from every screen of the staff to its own, and the other way round", () => {
  const staffs = ["/today", "/people", "/people/x/crisis", "/note", "/note/x", "/visit/x", "/crisis", "/people/x/visits/new"];
  const familys = ["/family", "/family/goals", "/family/crisis"];
  assert.deepEqual(staffs.map((path) => homeOf(family, path)), staffs.map(() => "/family"));
  assert.deepEqual(familys.map((path) => homeOf(staff, path)), familys.map(() => "/today"));
  for (const path of staffs) assert.equal(homeOf(staff, path), "");
  for (const path of familys) assert.equal(homeOf(family, path), "");
});

test("settings and what was sent stand in the frame of whoever is signed in", () => {
  assert.equal(homeOf(family, "/settings"), "/family/settings");
  assert.equal(homeOf(family, "/outbox"), "/family/outbox");
  assert.equal(homeOf(family, "/family/outbox"), "");
  assert.equal(homeOf(staff, "/family/settings"), "/settings");
  assert.equal(homeOf(staff, "/family/outbox"), "/outbox");
});

test("what belongs to both is left alone, and so is everything before it is known whose phone this is", () => {
  for (const path of ["/", "/sign-in", "/offline", "/notes-of-old", "/join/token"]) {
    assert.equal(homeOf(family, path), "");
    assert.equal(homeOf(staff, path), "");
  }
  for (const path of ["/today", "/settings", "/family"]) assert.equal(homeOf({ me: null }, path), "");
});

afterEach(() => delete globalThis.location);

test("a strayed screen is drawn from nothing and left once", async () => {
  const left = [];
  globalThis.location = { pathname: "/people/x", replace: (to) => left.push(to) };
  assert.equal(own(staff), staff);
  assert.equal(own(family), EMPTY);
  assert.equal(own(family), EMPTY);
  await Promise.resolve();
  assert.deepEqual(left, ["/family"]);
});
