// Theme and text size: kept on this device, set on <html> before first paint by boot.js.
import { useSyncExternalStore } from "react";

const listeners = new Set();
const unset = { theme: "system", text: "100" };
let snapshot = typeof localStorage === "undefined" ? unset : read();

function read() {
  return { theme: localStorage.getItem("theme") ?? "system", text: localStorage.getItem("text") ?? "100" };
}

function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function apply() {
  const root = document.documentElement;
  root.classList.remove("light", "dark");
  root.style.removeProperty("color-scheme");
  if (snapshot.theme !== "system") root.classList.add(snapshot.theme);
  if (snapshot.text === "100") root.removeAttribute("data-text");
  else root.setAttribute("data-text", snapshot.text);
}

function set(key, value) {
  localStorage.setItem(key, value);
  snapshot = read();
  apply();
  for (const listener of listeners) listener();
}

export const setTheme = (value) => set("theme", value);
export const setText = (value) => set("text", value);

export function useDisplay() {
  return useSyncExternalStore(subscribe, () => snapshot, () => unset);
}
