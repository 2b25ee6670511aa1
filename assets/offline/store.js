// The device's own store: one IndexedDB database per account, and one tiny one for the device itself.
//
// A row is {id, times and states, box}: the box is the record and the only part that will be encrypted, so no name
// or word may stand outside it or in an index. Boxes are made before a transaction opens and read after it
// closes: awaiting anything but the store inside a transaction would commit it early.
import Dexie from "dexie";
import { DEVICE, NEWEST, STEPS, TABLES, nameFor } from "./steps.js";

export { STEPS, TABLES, nameFor };

const DEVICE_STEPS = [{ version: 1, stores: { meta: "id" } }];

// Dexie would close the store at the very moment in which the last words are written. A page that the browser kept is never
// shown again as it was (boot.js).
Dexie.disableBfCache = true;

function database(name, steps) {
  const db = new Dexie(name, { cache: "disabled" });
  for (const { version, stores, upgrade } of steps) {
    const step = db.version(version).stores(stores);
    if (upgrade) step.upgrade(upgrade);
  }
  return db;
}

export class Outdated extends Error {
  constructor() {
    super("the store is of a newer version of the app");
    this.id = "needs_update";
  }
}

// Opens the store of one account. `onOutdated` is called when a newer version of the app, in another tab, moves the
// store on: this tab may then only read what it has, and ask to be reloaded. Rejects with Outdated when it is moved on
// already: Dexie would open it all the same, and old code would write into new tables. Erasing needs no new code.
export async function openStore(account, { onOutdated = () => {}, toErase = false } = {}) {
  const db = database(nameFor(account), STEPS);
  db.on("versionchange", (event) => {
    // A deletion has no new version; an upgrade has.
    if (event.newVersion) onOutdated();
  });
  await db.open();
  if (!toErase && db.backendDB().version > NEWEST) {
    db.close();
    throw new Outdated();
  }
  return db;
}

let device;

// The device database: which account is current here, which sign-outs the server has not heard of.
export function deviceStore() {
  device ??= database(DEVICE, DEVICE_STEPS);
  return device.meta;
}

export const hasStore = () => typeof indexedDB !== "undefined";

// True for what the store could not do; else the error is our own.
export const isOfStore = (error) => error instanceof Dexie.DexieError || error instanceof DOMException;

// True for the errors with which a browser says that the disk or the quota is full.
export function isFull(error) {
  return [error?.name, error?.inner?.name].includes("QuotaExceededError");
}
