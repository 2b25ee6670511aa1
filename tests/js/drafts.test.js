import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { discardDraft, keepDraft } from "../../assets/offline/drafts.js";
import { THEO } from "./fixture.js";
import { getSnapshot, reopened, seeded } from "./phone.js";

beforeEach(() => seeded());
const texts = () => getSnapshot().drafts.map(({ fields }) => fields.text).sort();

test("what was typed is on the phone after a pause and after a reload", async () => {
  const saved = Promise.withResolvers();
  keepDraft("d1", { onSaved: saved.resolve }).put({ text: "He said" }, { client_id: THEO });
  assert.equal((await saved.promise).id, "d1");
  await reopened();
  assert.deepEqual(getSnapshot().drafts.map(({ id, kind, client_id }) => [id, kind, client_id]), [["d1", "note", THEO]]);
  assert.deepEqual(texts(), ["He said"]);
});

test("only the last words of a burst are written", async () => {
  let writes = 0;
  const keeper = keepDraft("d1", { onSaved: () => (writes += 1) });
  for (const text of ["H", "He", "He s"]) keeper.put({ text });
  await keeper.flush();
  assert.deepEqual([texts(), writes], [["He s"], 1]);
});

test("a draft open twice never loses either one's words", async () => {
  const [here, there] = [keepDraft("d1"), keepDraft("d1")];
  here.put({ text: "typed here" });
  await here.flush();
  there.put({ text: "typed there" });
  await there.flush();
  assert.deepEqual(texts(), ["typed here", "typed there"]);
  here.put({ text: "typed here, more" });
  await here.flush();
  there.put({ text: "typed there, more" });
  await there.flush();
  assert.deepEqual(texts(), ["typed here, more", "typed there, more"]);
});

test("a form that showed the draft before another window wrote in it does not write over that", async () => {
  const [early, late] = [keepDraft("d1"), () => keepDraft("d1", { rev: 1 })];
  early.put({ text: "both have seen this" });
  await early.flush();
  early.put({ text: "typed in the first window" });
  await early.flush();
  const other = late(); // its first key comes now; what it showed was the first version
  other.put({ text: "typed in the second window" });
  await other.flush();
  assert.deepEqual(texts(), ["typed in the first window", "typed in the second window"]);
});

test("on a full phone the words stay with their keeper and are written when there is room", async (t) => {
  const errors = [];
  const keeper = keepDraft("d1", { onFailed: (error) => errors.push(error.id) });
  const full = t.mock.method(IDBObjectStore.prototype, "put", () => {
    throw new DOMException("full", "QuotaExceededError");
  });
  keeper.put({ text: "He said" });
  await keeper.flush();
  assert.deepEqual([errors, texts()], [["device_full"], []]);
  full.mock.restore();
  await keeper.flush();
  assert.deepEqual(texts(), ["He said"]);
});

test("a submitted draft does not come back by words that were still on their way", async () => {
  const keeper = keepDraft("d1");
  keeper.put({ text: "He said" });
  await keeper.flush();
  keeper.put({ text: "He said so" });
  keeper.forget();
  await discardDraft("d1");
  await keeper.flush();
  assert.deepEqual(texts(), []);
});
