// What happens while a note is being typed. Each action reads the form, works out what follows, and keeps it all.
import { uuid7 } from "../ids.js";
import { getSnapshot } from "../snapshot.js";
import { contactChips } from "./note_chips.js";
import { lastNote } from "./note_begin.js";
import { likeLast } from "./note_fields.js";
import { fieldsNow, form, openMore, writeForm, writeFormSoon } from "./note_form.js";
import { described, stepFromFields } from "./note_payload.js";
import { ROLE_OF_PURPOSE } from "./note_purpose.js";
import { note, put } from "./note_state.js";
import { faults } from "./note_checks.js";
import { minutesFromTimes, startFromMinutes } from "./note_times.js";

/** What else changes when `name` has changed: fields by name. */
function follows(name, fields) {
  const zone = getSnapshot().me.time_zone;
  if (name === "minutes" || name === "minutes_other") return { ...startFromMinutes(fields, zone), kept_minutes: null };
  if (name === "start" || name === "end" || name === "day") return { ...minutesFromTimes(fields, zone), kept_minutes: null };
  if (name === "purpose") return { role: ROLE_OF_PURPOSE[fields.purpose] ?? "" };
  if (name === "outcome" && fields.outcome === "seen" && fields.contact_type === "phone") return { contact_type: "face_to_face" };
  if (name === "outcome" && fields.outcome !== "seen" && fields.contact_type === "face_to_face") return { contact_type: "phone" };
  return {};
}

/** Any input of the form has changed. */
export function noteInput(event) {
  const state = note.get();
  const { name, value } = event.target;
  if (state.phase !== "writing" || state.sending || !name) return;
  const typed = fieldsNow(state.fields);
  const more = follows(name, typed);
  writeForm(more);
  const fields = { ...typed, ...more };
  if (name === "outcome" && value === "seen") openMore();
  if (name === "minutes") moveOn(fields);
  put(fields, state.faults ? { faults: faultsNow(fields) } : {});
}

/** What still has to be mended, with the snapshot as it is. */
export function faultsNow(fields) {
  const { me, clients } = getSnapshot();
  const bundle = clients.get(fields.client_id);
  const readers = bundle?.share_readers ?? [];
  return faults(fields, { zone: me.time_zone, now: Date.now(), readers, isHere: Boolean(bundle) });
}

let finger = 0;

/** Remembers when a finger last touched the form: its click, through a label, does not say so itself. */
export function noteTouched({ nativeEvent, pointerType = nativeEvent?.pointerType }) {
  finger = pointerType === "touch" ? Date.now() : 0;
}

// A thumb that has just chosen the last thing above the text goes on writing without another tap. Only a finger:
// a keyboard or a screen reader moves by itself. The group's hidden hint says so beforehand.
function moveOn({ minutes, ...fields }) {
  if (Date.now() - finger > 1_000) return;
  if (minutes === "other") focusOn("minutes_other");
  else if (fields.client_id && fields.contacted.length && fields.outcome && !fields.text) focusOn("text");
}

const focusOn = (name) => requestAnimationFrame(() => form()?.elements.namedItem(name)?.focus());

/** "Start like last time": fields of the author's last note about this person, never its text. */
export function likeLastTime() {
  const state = note.get();
  const { clients, me } = getSnapshot();
  const bundle = clients.get(state.fields.client_id);
  const last = bundle && lastNote(bundle, state.id);
  if (!last) return;
  const chips = contactChips(bundle, { me, clients });
  const typed = fieldsNow(state.fields);
  const copied = likeLast(typed, described(last, { chips, zone: me.time_zone }));
  const fields = { ...copied, ...startFromMinutes(copied, me.time_zone) };
  if (fields.outcome === "seen") openMore();
  put(fields, state.faults ? { faults: faultsNow(fields) } : {});
  writeFormSoon(fields);
}

/** The step that is being typed joins the note. */
export function addStep() {
  const state = note.get();
  const typed = fieldsNow(state.fields);
  if (!typed.step_what.trim()) return form()?.elements.namedItem("step_what")?.focus();
  const cleared = { step_what: "", step_due: "", step_share: false };
  put({ ...typed, steps: [...typed.steps, stepFromFields(typed, uuid7())], ...cleared });
  writeForm(cleared);
}

/** A step of the note is taken away. Its button goes with it: the focus moves to another step's, else to the field. */
export function removeStep(id) {
  const { fields } = note.get();
  const typed = fieldsNow(fields);
  const at = typed.steps.findIndex((step) => step.step_id === id);
  const steps = typed.steps.filter((step) => step.step_id !== id);
  put({ ...typed, steps });
  const next = steps[at] ?? steps.at(-1);
  if (!next) return focusOn("step_what");
  requestAnimationFrame(() => form()?.querySelector(`[data-step="${next.step_id}"]`)?.focus());
}

/** Puts the headings of a format into the text, behind what is there, and the cursor after the first. */
export function insertPrompts(format, headings) {
  const { fields } = note.get();
  const typed = fieldsNow(fields);
  const before = typed.text.trimEnd();
  const text = `${before}${before ? "\n\n" : ""}${headings}`;
  const next = { text, format };
  put({ ...typed, ...next });
  writeForm(next);
  const box = form()?.elements.namedItem("text");
  const at = text.indexOf(": ", before.length) + 2;
  box?.focus();
  box?.setSelectionRange(at, at);
}
