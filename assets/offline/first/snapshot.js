// Stands in for ../snapshot.js at first paint: what is in memory now, this minute, once.
import { getSnapshot, subscribe } from "../memory.js";

export { getSnapshot, subscribe };

const minute = Math.floor(Date.now() / 60_000) * 60_000;
export const useMinute = () => minute;
export const useSnapshot = (select) => select(getSnapshot());

/** As view() of ../snapshot.js, worked out once: by then the records are in memory. */
export function view(select, { useParams = () => undefined } = {}) {
  let known;
  return () => (known ??= select(getSnapshot(), minute, useParams()));
}
