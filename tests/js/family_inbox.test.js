// What families told the staff: what is offered beside it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { saidRows } from "../../assets/offline/views/family_inbox.js";

const NOW = Date.parse("2026-03-10T14:00:00Z");
const said = (values) => ({ id: "m", text: "No one called back.", by: "Rosa Delgado", received_at: "2026-03-10T13:00:00Z", is_read_by_me: false, answer: null, answered_by: null, ...values });
const mayAnswer = (values) => saidRows({ family_messages: [said(values)] }, NOW)[0].may_answer;

test("a question is answered once; a complaint that was released to whom it names is read, not answered", () => {
  assert.equal(mayAnswer({ kind: "question" }), true);
  assert.equal(mayAnswer({ kind: "thanks" }), true);
  assert.equal(mayAnswer({ kind: "question", answer: "Yes.", answered_by: "Maya Brooks" }), false);
  assert.equal(mayAnswer({ kind: "complaint" }), false);
});
