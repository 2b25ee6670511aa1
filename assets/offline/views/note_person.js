// The Person field: type to search, those met last first, with keys as a combobox has them.
import { getSnapshot } from "../snapshot.js";
import { fieldsNow } from "./note_form.js";
import { note, put } from "./note_state.js";
import { faultsNow } from "./note_typing.js";
import { findPeople } from "./person_search.js";

const input = () => document.getElementById("note-person");
const options = () => findPeople(getSnapshot().clients, note.get().query, { now: Date.now() });

/** Typing in the field: a search, not part of the note. */
export function searchPerson(event) {
  note.set((state) => ({ ...state, choosing: true, query: event.target.value, active: -1 }));
}

export function openPeople() {
  note.set((state) => (state.choosing ? state : { ...state, choosing: true, query: "", active: -1 }));
}

/** The X beside a chosen name. */
export function chooseAgain() {
  note.set((state) => ({ ...state, choosing: true, query: "", active: -1 }));
  const field = input();
  field.value = "";
  field.focus();
}

/** The note is about this person. Whom one talked to and which goals belong to the person, so they start again. */
export function choosePerson(id) {
  const state = note.get();
  const typed = fieldsNow(state.fields);
  const isSame = id === typed.client_id;
  const fields = isSame ? typed : { ...typed, client_id: id, contacted: [], contacted_other: "", goals: [], share: false };
  const first = isSame ? state.first : fields;
  put(fields, { choosing: false, query: "", active: -1, first, ...(state.faults ? { faults: faultsNow(fields) } : {}) });
  showName();
}

/** Leaving the field without choosing brings the chosen name back. */
export function leavePerson(event) {
  if (event.relatedTarget?.closest?.("[data-person-field]")) return;
  if (!note.get().fields.client_id) return;
  note.set((state) => ({ ...state, choosing: false, query: "", active: -1 }));
  showName();
}

export function personKey(event) {
  const { choosing, active, fields } = note.get();
  const found = options();
  const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (move) {
    event.preventDefault();
    const next = (active + move + found.length) % Math.max(1, found.length);
    note.set((state) => ({ ...state, choosing: true, active: active < 0 && move < 0 ? found.length - 1 : next }));
  } else if (event.key === "Enter") {
    event.preventDefault();
    const chosen = found[active] ?? (found.length === 1 ? found[0] : null);
    if (choosing && chosen) choosePerson(chosen.id);
  } else if (event.key === "Escape" && choosing && fields.client_id) {
    event.preventDefault();
    note.set((state) => ({ ...state, choosing: false, query: "", active: -1 }));
    showName();
  }
}

function showName() {
  const field = input();
  const bundle = getSnapshot().clients.get(note.get().fields.client_id);
  if (field) field.value = bundle?.header.name ?? "";
}

/** A finger on the list must not take the focus from the field, or the list would be gone before the tap counts. */
export const keepFocus = (event) => event.preventDefault();
