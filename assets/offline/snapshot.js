// The snapshot as React reads it. Every use of a local Var is a component of its own that calls its hook: they all
// read the one module-level snapshot, and what is selected from it is worked out once.
import { useRef, useSyncExternalStore } from "react";
import { start } from "./device.js";
import { EMPTY, getSnapshot, subscribe } from "./memory.js";

export { getSnapshot, subscribe };

let minute = Math.floor(Date.now() / 60_000) * 60_000;
const hearers = new Set();
let clock;

function everyMinute(listener) {
  hearers.add(listener);
  clock ??= setInterval(tick, 15_000);
  return () => {
    hearers.delete(listener);
    if (!hearers.size) clock = void clearInterval(clock);
  };
}

function tick() {
  const now = Math.floor(Date.now() / 60_000) * 60_000;
  if (now === minute) return;
  minute = now;
  for (const listener of [...hearers]) listener();
}

// The start of the current minute (ms); what is drawn with it is drawn again each minute.
export const useMinute = () => useSyncExternalStore(everyMinute, () => minute, () => minute);

// select(snapshot), the same object as before when it is equal part by part.
export function useSnapshot(select) {
  const snapshot = useSyncExternalStore(subscribe, getSnapshot, () => EMPTY);
  const last = useRef({});
  if (last.current.snapshot !== snapshot || last.current.select !== select) {
    const value = select(snapshot);
    last.current = { snapshot, select, value: isSame(value, last.current.value) ? last.current.value : value };
  }
  return last.current.value;
}

export function isSame(a, b) {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || !a || !b || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.is(a[key], b[key]));
}

// A pure selector (snapshot, now, params) worked out once for each snapshot, minute and params, whoever asks.
export function once(select) {
  let cache = { values: new Map() };
  return (snapshot, now, params) => {
    if (cache.snapshot !== snapshot || cache.now !== now) cache = { snapshot, now, values: new Map() };
    const key = params === undefined ? "" : JSON.stringify(params);
    if (!cache.values.has(key)) cache.values.set(key, select(snapshot, now, params));
    return cache.values.get(key);
  };
}

const noParams = () => undefined;

// The hook of a screen's data: view(select, { useParams }) returns useX(). `select` is pure: (snapshot, now in ms,
// params) -> rows; it is also what the page is prerendered with, over an empty snapshot ("opening").
export function view(select, { useParams = noParams } = {}) {
  const cached = once(select);
  return function useView() {
    const params = useParams();
    const snapshot = useSyncExternalStore(subscribe, getSnapshot, () => EMPTY);
    return cached(snapshot, useMinute(), params);
  };
}

if (typeof window !== "undefined") start();
