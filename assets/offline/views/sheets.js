// The page's dialogs. The subject is what the open sheet is about (a visit, a person): an id, or "".
import { useSyncExternalStore } from "react";

const listeners = new Set();
let subject = "";

function setSubject(next) {
  subject = next;
  for (const listener of listeners) listener();
}

/** Opens the dialog with this id, modal, about `about`. The browser moves focus in and returns it on close. */
export function openSheet(name, about = "") {
  setSubject(about);
  const dialog = document.getElementById(name);
  if (dialog && !dialog.open) dialog.showModal();
}

export function closeSheet() {
  document.querySelector("dialog[open]")?.close();
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
