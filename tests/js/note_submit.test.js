// A note on its way out of the form that it was written in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { change } from "../../assets/offline/device.js";
import { fixAndResend, record } from "../../assets/offline/outbox.js";
import { begin } from "../../assets/offline/views/note_save.js";
import { heard, note, put, writing } from "../../assets/offline/views/note_state.js";
import { submitNote } from "../../assets/offline/views/note_submit.js";
import { blankFields } from "../../assets/offline/views/note_fields.js";
import { THEO } from "./fixture.js";
import { getSnapshot, seeded } from "./phone.js";

globalThis.document ??= { getElementById: () => null, querySelector: () => null };
globalThis.location ??= { assign() {} };

async function refusedNote(words) {
  const facts = { contact_type: "phone", outcome: "reached", contacted: ["client"], minutes: "10", day: "2026-09-01", start: "10:00", end: "10:10" };
  const payload = { note_id: crypto.randomUUID(), client_id: THEO, text: words };
  const id = await record("note.submit", { client_ids: [THEO], payload });
  await change(async (db) => {
    const row = { ...(await db.commands.get(id)), state: "needs_fix", error: "note_changed_meanwhile" };
    await db.commands.put(row);
    return { commands: [row] };
  });
  return { id, fields: { ...blankFields(), ...facts, client_id: THEO, note_id: payload.note_id, text: words, fixes: id } };
}

test("a refused note that another window has mended meanwhile takes this window's words, too", async () => {
  await seeded();
  const { id, fields } = await refusedNote("She called back.");
  const draft = crypto.randomUUID();
  note.set(writing("key", draft, fields));
  begin(draft, 0, heard);
  put({ ...fields, text: "She called back on Friday." });
  const mended = await fixAndResend(id, { ...fields, text: "of the other window" });
  await submitNote();
  const { commands, drafts } = getSnapshot();
  const [last] = commands.filter(({ kind }) => kind === "note.submit").sort((one, two) => two.seq - one.seq);
  assert.deepEqual([last.payload.note_id, last.payload.text, last.after], [fields.note_id, "She called back on Friday.", [mended]]);
  assert.deepEqual(drafts, []);
});
