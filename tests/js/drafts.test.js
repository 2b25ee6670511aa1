import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { change, closeAccount } from "../../assets/offline/device.js";
import { beforeGoing, discardDraft, draftsNow, keepDraft, lastWords } from "../../assets/offline/drafts.js";
import { THEO } from "./fixture.js";
import { getSnapshot, reopened, seeded } from "./phone.js";

beforeEach(() => seeded());
const texts = () => getSnapshot().drafts.map(({ fields }) => fields.text).sort();

// How often the store was asked to do `name` from here on.
const counted = (t, name, owner = IDBObjectStore) => t.mock.method(owner.prototype, name).mock;

// Nothing is stored meanwhile: an answer of the server takes its time.
function blocked() {
  const free = Promise.withResolvers();
  const done = change(() => free.promise.then(() => ({})));
  return () => (free.resolve(), done);
}

test("what was typed is on the phone without a pause and after a reload", async () => {
  const saved = Promise.withResolvers();
  keepDraft("d1", { onSaved: saved.resolve }).put({ text: "He said" }, { client_id: THEO });
  assert.equal((await saved.promise).id, "d1");
  await reopened();
  assert.deepEqual(getSnapshot().drafts.map(({ id, kind, client_id }) => [id, kind, client_id]), [["d1", "note", THEO]]);
  assert.deepEqual(texts(), ["He said"]);
});

test("the first letter is on its way before put() returns, whatever else is being stored", async (t) => {
  const free = blocked();
  const begun = counted(t, "transaction", IDBDatabase);
  const saved = Promise.withResolvers();
  const keeper = keepDraft("d1", { onSaved: saved.resolve });
  keeper.put({ text: "H" });
  assert.equal(begun.callCount(), 1);
  await saved.promise;
  assert.deepEqual(texts(), []); // memory takes its turn
  assert.deepEqual(draftsNow().map(({ fields }) => fields.text), ["H"]);
  await free();
  await keeper.flush();
  assert.deepEqual(texts(), ["H"]);
});

test("of what is typed while a letter is being written only the last is written, and told", async () => {
  let writes = 0;
  const keeper = keepDraft("d1", { onSaved: () => (writes += 1) });
  for (const text of ["H", "He", "He s"]) keeper.put({ text });
  assert.equal((await keeper.flush()).rev, 2);
  assert.deepEqual([texts(), writes], [["He s"], 1]);
});

test("when the page goes, the last words are written without asking for anything first", async (t) => {
  const keeper = keepDraft("d1");
  keeper.put({ text: "He" });
  await keeper.flush();
  keeper.put({ text: "He s" });
  keeper.put({ text: "He said" });
  const [asked, put] = [counted(t, "get"), counted(t, "put")];
  lastWords();
  assert.deepEqual([asked.callCount(), put.callCount()], [0, 1]);
  await reopened();
  assert.deepEqual(texts(), ["He said"]);
});

test("a page that comes back after its last words goes on with the same draft", async (t) => {
  const keeper = keepDraft("d1", { onFailed: assert.fail });
  keeper.put({ text: "He" });
  const aborted = counted(t, "abort", IDBTransaction);
  lastWords();
  assert.equal(aborted.callCount(), 1); // a write that waits for an answer would take what comes behind it along
  keeper.put({ text: "He said" });
  await keeper.flush();
  assert.deepEqual(texts(), ["He said"]);
});

test("what a form has not put yet belongs to the last words", async () => {
  const keeper = keepDraft("d1");
  beforeGoing(() => keeper.put({ text: "He said" }));
  lastWords();
  await reopened();
  assert.deepEqual(texts(), ["He said"]);
});

test("last words are never put over what another window wrote", async () => {
  const [here, there] = [keepDraft("d1"), keepDraft("d1")];
  there.put({ text: "typed there" });
  await there.flush();
  here.put({ text: "typed here" });
  lastWords();
  await here.flush();
  assert.deepEqual(new Set(texts()), new Set(["typed here", "typed there"]));
});

test("a draft that is opened again while its words are on their way shows them and goes on with them", async () => {
  const free = blocked();
  const left = keepDraft("d1");
  left.put({ text: "He said" });
  const closed = left.close();
  assert.deepEqual(draftsNow().map(({ fields }) => fields.text), ["He said"]);
  const again = keepDraft("d1", { rev: 0 });
  again.put({ text: "He said so" });
  await free();
  await Promise.all([closed, again.flush()]);
  assert.deepEqual(texts(), ["He said so"]);
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

test("on a full phone the words are tried again by themselves", async (t) => {
  const failed = Promise.withResolvers();
  const saved = Promise.withResolvers();
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const keeper = keepDraft("d1", { onSaved: saved.resolve, onFailed: failed.resolve });
  const full = t.mock.method(IDBObjectStore.prototype, "put", () => {
    throw new DOMException("full", "QuotaExceededError");
  });
  keeper.put({ text: "He said" });
  await failed.promise;
  full.mock.restore();
  t.mock.timers.tick(2_000);
  await saved.promise;
  await keeper.flush();
  assert.deepEqual(texts(), ["He said"]);
});

test("what was typed for one person is never written into the store of the next", async () => {
  const mine = getSnapshot().account;
  const keeper = keepDraft("d1");
  await seeded();
  keeper.put({ text: "He said" });
  assert.equal(await keeper.flush(), undefined);
  assert.deepEqual(texts(), []);
  await reopened(mine);
  await keeper.flush();
  assert.deepEqual(texts(), ["He said"]);
});

test("a submitted draft does not come back by words that were still on their way", async () => {
  const keeper = keepDraft("d1");
  keeper.put({ text: "He said" });
  await keeper.flush();
  keeper.put({ text: "He said so" });
  keeper.put({ text: "He said so." });
  keeper.forget();
  await discardDraft("d1");
  await keeper.flush();
  assert.deepEqual(texts(), []);
});

for (const [how, close] of [
  ["says that it has closed", (database) => database.onclose(new Event("close"))],
  ["closes without a word", (database) => database.close()],
]) {
  test(`a browser that ${how} the store of an app that was put away loses no letter`, async (t) => {
    const asked = counted(t, "transaction", IDBDatabase);
    const keeper = keepDraft("d1", { onFailed: assert.fail });
    keeper.put({ text: "He" });
    await keeper.flush();
    close(asked.calls.at(-1).this);
    keeper.put({ text: "He said" });
    await keeper.flush();
    await reopened();
    assert.deepEqual(texts(), ["He said"]);
  });
}

test("what is typed as somebody signs out opens their store for nobody", async (t) => {
  const asked = counted(t, "transaction", IDBDatabase);
  const failed = [];
  const keeper = keepDraft("d1", { onFailed: (error) => failed.push(error.id) });
  keeper.put({ text: "He" });
  await keeper.flush();
  asked.calls.at(-1).this.close();
  const left = closeAccount();
  keeper.put({ text: "He said" });
  await left;
  keeper.put({ text: "He said more" });
  await keeper.flush();
  assert.equal(failed.at(-1), "signed_out");
});
