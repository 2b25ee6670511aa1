import assert from "node:assert/strict";
import { test } from "node:test";

import { logRead } from "../../assets/offline/reads.js";
import { LENA, THEO } from "./fixture.js";
import { getSnapshot, seeded } from "./phone.js";

const readings = () => getSnapshot().commands.filter(({ kind }) => kind === "read.logged").map(({ payload }) => [payload.client_id, payload.what]);

test("a screen whose parts all say that they show a person is one reading", async () => {
  await seeded();
  await Promise.all(Array.from({ length: 40 }, () => logRead("crisis_plan", THEO)));
  await logRead("crisis_plan", THEO);
  assert.deepEqual(readings(), [[THEO, "crisis_plan"]]);
});

test("another person, and another part of the same record, are readings of their own", async () => {
  await seeded();
  await Promise.all([logRead("crisis_plan", THEO), logRead("person", THEO), logRead("person", LENA)]);
  assert.equal(readings().length, 3);
});
