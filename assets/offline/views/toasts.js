// One toast at a time. What was done is said at once; Undo stays for 10 seconds, longer while it is being read.
import { useSyncExternalStore } from "react";

const NONE = { id: 0, words: "", can_undo: false };
const UNDO_MS = 10_000;
const listeners = new Set();
let current = NONE;
let undo = null;
let timer = null;
let count = 0;

function show(next) {
  current = next;
  for (const listener of listeners) listener();
}

/** Says `words` (already in the reader's language); with `onUndo` offers Undo. */
export function toast(words, onUndo = null) {
  clearTimeout(timer);
  count += 1;
  undo = onUndo;
  show({ id: count, words, can_undo: onUndo !== null });
  timer = setTimeout(dismissToast, UNDO_MS);
}

export function dismissToast() {
  clearTimeout(timer);
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
