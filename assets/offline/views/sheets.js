// The page's dialogs. The subject is what the open sheet is about (a visit, a person): an id, or "".
import { useSyncExternalStore } from "react";
import { clearFaults } from "./form_faults.js";
import { refill } from "./kept_forms.js";

const listeners = new Set();
const lastAbout = new Map();
let subject = "";

function setSubject(next) {
  subject = next;
  for (const listener of listeners) listener();
}

/**
 * Opens the dialog with this id, modal, about `about`. The browser moves focus in and returns it on close. What was
 * typed about someone else is not there any more; what was typed about this one still is, also after a reload.
 */
export function openSheet(name, about = "") {
  const dialog = document.getElementById(name);
  if (!dialog || dialog.open) return;
  if (lastAbout.get(name) !== about) for (const form of dialog.querySelectorAll("form")) form.reset();
  lastAbout.set(name, about);
  dialog.dataset.about = about;
  clearFaults();
  setSubject(about);
  dialog.showModal();
  requestAnimationFrame(() => dialog.querySelectorAll("form").forEach(refill)); // when it is drawn for its subject
}

export function closeSheet() {
  document.querySelector("dialog[open]")?.close();
}

/** After what a sheet's form said has been saved: closes it and empties the form. */
export function finishSheet(form) {
  form.reset();
  clearFaults();
  closeSheet();
}

/** The dialog's own `close` event, however it was closed. */
export function sheetClosed() {
  setSubject("");
}

export function sheetSubject() {
  return subject;
}

export function useSheetSubject() {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => subject,
    () => "",
  );
}
