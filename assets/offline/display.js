// Text size: kept on this device; boot.js sets it on <html> before first paint. (Theme is Reflex's own.)
import { useSyncExternalStore } from "react";
import { DEFAULT_TEXT_SIZE, showTextSize } from "./display-root.js";

const KEY = "text-size";
const listeners = new Set();
let size = (typeof localStorage !== "undefined" && localStorage.getItem(KEY)) || DEFAULT_TEXT_SIZE;

function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Keep and show a new text size. */
export function setTextSize(value) {
  localStorage.setItem(KEY, value);
  size = value;
  showTextSize(document.documentElement, value);
  for (const listener of listeners) listener();
}

/** The text size kept on this device; "100" at prerender. */
export const useTextSize = () => useSyncExternalStore(subscribe, () => size, () => DEFAULT_TEXT_SIZE);
