// Whose screen an address is. An account that opens one of the other kind (typed, an old link, a shared phone) is led to its
// own first screen, and gets nothing to draw meanwhile: a family's bundles have another shape than the staff's.
import { EMPTY } from "./memory.js";

const STAFF = /^\/(today|people|note|visit|crisis)(\/|$)/;
const FAMILY = /^\/family(\/|$)/;
// Screens of both, each in its own frame.
const TWINS = ["/settings", "/outbox"];

export const isFamily = (it) => it?.shape === "family";

/** Where whoever is signed in belongs, when `path` is a screen of the others; else "". */
export function homeOf({ me }, path) {
  if (!me) return "";
  if (isFamily(me)) return TWINS.includes(path) ? `/family${path}` : STAFF.test(path) ? "/family" : "";
  if (!FAMILY.test(path)) return "";
  return TWINS.find((twin) => path === `/family${twin}`) ?? "/today";
}

let leadingTo = "";
// Every part of a screen asks: what was found to be this account's is not worked out again.
let ours = { snapshot: null, path: null };

/** `snapshot`, or the empty one on a screen that is not this account's, which is left. */
export function own(snapshot) {
  const path = globalThis.location?.pathname ?? "";
  if (ours.snapshot === snapshot && ours.path === path) return snapshot;
  const home = homeOf(snapshot, path);
  if (!home) {
    ours = { snapshot, path };
    return snapshot;
  }
  if (leadingTo !== home) {
    leadingTo = home;
    queueMicrotask(() => location.replace(home)); // not while React draws
  }
  return EMPTY;
}
