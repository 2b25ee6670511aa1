// The note screen's hook: opens what the address asks for and shows the form as it is being typed.
import { useEffect, useSyncExternalStore } from "react";
import { onTold } from "../device.js";
import { beforeGoing, draftsNow } from "../drafts.js";
import { uuid7 } from "../ids.js";
import { getSnapshot, subscribe, useMinute } from "../snapshot.js";
import { errorText } from "../text.js";
import { NO_ALARM, alarmView } from "./alarm_view.js";
import { cached } from "./cached.js";
import { useRoute } from "./go.js";
import { beginNote } from "./note_begin.js";
import { sameFields } from "./note_fields.js";
import { fieldsNow, form } from "./note_form.js";
import { begin, leave } from "./note_save.js";
import { heard, hearElsewhere, note, put, writing } from "./note_state.js";
import { noteView, nothingYet } from "./note_view.js";

const OPENING = nothingYet("opening");
const minuteNow = () => Math.floor(Date.now() / 60_000) * 60_000;

const shown = cached((snapshot, state, minute) => {
  if (!snapshot.me) return OPENING;
  return state.phase === "writing" ? noteView(snapshot, minute, state) : nothingYet(state.phase, snapshot, state);
});

function hear(listener) {
  const stops = [subscribe(listener), note.subscribe(listener)];
  return () => stops.forEach((stop) => stop());
}

/** What the note screen shows. Leaving the screen without X (the phone's own back) keeps what was typed, too. */
export function useNote() {
  const route = useRoute();
  useMinute();
  const view = useSyncExternalStore(hear, () => shown(getSnapshot(), note.get(), minuteNow()), () => OPENING);
  const status = useSyncExternalStore(subscribe, () => getSnapshot().status, () => "opening");
  const isHere = useSyncExternalStore(subscribe, () => Boolean(getSnapshot().me), () => false); // on a new phone: later
  const key = route.params.draft_id ?? `new ${route.key}`;
  useEffect(stay, []);
  useEffect(() => arrive(key, route), [key, status, isHere]);
  return view;
}

let uses = 0;

// Every use of the screen's data comes here. When the last one goes, the note was left: it is opened anew next time.
function stay() {
  uses += 1;
  return () => {
    uses -= 1;
    if (uses) return;
    leave();
    note.set({ key: null, phase: "opening" });
  };
}

/** Opens what the address asks for, once: every use of the screen's data comes here. */
function arrive(key, { params, search }) {
  const snapshot = { ...getSnapshot(), drafts: draftsNow() };
  const before = note.get();
  if (before.key === key && before.phase !== "opening") return;
  if (!snapshot.me) return note.set({ key, phase: "opening" });
  const begun = beginNote(snapshot, { draftId: params.draft_id, query: search, now: Date.now(), newId: uuid7 });
  if (!begun) return note.set({ key, phase: "gone", id: params.draft_id ?? search.get("mend") });
  const { fields } = begun;
  const row = snapshot.drafts.find(({ id }) => id === begun.id);
  begin(begun.id, row?.rev ?? 0, heard);
  const fixed = fields.fixes && snapshot.commands.find(({ id }) => id === fields.fixes);
  note.set(
    writing(key, begun.id, fields, {
      saved_at: row?.saved_at ? Date.parse(row.saved_at) : null,
      fix_reason: fixed ? errorText(fixed.error, fixed.params) : "",
    }),
  );
}

// A phone that sleeps or a tab that closes gives a last moment: whatever the inputs hold is written.
function holdOn() {
  const state = note.get();
  if (state.phase !== "writing" || state.sending || !form()) return;
  const now = fieldsNow(state.fields);
  // What is kept already is not written again: another window of the same draft would take it for news.
  if (state.problem || !sameFields(now, state.fields)) put(now);
}

onTold(hearElsewhere);
beforeGoing(holdOn);

const raised = cached((snapshot, state, minute) => alarmView(snapshot, minute, state.phase === "raised" ? state.concern_id : null));

/** What has become of the safety concern that was just submitted. */
export function useRaised() {
  useMinute();
  return useSyncExternalStore(hear, () => raised(getSnapshot(), note.get(), minuteNow()), () => NO_ALARM);
}
