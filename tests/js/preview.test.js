// A preview is drawn from memory alone, and nothing can be recorded from it.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { EMPTY } from "../../assets/offline/memory.js";
import { record } from "../../assets/offline/outbox.js";
import { previewed, showPreview } from "../../assets/offline/preview.js";
import { getSnapshot, seeded } from "./phone.js";

afterEach(() => delete globalThis.location);

const rosa = { shape: "family", account_id: "r", name: "Rosa Delgado" };

test("what is previewed is shown there and nowhere else", async () => {
  await seeded();
  globalThis.location = { pathname: "/preview/r" };
  assert.equal(previewed(), EMPTY, "nothing of this phone's own before it has come");
  showPreview({ me: rosa, bundles: [{ client_id: "m", bundle: { shape: "family", header: { id: "m" } } }] });
  assert.equal(getSnapshot().me.name, "Rosa Delgado");
  assert.deepEqual([...getSnapshot().clients.keys()], ["m"]);
  globalThis.location = { pathname: "/today", replace: () => assert.fail("nobody strayed") };
  assert.equal(getSnapshot().me.name, "Maya Okafor");
  assert.ok(!getSnapshot().clients.has("m"));
});

test("nothing is recorded from a preview", async () => {
  await seeded();
  globalThis.location = { pathname: "/preview/r" };
  await assert.rejects(record("step.done", { client_ids: ["m"], payload: { step_id: "s", client_id: "m" } }), { id: "preview" });
  globalThis.location = { pathname: "/today" };
  assert.deepEqual(getSnapshot().commands, []);
});
