// The same draft open in two windows: neither may lose the other's words.
import { uuid7 } from "../ids.js";
import { getSnapshot, subscribe } from "../snapshot.js";
import { t } from "../text.js";
import { fieldsNow, writeFormSoon } from "./note_form.js";
import { isWriting, keep } from "./note_save.js";
import { WINDOW, note } from "./note_state.js";
import { toast } from "./toasts.js";

let drafts;

/** Another window wrote this draft: its words are taken over, or ours are kept as a draft of their own. */
export function followDraft() {
  const state = note.get();
  const now = getSnapshot().drafts;
  if (now === drafts) return;
  drafts = now;
  if (state.phase !== "writing" || state.sending) return;
  const row = now.find(({ id }) => id === state.id);
  if (!row || !row.fields.window || row.fields.window === WINDOW || row.saved_at === state.followed) return;
  if (isWriting() && fieldsNow(state.fields).text !== row.fields.text) return keepBoth(state);
  note.set({ ...state, fields: row.fields, saved_at: Date.parse(row.saved_at), followed: row.saved_at });
  writeFormSoon(row.fields);
}

function keepBoth(state) {
  const id = uuid7();
  const fields = { ...fieldsNow(state.fields), window: WINDOW };
  note.set({ ...state, id, form_key: state.form_key, fields });
  history.replaceState(history.state, "", `/note/${id}`);
  keep(id, fields, ({ saved_at, problem = "" }) => note.set((now) => ({ ...now, saved_at: saved_at ?? now.saved_at, problem })));
  toast(t("This note is open twice. Both are kept as drafts."));
}

if (typeof window !== "undefined") subscribe(followDraft);
