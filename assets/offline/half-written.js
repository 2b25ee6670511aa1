// A window with a half-written note holds this lock; no new version takes over meanwhile, in any window.
export const HALF_WRITTEN = "casepwa-half-written";

/** Whether some window of this app has a half-written note. A window that still waits for the lock has one, too. */
export async function isHalfWritten() {
  const { held, pending } = await navigator.locks.query();
  return [...held, ...pending].some((lock) => lock.name === HALF_WRITTEN && lock.mode === "shared");
}

/** Resolves when what is half-written now is saved or closed. */
export const noneHalfWritten = () => navigator.locks.request(HALF_WRITTEN, () => {});

/**
 * Say that a note is half-written in this window, until the returned function is called. Hold it from the first
 * character until the draft is saved.
 */
export function holdUpdate() {
  if (typeof navigator === "undefined" || !navigator.locks) return () => {};
  let release = () => {};
  const held = new Promise((resolve) => (release = resolve));
  navigator.locks.request(HALF_WRITTEN, { mode: "shared" }, () => held);
  return release;
}
