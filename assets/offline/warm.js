// Before the next tap: the screens that it may lead to, the formats that they write in, what a search looks through. All of
// it would be made at the tap; here it is made while the person looks.
import { warmers } from "./formats.js";
import { whenIdle } from "./idle.js";
import { getSnapshot } from "./memory.js";
import { isFamily } from "./strayed.js";
import { warmSearch } from "./views/search.js";

// What is tapped most comes first. As React Router writes paths.
export const STAFF_SCREENS = [
  "people/:client_id",
  "note",
  "today",
  "people",
  "people/:client_id/goals",
  "people/:client_id/crisis",
  "visit/:visit_id",
  "outbox",
];
export const FAMILY_SCREENS = ["family", "family/goals", "family/dates", "family/team", "family/crisis", "family/outbox"];

let isWarm = false;

/** Once, when the records of whoever is signed in are in memory. */
export function warmUp() {
  const { status, me, clients } = getSnapshot();
  if (isWarm || status !== "ready" || !me) return;
  isWarm = true;
  const [first, ...others] = (isFamily(me) ? FAMILY_SCREENS : STAFF_SCREENS).flatMap(chunkOf);
  const search = isFamily(me) ? [] : warmSearch(clients.size, () => getSnapshot().clients.values());
  whenIdle([...(first ? [first] : []), ...warmers(), ...others, ...search]);
}

// Loads a screen's code and hands it to React Router, which then draws the screen in one go instead of a state of waiting
// first. Only what the service worker holds: no network is asked for what may never be wanted.
function chunkOf(path) {
  if (!globalThis.navigator?.serviceWorker?.controller) return [];
  const route = Object.values(globalThis.__reactRouterManifest?.routes ?? {}).find((one) => one.path === path);
  if (!route) return [];
  return [
    async () => {
      const module = await import(/* @vite-ignore */ route.module);
      const known = globalThis.__reactRouterRouteModules;
      if (known) known[route.id] ??= module;
    },
  ];
}
