// A window with a half-written note holds this lock; no new version takes over meanwhile, in any window.
export const HALF_WRITTEN = "casepwa-half-written";

/** Whether some window of this app has a half-written note. */
export async function isHalfWritten() {
  const { held } = await navigator.locks.query();
  return held.some((lock) => lock.name === HALF_WRITTEN);
}
