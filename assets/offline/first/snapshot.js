// Stands in for ../snapshot.js at first paint: what is in memory now, this minute, once.
import { clear, getSnapshot, subscribe } from "../memory.js";

export { getSnapshot, subscribe };

const minute = Math.floor(Date.now() / 60_000) * 60_000;
export const useMinute = () => minute;
export const useSnapshot = (select) => select(getSnapshot());

const known = new Map(); // select -> what it made

/** As view() of ../snapshot.js, worked out once: by then the records are in memory. */
export function view(select, { useParams = () => undefined } = {}) {
  return () => known.get(select) ?? known.set(select, select(getSnapshot(), minute, useParams())).get(select);
}

/** The page itself is there: nothing of what was read stays in memory a second time. */
export function forget() {
  known.clear();
  clear("opening");
}
