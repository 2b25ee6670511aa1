// Reads what a first paint needs straight from the account's store, without the code that writes it. Stricter than the
// app itself: whenever the app would not show a record, or would have to work something out first, nothing is read.
import { isOver } from "../limits.js";
import { absorb, clear, getSnapshot } from "../memory.js";
import { DEVICE, NEWEST, nameFor } from "../steps.js";
import { isFamily } from "../strayed.js";

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

// A database that is there; null when it is not (it is not made either).
function opened(name) {
  const asked = indexedDB.open(name);
  asked.onupgradeneeded = () => asked.transaction.abort();
  return new Promise((resolve) => {
    asked.onsuccess = () => {
      const db = asked.result;
      db.onversionchange = () => db.close();
      resolve(db);
    };
    asked.onerror = (event) => {
      event.preventDefault();
      resolve(null);
    };
  });
}

async function currentAccount() {
  const db = await opened(DEVICE);
  if (!db) return null;
  try {
    const meta = db.transaction("meta").objectStore("meta");
    const [current, leaving] = await Promise.all([done(meta.get("current")), done(meta.get("leaving"))]);
    return current?.account && current.account !== leaving?.account ? current.account : null;
  } finally {
    db.close();
  }
}

// Whose store it was last time is opened meanwhile; it is read only if it is theirs still.
const LAST = "first-account";

async function currentStore() {
  const last = localStorage.getItem(LAST);
  const early = last ? opened(nameFor(last)) : null;
  const account = await currentAccount();
  if (account && account === last) return { account, db: await early };
  early?.then((db) => db?.close());
  localStorage.removeItem(LAST);
  return { account, db: account ? await opened(nameFor(account)) : null };
}

async function rowsOf(db, clientId) {
  const store = db.transaction(["bundles", "commands", "drafts", "meta"]);
  const all = (table) => done(store.objectStore(table).getAll());
  const bundles = clientId ? done(store.objectStore("bundles").get(clientId)).then((row) => (row ? [row] : [])) : all("bundles");
  const [given, commands, drafts, meta] = await Promise.all([bundles, all("commands"), clientId ? [] : all("drafts"), all("meta")]);
  return { bundles: given, commands, drafts, meta };
}

/**
 * Puts what is current on this device into memory: of one client, or of all when `clientId` is undefined. Resolves to
 * the open store ({ account, db }, to be closed by the caller), or to null when nothing may be shown at once: nobody is
 * signed in, it is a family's account (only screens of the staff paint first), the store is of another version, or the time
 * for which the device may keep it is over.
 */
export async function readFirst(clientId) {
  clear("opening");
  const { account, db } = await currentStore();
  if (!db) return null;
  if (db.version === NEWEST) {
    absorb(await rowsOf(db, clientId), { account, status: "ready" });
    const { me, readable_until: limit, clients } = getSnapshot();
    if (limit && !isFamily(me) && !isOver(limit) && (!clientId || clients.has(clientId))) {
      localStorage.setItem(LAST, account);
      return { account, db };
    }
  }
  db.close();
  return null;
}
