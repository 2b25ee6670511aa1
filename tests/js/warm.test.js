// What is done before it is needed, while nothing else is.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { whenIdle } from "../../assets/offline/idle.js";
import { FAMILY_SCREENS, STAFF_SCREENS } from "../../assets/offline/warm.js";

const CODE = "data:text/javascript,export default 'screen'";
const manifest = (paths) => ({ routes: Object.fromEntries(paths.map((path) => [`routes/${path}`, { id: `routes/${path}`, path, module: CODE }])) });
const idle = () => new Promise((resolve) => whenIdle([resolve]));
let opened = 0;

// A phone on which `clients` lie, just opened: modules of its own (setup.js).
async function open({ isSignedIn = true, ...facts } = {}) {
  const own = `?tab=warm${(opened += 1)}`;
  const { seeded } = await import(`./phone.js${own}`);
  const { warmUp } = await import(`../../assets/offline/warm.js${own}`);
  const { whenIdle: later } = await import(`../../assets/offline/idle.js${own}`);
  if (isSignedIn) await seeded(facts);
  warmUp();
  await new Promise((resolve) => later([resolve]));
}

function phone({ isKept = true, paths = [...STAFF_SCREENS, ...FAMILY_SCREENS] } = {}) {
  Object.defineProperty(globalThis, "navigator", { value: { serviceWorker: { controller: isKept ? {} : null } }, configurable: true });
  globalThis.__reactRouterManifest = manifest(paths);
  globalThis.__reactRouterRouteModules = {};
  return () => Object.keys(globalThis.__reactRouterRouteModules).map((id) => id.slice("routes/".length));
}

afterEach(() => {
  for (const name of ["navigator", "__reactRouterManifest", "__reactRouterRouteModules"]) delete globalThis[name];
});

test("pieces are done in their order, and one that fails holds nothing up", async () => {
  const done = [];
  whenIdle([() => done.push(1), () => Promise.reject(new Error("no")), () => { throw new Error("no"); }, () => done.push(2)]);
  await idle();
  assert.deepEqual(done, [1, 2]);
});

test("a long piece lets the browser breathe before the next", async () => {
  const done = [];
  const long = () => {
    const from = performance.now();
    while (performance.now() - from < 10);
    done.push("long");
  };
  whenIdle([long, () => done.push("next")]);
  await new Promise((resolve) => setTimeout(resolve, 70));
  assert.deepEqual(done, ["long"]);
  await idle();
  assert.deepEqual(done, ["long", "next"]);
});

test("the screens of the staff are handed to the router; a family gets its own and none of the staff's", async () => {
  const handed = phone();
  await open();
  assert.deepEqual(handed().toSorted(), STAFF_SCREENS.toSorted());
  const familys = phone();
  await open({ shape: "family", clients: {} });
  assert.deepEqual(familys().toSorted(), FAMILY_SCREENS.toSorted());
});

test("without a service worker no screen is fetched ahead, and before anybody is known nothing is", async () => {
  const handed = phone({ isKept: false });
  await open();
  assert.deepEqual(handed(), []);
  const strangers = phone();
  await open({ isSignedIn: false });
  assert.deepEqual(strangers(), []);
});

test("what the router has loaded itself stays, and a screen that this build does not have is passed over", async () => {
  const handed = phone({ paths: ["today", "people"] });
  const own = { default: "drawn" };
  globalThis.__reactRouterRouteModules["routes/today"] = own;
  await open();
  assert.equal(globalThis.__reactRouterRouteModules["routes/today"], own);
  assert.deepEqual(handed().toSorted(), ["people", "today"]);
});
