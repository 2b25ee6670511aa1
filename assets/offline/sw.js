// The service worker: the phone screens' shell, precached and versioned. It never holds records, never touches
// /api or the websocket, and leaves server-driven screens to the network.
import { createHandlerBoundToURL, precacheAndRoute, cleanupOutdatedCaches } from "workbox-precaching";
import { registerRoute } from "workbox-routing";
import { isHalfWritten } from "./half-written.js";
import { inTable, isStatic } from "./route-table.js";

/**
 * Start the worker. `precache` is a list of {url, revision}; `phoneRoutes` the screens that work with no
 * network; `shells` the page made for a route; `fallback` the page for any other whose path has parameters.
 */
export function start({ precache, phoneRoutes, shells, fallback }) {
  cleanupOutdatedCaches();
  self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
  self.addEventListener("message", (event) => {
    if (event.data?.type === "SKIP_WAITING") self.skipWaiting();
    if (event.data?.type === "CLAIM") event.waitUntil(self.clients.claim());
  });
  // Only files of this build: everything else goes to the network as if no worker were there.
  precacheAndRoute(precache, { cleanURLs: false, directoryIndex: null, ignoreURLParametersMatching: [] });
  const pages = pageHandlers({ precache, phoneRoutes, shells, fallback });
  registerRoute(
    ({ request }) => request.mode === "navigate" && request.method === "GET",
    ({ event, request, url }) => navigate({ event, request, url, pages, phoneRoutes }),
  );
}

// One handler a screen: its shell, or its own prerendered page; one for all others that have parameters.
function pageHandlers({ precache, phoneRoutes, shells, fallback }) {
  const urls = new Set(precache.map((entry) => entry.url));
  const pages = new Map();
  for (const route of phoneRoutes) {
    const page = shells[route] ?? (isStatic(route) ? pageOf(route) : fallback);
    if (urls.has(page)) pages.set(route, createHandlerBoundToURL(page));
  }
  return { pages, other: createHandlerBoundToURL(fallback) };
}

const pageOf = (route) => (route === "/" ? "/index.html" : `${route}.html`);

async function navigate({ event, request, url, pages, phoneRoutes }) {
  if (await takesOver(event)) return again();
  const path = url.pathname.replace(/(.)\/$/, "$1");
  const route = phoneRoutes.find((one) => inTable([one], path));
  if (!route) return fromNetwork(request, url);
  const page = pages.pages.get(route) ?? pages.other;
  return page({ event, request, url });
}

/** A server-driven screen. With no network, an honest page instead, which offers to try again. */
async function fromNetwork(request, url) {
  try {
    return await fetch(request);
  } catch {
    const from = encodeURIComponent(url.pathname + url.search);
    return Response.redirect(`/offline?from=${from}`, 302);
  }
}

// A version that waits takes over when a page starts, this is the only window and nothing is half-written:
// nothing of the old version has been painted yet. The page is asked for again when the new worker is active:
// asked for at once, it would reach the old one again, which may not stop while it answers. One that does not come in
// PATIENCE_MS is not waited for by this worker again, so that nobody looks at an empty screen: the old version opens, and update.js
// follows when the new one is there.
async function takesOver(event) {
  const waiting = self.registration.waiting;
  if (!waiting || hasAsked) return false;
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const others = windows.filter((client) => client.id !== event.clientId); // it names the page that is left
  if (others.length > 0 || (await isHalfWritten())) return false;
  hasAsked = true;
  waiting.postMessage({ type: "SKIP_WAITING" });
  return true;
}

const PATIENCE_MS = 3000;
let hasAsked = false;

const again = () => new Response(AGAIN, { headers: { "Content-Type": "text/html" } });

const AGAIN = `<!doctype html><meta name="color-scheme" content="light dark"><script>
setTimeout(() => location.reload(), ${PATIENCE_MS});
navigator.serviceWorker.getRegistration().then((registration) => {
  const worker = registration?.waiting ?? registration?.active;
  const look = () => !["installed", "activating"].includes(worker?.state) && location.reload();
  worker?.addEventListener("statechange", look);
  look();
});
</script>`;
