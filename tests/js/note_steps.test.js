// Steps of a note that is being written: taking one away leaves the keyboard where the person was.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { blankFields } from "../../assets/offline/views/note_fields.js";
import { note, writing } from "../../assets/offline/views/note_state.js";
import { removeStep } from "../../assets/offline/views/note_typing.js";
import { seeded } from "./phone.js";

// The form as it is drawn: a button for each step that the note has, and the field for the next one.
let focused;
const control = (name) => ({ name, focus: () => (focused = name) });
const buttons = () => note.get().fields.steps.map(({ step_id }) => control(step_id));
const form = {
  elements: Object.assign([], { namedItem: (name) => (name === "step_what" ? control(name) : null) }),
  querySelector: (selector) => buttons().find(({ name }) => selector === `[data-step="${name}"]`) ?? null,
};
globalThis.document = { getElementById: () => form };
globalThis.FormData = class extends FormData {
  constructor() {
    super();
  }
};
const frames = [];
globalThis.requestAnimationFrame = (work) => frames.push(work);
const drawn = () => frames.splice(0).forEach((work) => work());

const step = (step_id) => ({ step_id, what: step_id });
const steps = () => note.get().fields.steps.map(({ step_id }) => step_id);

beforeEach(async () => {
  await seeded();
  focused = "body";
  note.set(writing("k", "d1", { ...blankFields(), steps: ["one", "two", "three"].map(step) }));
});

test("taking a step away leaves the focus on the next one's button, then on the one before, then on the field", () => {
  for (const [gone, next] of [["two", "three"], ["three", "one"], ["one", "step_what"]]) {
    removeStep(gone);
    drawn();
    assert.deepEqual([steps().includes(gone), focused], [false, next]);
  }
});
