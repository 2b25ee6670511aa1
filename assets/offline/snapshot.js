// The snapshot as React reads it. Every use of a local Var is a component of its own that calls its hook: they all
// read the one module-level snapshot, and what is selected from it is worked out once.
import { useRef, useSyncExternalStore } from "react";
import { start } from "./device.js";
import { LINE } from "./drafts.js";
import { EMPTY, getSnapshot as held, subscribe as onHeld } from "./memory.js";
import { onPreview, previewed } from "./preview.js";
import { logPainted } from "./readings.js";
import { own } from "./strayed.js";
import { onSynced, syncNow } from "./sync.js";
import { watch } from "./triggers.js";

// What is in memory, as far as it is for this screen.
export const getSnapshot = () => previewed() ?? own(held());

export function subscribe(listener) {
  const stops = [onHeld(listener), onPreview(listener)];
  return () => stops.forEach((stop) => stop());
}

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

const MOST_CACHED = 60;

const keyOf = (params) => (params === undefined ? "" : JSON.stringify(params));

// A pure selector (snapshot, now, params) worked out once for each minute and params, whoever asks, and again only when
// a part of the snapshot that it read has changed: a command that starts sending does not redraw the people. `key` says
// which params they are, where the caller knows already.
export function once(select) {
  const cache = new Map();
  return (snapshot, now, params, key = keyOf(params)) => {
    const known = cache.get(key);
    if (known && known.now === now && isCurrent(known, snapshot)) return known.value;
    const read = new Map();
    const noted = new Proxy(snapshot, {
      get(from, part) {
        read.set(part, from[part]);
        return from[part];
      },
    });
    const value = select(noted, now, params);
    if (cache.size >= MOST_CACHED) cache.clear();
    cache.set(key, { now, read, snapshot, value: known && isSame(known.value, value) ? known.value : value });
    return cache.get(key).value;
  };
}

// React asks each of a page's many parts several times for the same snapshot.
function isCurrent(known, snapshot) {
  if (known.snapshot === snapshot) return true;
  for (const [part, value] of known.read) if (snapshot[part] !== value) return false;
  known.snapshot = snapshot;
  return true;
}

const noParams = () => undefined;

// The hook of a screen's data: view(select, { useParams }) returns useX(). `select` is pure: (snapshot, now in ms,
// params) -> rows; it is also what the page is prerendered with, over an empty snapshot ("opening").
export function view(select, { useParams = noParams } = {}) {
  const cached = once(select);
  return function useView() {
    const params = useParams();
    const now = useMinute();
    const key = keyOf(params);
    const get = (snapshot) => cached(snapshot, now, params, key);
    return useSyncExternalStore(subscribe, () => get(getSnapshot()), () => get(EMPTY));
  };
}

if (typeof window !== "undefined") {
  watch();
  start().then(() => {
    logPainted().catch(() => {}); // there again at the next start
    keepLeftLines();
    askToKeep();
    syncNow();
    warmUp();
    onSynced(warmUp); // on a new phone there is nobody's record before the first answer
  });
}

function keepLeftLines() {
  if (held().drafts.some(({ kind }) => kind === LINE)) import("./views/goal_lines.js").then((lines) => lines.keepLeftLines()).catch(() => {});
}

// The page that signed in has moved on, and the browser's question to the person with it.
function askToKeep() {
  const { account, storage } = held();
  if (account && !storage) import("./session.js").then((session) => session.askToKeep()).catch(() => {});
}

// A chunk of its own: what is done while nobody waits must not be waited for.
function warmUp() {
  if (held().me) import("./warm.js").then(({ warmUp: warm }) => warm()).catch(() => {});
}
