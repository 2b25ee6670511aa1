// Words beside an own approved note: an addendum, a correction or a late entry, each with its reason. The note stays.
import { shortDay } from "../formats.js";
import { uuid7 } from "../ids.js";
import { record } from "../outbox.js";
import { getSnapshot, useSnapshot } from "../snapshot.js";
import { t, word } from "../text.js";
import { olderNotes } from "./older_notes.js";
import { sheetSubject, useSheetSubject } from "./sheets.js";
import { submitted } from "./submitted.js";

/** The note that the sheet is about: { id, client_id, about, text }; every field "" when it is not here. */
export function amendedNote(snapshot, noteId, older = olderNotes.get()) {
  for (const [clientId, bundle] of snapshot.clients) {
    const fetched = older.client_id === clientId && older.account === snapshot.account ? older.notes : [];
    const note = [...bundle.notes, ...fetched].find(({ id }) => id === noteId);
    if (!note) continue;
    const facts = { name: bundle.header.name, what: word("contact_type", note.contact_type), day: shortDay(note.started_at) };
    return { id: note.id, client_id: clientId, about: t("{name}. {what}, {day}", facts), text: note.text };
  }
  return { id: "", client_id: "", about: "", text: "" };
}

export function useAmendedNote() {
  const id = useSheetSubject();
  return useSnapshot((snapshot) => amendedNote(snapshot, id));
}

/** `note.amend` from the form, and what is missing: { payload, faults }. */
export function amendment(form, { amendmentId, noteId, clientId }) {
  const text = form.get("text")?.trim() ?? "";
  const reason = form.get("reason")?.trim() ?? "";
  const payload = { amendment_id: amendmentId, note_id: noteId, client_id: clientId, kind: form.get("kind") || "addendum", text, reason };
  const faults = {};
  if (!text) faults.text = t("Write what you add.");
  if (!reason) faults.reason = t("Say why it is added.");
  return { payload, faults };
}

export const amendNote = submitted(
  (typed) => {
    const { id, client_id: clientId } = amendedNote(getSnapshot(), sheetSubject());
    const { payload, faults } = amendment(typed, { amendmentId: uuid7(), noteId: id, clientId });
    if (!id) faults.text = t("This note is not on this phone any more.");
    const keep = (also) => record("note.amend", { ...also, client_ids: [clientId], payload });
    return { faults, keep, words: t("Saved on this phone, beside the note") };
  },
  { at: "text" },
);
