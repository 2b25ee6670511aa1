// How a note leaves the screen: submitted, closed and kept, or thrown away.
import { discardDraft } from "../drafts.js";
import { uuid7 } from "../ids.js";
import { fixAndResend, record } from "../outbox.js";
import { getSnapshot } from "../snapshot.js";
import { errorText, t } from "../text.js";
import { go, goBack } from "./go.js";
import { contactChips } from "./note_chips.js";
import { isTouched, sameFields } from "./note_fields.js";
import { fieldsNow, focusFirst } from "./note_form.js";
import { notePayload, stepPayloads } from "./note_payload.js";
import { bringBack, flush, forget } from "./note_save.js";
import { isOpen, note, put } from "./note_state.js";
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
  const { id, fields: said } = isOpen(state) ? note.get() : { id: state.id, fields };
  try {
    const concern = await recordAll(id, said);
    forget(id);
    if (isOpen(state)) leave(id, fields, concern);
    else toast(t("Submitted for approval."));
  } catch (error) {
    if (isOpen(state)) note.set((now) => ({ ...now, sending: false, problem: error.id ?? "device_store" }));
    toast(errorText(error.id ?? "device_store"));
  }
}

// The note, its steps and the end of its draft: all of it is kept, or nothing.
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
  const client_ids = [fields.client_id];
  const next = stepPayloads(fields, { newId: uuid7, me, readers }).map((step) => ({ kind: "step.add", client_ids, payload: step }));
  // Another window may have mended it: these words go as the next version of the same note.
  const stuck = commands.find((one) => one.id === fields.fixes && one.state === "needs_fix");
  if (stuck) await fixAndResend(stuck.id, payload, { next, dropDraft: id });
  else {
    const after = fields.visit_id ? visitComesFirst(commands, { id: fields.visit_id }) : [];
    await record("note.submit", { client_ids, payload, after, next, dropDraft: id });
  }
  return payload.safety_concern?.id ?? null;
}

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
    if (!isOpen(state)) return undefined;
    const { problem } = note.get();
    if (problem) return toast(errorText(problem));
    toast(t("Kept as a draft on this phone."));
  }
  note.set({ key: state.key, phase: "left" });
  return goBack("/today");
}

/** Throws the draft away; Undo brings back every word. */
export async function discardNote() {
  const state = note.get();
  const fields = fieldsNow(state.fields);
  await flush();
  const { id } = isOpen(state) ? note.get() : state;
  try {
    await discardDraft(id);
  } catch (error) {
    return toast(errorText(error.id ?? "device_store"));
  }
  forget(id);
  toast(t("Draft deleted."), () => bringBack(id, fields));
  if (!isOpen(state)) return undefined;
  note.set({ key: state.key, phase: "left" });
  return goBack("/today");
}
