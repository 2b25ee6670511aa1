// One toast at a time. What was done is said at once; Undo stays for 10 seconds, longer under a finger, the mouse or the
// focus.
import { useSyncExternalStore } from "react";

const NONE = { id: 0, words: "", can_undo: false };
const UNDO_MS = 10_000;
const listeners = new Set();
let current = NONE;
let undo = null;
let timer = null;
let count = 0;
const holds = new Set(); // what somebody is at the toast with: "pointer", "focus"

function show(next) {
  current = next;
  for (const listener of listeners) listener();
}

/** Says `words` (already in the reader's language); with `onUndo` offers Undo. */
export function toast(words, onUndo = null) {
  holds.clear(); // with the last toast its own leaving is never heard
  count += 1;
  undo = onUndo;
  show({ id: count, words, can_undo: onUndo !== null });
  goInTime();
}

function goInTime() {
  clearTimeout(timer);
  timer = setTimeout(dismissToast, UNDO_MS);
}

function hold(by) {
  holds.add(by);
  clearTimeout(timer);
}

function letGo(by) {
  if (holds.delete(by) && !holds.size) goInTime();
}

export const enterToast = () => hold("pointer");
export const leaveToast = () => letGo("pointer");
export const focusToast = () => hold("focus");
export const blurToast = () => letGo("focus");

export function dismissToast() {
  clearTimeout(timer);
  holds.clear();
  undo = null;
  show(NONE);
}

/** Takes back what the toast is about, once. */
export function undoToast() {
  const takeBack = undo;
  dismissToast();
  return takeBack?.();
}

export function currentToast() {
  return current;
}

export function useToast() {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
    () => NONE,
  );
}
