// Which rows of a desk list are ticked, by key: here, so that a tick waits for nobody.
import { useSyncExternalStore } from "react";
import { cell } from "./views/cached.js";

const NONE = [];
const ticks = cell(NONE);

// list of keys; rows that have gone stay in it and count for nothing.
export const useTicks = () => useSyncExternalStore(ticks.subscribe, ticks.get, () => NONE);

export const toggleTick = (key) =>
  ticks.set((keys) => (keys.includes(key) ? keys.filter((one) => one !== key) : [...keys, key]));
