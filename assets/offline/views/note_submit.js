// How a note leaves the screen: submitted, closed and kept, or thrown away.
import { uuid7 } from "../ids.js";
import { fixAndResend, record } from "../outbox.js";
import { getSnapshot } from "../snapshot.js";
import { errorText, t } from "../text.js";
import { go, goBack } from "./go.js";
import { contactChips } from "./note_chips.js";
import { isTouched, sameFields } from "./note_fields.js";
import { fieldsNow, focusFirst } from "./note_form.js";
import { notePayload, stepPayloads } from "./note_payload.js";
import { discardDraft, flush, forget, keep } from "./note_save.js";
import { note, put } from "./note_state.js";
import { faultsNow } from "./note_typing.js";
import { toast } from "./toasts.js";
import { visitComesFirst } from "./visit_state.js";

/** Submit for approval. Says what is missing, all at once, or records the note and its steps. */
export async function submitNote() {
  const state = note.get();
  if (state.phase !== "writing" || state.sending) return;
  const fields = fieldsNow(state.fields);
  const faults = faultsNow(fields);
  if (Object.keys(faults).length) {
    put(fields, { faults });
    return focusFirst(faults);
  }
  // What is in the store already is not written again before it goes.
  if (state.saved_at && sameFields(fields, state.fields)) note.set({ ...state, faults: null, sending: true });
  else put(fields, { faults: null, sending: true });
  await flush();
  const { id } = note.get();
  try {
    const concern = await recordAll(id, note.get().fields);
    forget();
    leave(id, fields, concern);
  } catch (error) {
    note.set((now) => ({ ...now, sending: false, problem: error.id ?? "device_store" }));
    toast(errorText(error.id ?? "device_store"));
  }
}

// The last command takes the draft away in its own transaction. Should the phone fail in between, the draft is
// still there and says what has gone already: nothing is lost and nothing goes twice.
async function recordAll(id, fields) {
  const { me, clients, commands } = getSnapshot();
  const bundle = clients.get(fields.client_id);
  const readers = bundle.share_readers;
  const payload = notePayload(fields, {
    noteId: fields.note_id || id,
    chips: contactChips(bundle, { me, clients }),
    zone: me.time_zone,
    readers,
    newId: uuid7,
  });
  const steps = stepPayloads(fields, { newId: uuid7, me, readers });
  const client_ids = [fields.client_id];
  const last = steps.length === 0;
  let noteCommand = fields.gone_as;
  if (!noteCommand) {
    const after = fields.visit_id ? visitComesFirst(commands, { id: fields.visit_id }) : [];
    noteCommand = await sendNote({ fields, client_ids, payload, after, dropDraft: last ? id : undefined });
  }
  for (const [i, step] of steps.entries()) {
    const isLast = i === steps.length - 1;
    await keep(id, { ...fields, gone_as: noteCommand, steps: asRows(steps.slice(i)), step_what: "" }, () => {});
    await record("step.add", { client_ids, payload: step, after: [noteCommand], dropDraft: isLast ? id : undefined });
  }
  return payload.safety_concern?.id ?? null;
}

async function sendNote({ fields, client_ids, payload, after, dropDraft }) {
  if (!fields.fixes) return record("note.submit", { client_ids, payload, after, dropDraft });
  return fixAndResend(fields.fixes, payload, { dropDraft });
}

const asRows = (steps) =>
  steps.map(({ step_id, what, due_on, owner_account_id, owner_family_member_id, reader_ids }) => ({
    step_id,
    what,
    due_on: due_on ?? "",
    owner: owner_account_id ? `account:${owner_account_id}` : `family:${owner_family_member_id ?? ""}`,
    share: Boolean(reader_ids),
  }));

function leave(id, fields, concernId) {
  if (concernId) return note.set({ key: note.get().key, phase: "raised", concern_id: concernId, visit_id: fields.visit_id });
  goOn(id, fields.visit_id);
}

/** To the next note of the same visit, else back to where the person came from. */
function goOn(id, visitId) {
  note.set({ key: note.get().key, phase: "left" });
  const next = visitId && getSnapshot().drafts.find((one) => one.id !== id && one.fields.visit_id === visitId);
  if (next) {
    toast(t("Submitted. Next: the other note of this visit."));
    return go(`/note/${next.id}`, { replace: true });
  }
  toast(t("Submitted for approval."));
  if (visitId) go("/today", { replace: true });
  else goBack("/today");
}

/** "Done" under the state of a raised concern. */
export function leaveConcern() {
  goOn(null, note.get().visit_id);
}

/** X: closes and keeps. */
export async function closeNote() {
  const state = note.get();
  if (state.phase !== "writing") return goBack("/today");
  const fields = fieldsNow(state.fields);
  if (isTouched(fields)) {
    put(fields);
    await flush();
    const { problem } = note.get();
    if (problem) return toast(errorText(problem));
    toast(t("Kept as a draft on this phone."));
  }
  note.set({ key: state.key, phase: "left" });
  return goBack("/today");
}

/** Throws the draft away; Undo brings back every word. */
export async function discardNote() {
  const { id, key, fields: before } = note.get();
  const fields = fieldsNow(before);
  forget();
  await discardDraft(id);
  note.set({ key, phase: "left" });
  toast(t("Draft deleted."), () => keep(id, fields, () => {}));
  goBack("/today");
}
