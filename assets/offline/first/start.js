// A first paint of one phone screen: its first words and links from the store, without React, which follows and takes over.
// Bundled with that screen's compiled page by casepwa/offline/first_paint.py; docs/decisions/first-paint.md says why.
import { wallIso } from "../clock.js";
import { warmFormats } from "../formats.js";
import { isOver } from "../limits.js";
import { getSnapshot } from "../memory.js";
import { paramsOf } from "../route-table.js";
import { PAINTED } from "../steps.js";
import { drawn } from "../text.js";
import { cover } from "./cover.js";
import { draw } from "./draw.js";
import { jsx, setParams } from "./react.js";
import { readFirst } from "./records.js";
import { readingNow } from "./reads.js";
import { forget } from "./snapshot.js";

const LONGEST_MS = 2000; // a store that does not open by then is left to the app

/** Paints `Page`, which stands at `route`. React is started when the promise that this leaves behind is settled. */
export function first({ route, Page }) {
  const params = paramsOf(route, location.pathname);
  const tooLong = new Promise((resolve) => setTimeout(resolve, LONGEST_MS));
  const painting = params && typeof indexedDB !== "undefined" ? paint(Page, params) : Promise.resolve();
  globalThis.casepwaPainted = Promise.race([painting.catch(() => {}), tooLong]);
}

async function paint(Page, params) {
  const reading = readFirst(params.client_id);
  warmFormats(); // while the store opens
  const [held] = await Promise.all([reading, bodyIsThere()]);
  if (!held) return;
  try {
    drawn(); // nothing prerendered stands in the way here
    setParams(params);
    const over = cover(letGo);
    draw(jsx(Page), over.element);
    over.show();
    globalThis.casepwaFirst = over;
    leaveInTime(over);
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    await noteReading(held.db);
  } finally {
    held.db.close();
  }
}

function bodyIsThere() {
  if (document.body) return undefined;
  return new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
}

const watches = []; // each ends one

// Nothing of a page that has given way outlives it: the page stays open all day.
function letGo() {
  for (const end of watches.splice(0)) end();
  delete globalThis.casepwaFirst;
  forget();
}

// The same that would take a record off the app's own screens takes it off here, if the app is still not there.
function leaveInTime(over) {
  const { clients, readable_until: limit } = getSnapshot();
  const ends = [limit, ...[...clients.values()].map(({ _until }) => _until)].filter(Boolean);
  const look = () => ends.some((end) => isOver(end)) && over.drop();
  const clock = setInterval(look, 60_000);
  document.addEventListener("visibilitychange", look);
  watches.push(() => clearInterval(clock), () => document.removeEventListener("visibilitychange", look));
  if (typeof BroadcastChannel === "undefined") return;
  const channel = new BroadcastChannel("casepwa-device");
  channel.onmessage = () => over.drop();
  watches.push(() => channel.close());
}

// What was shown was read, even if the app never comes: kept in the store before the app
// starts, for ../readings.js to put into the outbox.
async function noteReading(db) {
  const reading = readingNow();
  if (!reading) return;
  const box = { ...reading, read_at: wallIso(), was_offline: navigator.onLine === false };
  const work = db.transaction("meta", "readwrite");
  work.objectStore("meta").put({ id: `${PAINTED}${box.what}|${box.client_id}|${box.read_at}`, box: JSON.stringify(box) });
  await new Promise((resolve) => (work.oncomplete = work.onerror = work.onabort = resolve));
}
