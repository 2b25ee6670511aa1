// "A new version is ready": a waiting service worker takes over on tap, never under a half-written note.
// (At start, before anything is painted, the worker does it by itself: see sw.js.)
import { useSyncExternalStore } from "react";
import { HALF_WRITTEN, isHalfWritten, noneHalfWritten } from "./half-written.js";

export { holdUpdate } from "./half-written.js";

const none = { ready: false, held: false };
const listeners = new Set();
let snapshot = none;
let waiting = null;
let isAsked = false;

if (typeof navigator !== "undefined" && "serviceWorker" in navigator) watch();

async function watch() {
  const container = navigator.serviceWorker;
  let controller = container.controller;
  container.addEventListener("controllerchange", () => {
    const replaced = controller; // none at the very first visit: that page is already the new version
    controller = container.controller;
    if (replaced) reloadWhenNothingIsHalfWritten();
  });
  const registration = await container.ready;
  offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const installing = registration.installing;
    installing?.addEventListener("statechange", () => {
      if (installing.state === "installed") offer(registration.waiting);
    });
  });
}

function offer(worker) {
  waiting = worker;
  publish({ ready: Boolean(worker), held: false });
}

function publish(next) {
  snapshot = next;
  for (const listener of listeners) listener();
}

// The new worker has taken over (from here or from another window). A window with a half-written note waits
// until that is saved or closed; its note is safe on this phone either way.
function reloadWhenNothingIsHalfWritten() {
  navigator.locks.request(HALF_WRITTEN, () => location.reload());
}

/** On tap. Takes the new version, at once or, saying `held`, when what is half-written in some window is saved or closed. */
export async function takeUpdate() {
  if (isAsked) return;
  isAsked = true;
  try {
    while (await isHalfWritten()) {
      publish({ ready: true, held: true });
      await noneHalfWritten();
    }
    waiting?.postMessage({ type: "SKIP_WAITING" });
  } finally {
    isAsked = false;
  }
}

function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** {ready, held}: a new version waits; it was asked for but a note is half-written. */
export const useUpdate = () => useSyncExternalStore(subscribe, () => snapshot, () => none);
