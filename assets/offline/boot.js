// Runs as a classic script in <head>, before first paint and before Reflex: text size, no socket on phone
// screens, and the service worker's registration.
import { showTextSize } from "./display-root.js";
import { inTable } from "./route-table.js";

const HOUR = 3_600_000;

/** Start the page; `serverRoutes` is the table of screens that may open a websocket. */
export function boot({ serverRoutes }) {
  showTextSize(document.documentElement, localStorage.getItem("text-size"));
  allowSocket(inTable(serverRoutes, location.pathname));
  if ("serviceWorker" in navigator) addEventListener("load", register);
  addEventListener("beforeinstallprompt", keepPrompt);
  addEventListener("pageshow", comeBackNew);
}

// A page that the browser kept whole, for Back, heard nothing while it was away: it may be of who was signed in before.
function comeBackNew(event) {
  if (event.persisted) location.reload();
}

// The browser asks whether to install only once a page, often before any screen listens: Settings shows it later.
function keepPrompt(event) {
  event.preventDefault();
  globalThis.casepwaInstall = event;
  dispatchEvent(new Event("casepwa-install"));
}

// Reflex opens no socket while this cookie says false. It is read at every (re)connect, and shared by all tabs:
// a tab that comes to the front says again what its own page needs.
function allowSocket(allowed) {
  const say = () => {
    document.cookie = `backend-enabled=${allowed}; path=/; SameSite=Lax`;
  };
  say();
  addEventListener("focus", say);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && say());
}

async function register() {
  const registration = await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - asked < HOUR) return;
    asked = Date.now();
    registration.update().catch(() => {}); // no network: asked again later
  });
  await beTaken();
}

// A page that was on its way to the screen at the moment when the worker took over all open ones was passed over. It would
// fetch its next screens from the network until it is loaded again: it asks to be taken, too.
async function beTaken() {
  const { active } = await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller) active.postMessage({ type: "CLAIM" });
}
