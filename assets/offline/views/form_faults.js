// What is wrong in a form, said below each field: { "form.field": words }. The first faulty field takes the focus.
import { useSyncExternalStore } from "react";

const NONE = Object.freeze({});
const listeners = new Set();
let faults = NONE;

function say(next) {
  faults = next;
  for (const listener of listeners) listener();
}

/**
 * Shows { field: words } of this form; whether there are any. The form's own id is the prefix, so that two forms of
 * one page do not mix.
 */
export function sayFaults(form, found) {
  const names = Object.keys(found);
  say(names.length ? Object.fromEntries(names.map((name) => [`${form.id}.${name}`, found[name]])) : NONE);
  form.elements.namedItem(names[0])?.focus?.();
  return names.length > 0;
}

export const clearFaults = () => say(NONE);
export const currentFaults = () => faults;

export function useFaults() {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => faults,
    () => NONE,
  );
}
