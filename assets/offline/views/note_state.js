// The one note being written in this window.
import { t } from "../text.js";
import { cell } from "./cached.js";
import { isTouched } from "./note_fields.js";
import { keep } from "./note_save.js";
import { toast } from "./toasts.js";

/** phase: opening, gone, raised (a concern was submitted), left or writing, with everything below. */
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
    // More is open for face to face, and where there is room for it beside the fast path.
    opens_more: fields.outcome === "seen" || Boolean(globalThis.matchMedia?.("(min-width: 768px)").matches),
    faults: null,
    saved_at: null,
    problem: "",
    fix_reason: "",
    sending: false,
    elsewhere: false,
    ...facts,
  };
}

/** Whether the form that `state` was taken from is the one on the screen still: it may be left at any time. */
export function isOpen({ form_key }) {
  const now = note.get();
  return now.phase === "writing" && now.form_key === form_key;
}

/** Takes `fields` as what the form says now and keeps them; `facts` changes the rest of the state with them. */
export function put(fields, facts = {}) {
  const state = note.get();
  const isKept = isTouched(fields) || state.saved_at;
  if (isKept) keep(fields); // before anything is drawn
  note.set({ ...state, ...facts, fields });
  if (isKept) showAddress(state.id);
}

/** What became of a write. */
export function heard({ id, saved_at, problem }) {
  const state = note.get();
  if (state.phase !== "writing") return;
  if (id !== state.id) return forked(state, id, saved_at);
  note.set({ ...state, saved_at: saved_at ?? state.saved_at, problem });
}

// Another window has written in this draft since: ours goes on as a draft, and a note, of its own.
function forked(state, id, saved_at) {
  const { fields } = state;
  const isNew = !fields.returned && !fields.fixes;
  note.set({ ...state, id, saved_at, problem: "", elsewhere: false });
  if (isNew) put({ ...fields, note_id: id });
  globalThis.history?.replaceState(globalThis.history.state, "", `/note/${id}`);
  toast(t("This note is open twice. Both are kept as drafts."));
}

/** Another window wrote in, sent or threw away the draft that is open here: it is said at once, not at the next save. */
export function hearElsewhere({ wrote }) {
  const state = note.get();
  if (state.phase !== "writing" || state.elsewhere || !wrote?.drafts?.includes(state.id)) return;
  note.set({ ...state, elsewhere: true });
  toast(t("This note is open in another window, too. What you write here is kept."));
}

// An address with the draft's id brings it back after a reload; the router need not know.
function showAddress(id) {
  const { location, history } = globalThis;
  if (location?.pathname === "/note") history.replaceState(history.state, "", `/note/${id}`);
}
