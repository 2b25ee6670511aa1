// A server-driven screen's own watch: whose session this is, how long it still stands, and what was typed.
//
// What a person does here (a key, a tap) is contact and keeps the session; an open page alone is not. The end is known
// in all tabs and warned of five minutes ahead, so that nobody is put out in the middle of a word.
import { useSyncExternalStore } from "react";
import { tellZone } from "./formats.js";
import { ask } from "./http.js";
import { keepWhose } from "./kept-text.js";
import { signOut } from "./session.js";
import { t } from "./text.js";

const UNTIL = "desk-until";
const MINUTE_MS = 60_000;
const WARN_MS = 5 * MINUTE_MS;
const EMPTY = { minutes_left: 0, is_offline: false };
const listeners = new Set();
let shown = EMPTY;
let isWatching = false;
let contactAt = 0;
let askedAt = 0;
const asking = {}; // by address
let offsetMs = 0; // server's clock minus ours

function show(facts) {
  const next = { ...shown, ...facts };
  if (Object.keys(next).every((key) => next[key] === shown[key])) return;
  shown = next;
  for (const listener of [...listeners]) listener();
}

// Somebody is here: that keeps the session.
export function checkSession() {
  contactAt = Date.now();
  return question("/api/v1/session");
}

// The page wants to know by itself: no contact.
const lookUp = () => question("/api/v1/session?contact=none");

// The same question once at a time; who is not signed in any more goes to the sign-in screen.
function question(address) {
  askedAt = Date.now();
  asking[address] ??= ask("GET", address, undefined, { timeoutMs: 20_000 })
    .then(heard)
    .finally(() => delete asking[address]);
  return asking[address];
}

function heard({ kind, status, json, receivedMs }) {
  if (kind === "refused" && status === 401) return leave();
  show({ is_offline: kind === "offline" });
  if (kind !== "ok" || !json?.until) return;
  offsetMs = Date.parse(json.server_time) - receivedMs;
  keepWhose(json.account.id);
  tellZone(json.time_zone);
  localStorage.setItem(UNTIL, String(Date.parse(json.until) - offsetMs));
  look();
}

function leave() {
  globalThis.sessionStorage?.clear();
  location.replace("/sign-in");
}

// Draws how much time is left. At the end it leaves without asking: a question would be contact.
function look() {
  const until = Number(localStorage.getItem(UNTIL) ?? Infinity);
  const left = until - Date.now();
  if (left <= 0) return leave();
  show({ minutes_left: left <= WARN_MS ? Math.ceil(left / MINUTE_MS) : 0 });
}

function wasHere() {
  if (Date.now() - contactAt >= MINUTE_MS) checkSession();
}

function watch() {
  if (isWatching) return;
  isWatching = true;
  localStorage.removeItem(UNTIL);
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, wasHere, { passive: true, capture: true });
  addEventListener("offline", () => show({ is_offline: true }));
  addEventListener("online", lookUp);
  setInterval(look, 10_000);
  checkSession();
}

function subscribe(listener) {
  watch();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// { minutes_left: 0 until the last five, is_offline }
export const useDesk = () => useSyncExternalStore(subscribe, () => shown, () => EMPTY);

// A connection that failed may have been refused for want of a session.
export function connectionFailed() {
  if (Date.now() - askedAt >= 5_000) lookUp();
}

// This tab's connection serves nobody any more: a full load finds out who is signed in now.
export function startAnew() {
  const last = Number(sessionStorage.getItem("desk-anew") ?? 0);
  sessionStorage.setItem("desk-anew", String(Date.now()));
  if (Date.now() - last < 10_000) leave();
  else location.reload();
}

export async function signOutHere() {
  await signOut();
  location.replace("/sign-in");
}

const ELSEWHERE = "https://www.weather.gov/";

// Out of sight first, then out of reach: the page goes dark, the session ends, and Back does not come here.
export function leaveQuickly() {
  document.documentElement.style.visibility = "hidden";
  document.title = t("Weather");
  fetch("/api/v1/session", { method: "DELETE", keepalive: true }).catch(() => {});
  const gone = () => location.replace(ELSEWHERE);
  signOut().then(gone, gone);
  setTimeout(gone, 400);
}
