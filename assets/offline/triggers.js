// When to sync: on open, on coming online, on becoming visible, after something was recorded, after a failure when its
// wait is over, and now and then while somebody looks.
import { dropOver } from "./device.js";
import { agreeLanguage } from "./language.js";
import { getSnapshot } from "./memory.js";
import { onRecorded } from "./outbox.js";
import { onSynced, syncNow, syncUrgently, waitLeftMs } from "./sync.js";

const POLL_MS = 60_000;
const ALARM_POLL_MS = 15_000; // while somebody waits to be heard
const READ_WAIT_MS = 10_000; // readings travel together
const SEND_WAIT_MS = 200; // the screen answers the tap first, and a note's steps go along with it
let timer = null;
let due = Infinity;
let sending = null;
let retry = null;

const isVisible = () => document.visibilityState !== "hidden";

function inMs(ms, work) {
  const at = Date.now() + ms;
  if (timer && due <= at) return;
  clearTimeout(timer);
  due = at;
  timer = setTimeout(() => {
    timer = null;
    due = Infinity;
    work();
  }, ms);
}

// A timer of its own: neither a reading nor a poll may take the place of what is tried again.
function retryIn(ms) {
  clearTimeout(retry);
  retry = setTimeout(() => (waitLeftMs() ? retryIn(waitLeftMs()) : syncNow()), ms);
}

function sendSoon() {
  sending ??= setTimeout(send, SEND_WAIT_MS);
}

function send() {
  clearTimeout(sending);
  sending = null;
  syncNow({ patient: getSnapshot().sync.last_error !== "offline" });
}

const isUnheard = ({ read_by, settled_how }) => !read_by.length && !settled_how;

// Somebody looks, is signed in, and nothing is wrong: ask now and then for what is new. (Families raise no alarms.)
function pollLater() {
  const { me, sync } = getSnapshot();
  if (!isVisible() || !sync.signed_in) return;
  const ms = me?.alarms?.some(isUnheard) ? ALARM_POLL_MS : POLL_MS;
  inMs(ms * (0.9 + Math.random() / 5), () => isVisible() && syncNow({ patient: true }));
}

// What cannot be erased now (a newer tab is moving the store on) is not shown either, and is erased next time.
const drop = () => dropOver().catch(() => {});

export function watch() {
  onSynced(() => agreeLanguage());
  onSynced(({ retryInMs }) => {
    clearTimeout(retry);
    if (retryInMs === null) pollLater();
    else retryIn(retryInMs);
  });
  onRecorded(({ kind, urgent }) => {
    if (urgent) syncUrgently();
    else if (kind === "read.logged") inMs(READ_WAIT_MS, () => syncNow({ patient: true }));
    else sendSoon();
  });
  globalThis.addEventListener("online", () => syncNow());
  document.addEventListener("visibilitychange", () => {
    if (!isVisible()) return sending && send(); // a phone that goes into a pocket may not come to it later
    drop();
    syncNow();
  });
  setInterval(drop, 60_000);
}
