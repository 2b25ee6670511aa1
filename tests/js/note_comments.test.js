import assert from "node:assert/strict";
import { test } from "node:test";
import { commentRow, findAgain } from "../../assets/offline/views/note_comments.js";

test("words are found nearest to where they stood, counted in characters and not in code units", () => {
  const text = "🙂🙂 the bus. Then the bus again.";
  assert.equal(text.slice(findAgain(text, "the bus", 17)), "the bus again.");
  assert.equal(findAgain(text, "the bus", 0), 5);
  assert.equal(findAgain(text, "gone", 0), -1);
});

test("a comment says whether its words still stand in the text", () => {
  const said = { starts: 4, quote: "the bus", text: "Which?" };
  assert.equal(commentRow(said, 0, "Take the bus.").state, "here");
  assert.equal(commentRow(said, 0, "Take the train.").state, "changed");
  assert.equal(commentRow({ ...said, quote: "" }, 0, "Take the train.").state, "whole");
});
