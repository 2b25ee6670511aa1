// The one note being written in this window.
import { cell } from "./cached.js";
import { keep } from "./note_save.js";
import { isTouched } from "./note_fields.js";

/** phase: opening, signed_out, gone, raised (a concern was submitted) or writing, with everything below. */
export const note = cell({ key: null, phase: "opening" });

/** The state of a form that begins with `fields`. */
export function writing(key, id, fields, facts = {}) {
  return {
    key,
    phase: "writing",
    id,
    fields,
    // What inputs show when they are drawn first; from then on each holds its own words.
    first: fields,
    form_key: id,
    choosing: !fields.client_id,
    query: "",
    active: -1,
    faults: null,
    saved_at: null,
    problem: "",
    fix_reason: "",
    sending: false,
    ...facts,
  };
}

// Which window wrote a draft last: two windows may have the same note open.
export const WINDOW = globalThis.crypto?.randomUUID?.() ?? "";

/** Takes `fields` as what the form says now and keeps them; `facts` changes the rest of the state with them. */
export function put(fields, facts = {}) {
  const state = note.get();
  const next = { ...fields, window: WINDOW };
  note.set({ ...state, ...facts, fields: next });
  if (!isTouched(next) && !state.saved_at) return;
  keep(state.id, next, heard(state.id));
  // An address with the draft's id brings it back after a reload; the router need not know.
  const { location, history } = globalThis;
  if (location?.pathname === "/note") history.replaceState(history.state, "", `/note/${state.id}`);
}

const heard = (id) => (news) => note.set((state) => (state.id === id ? { ...state, ...news } : state));
