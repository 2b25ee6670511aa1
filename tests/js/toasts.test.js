// How long a toast stays: ten seconds, and for as long as somebody is at it.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { blurToast, currentToast, enterToast, focusToast, leaveToast, toast, undoToast } from "../../assets/offline/views/toasts.js";

beforeEach((t) => t.mock.timers.enable({ apis: ["setTimeout"] }));
const words = () => currentToast().words;

test("a toast that nobody is at goes after ten seconds", (t) => {
  toast("Draft deleted", () => {});
  t.mock.timers.tick(9_999);
  assert.equal(words(), "Draft deleted");
  t.mock.timers.tick(1);
  assert.equal(words(), "");
});

for (const [way, come, go] of [["under a finger or the mouse", enterToast, leaveToast], ["with the focus on it", focusToast, blurToast]]) {
  test(`Undo stays ${way}, and ten seconds after`, (t) => {
    let isBack = false;
    toast("Draft deleted", () => (isBack = true));
    t.mock.timers.tick(9_000);
    come();
    t.mock.timers.tick(60_000);
    go();
    t.mock.timers.tick(9_000);
    assert.equal(words(), "Draft deleted");
    undoToast();
    assert.deepEqual([isBack, words()], [true, ""]);
  });
}

test("who has the focus on it and the mouse over it keeps it by either", (t) => {
  toast("Draft deleted", () => {});
  enterToast();
  focusToast();
  leaveToast();
  t.mock.timers.tick(60_000);
  assert.equal(words(), "Draft deleted");
  blurToast();
  t.mock.timers.tick(10_000);
  assert.equal(words(), "");
});

test("the next toast is not held by who was at the last one", (t) => {
  toast("Draft deleted", () => {});
  enterToast();
  focusToast();
  undoToast();
  toast("Draft is back");
  t.mock.timers.tick(10_000);
  assert.equal(words(), "");
  leaveToast(); // of the one that is gone
  blurToast();
  assert.equal(words(), "");
});
