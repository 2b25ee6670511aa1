// The open store: which account is current on this device, one change at a time, and tabs kept in step.
//
// Every write goes through change(): its transaction first, then memory, then the other tabs. Rows are read again
// in the same queue when another tab has written, so memory can never fall behind what it already showed.
import { absorb, bundlesHeld, clear, getSnapshot, setStatus } from "./memory.js";
import { Outdated, TABLES, deviceStore, hasStore, openStore } from "./store.js";
import { isOver } from "./limits.js";
import { hearCurrent, join, leave, tell, tellCurrent } from "./tabs.js";

const HISTORY_DAYS = 7;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 60_000;
let open; // { account, db }
let owner; // whose records this window has shown since it was loaded
let queue = Promise.resolve();
const hearers = new Set();
const flushers = new Set();

// Other modules hear what other tabs say: onTold((message) => ...).
export const onTold = (hear) => hearers.add(hear);

// beforeClosing(async () => ...) is awaited before a store closes, for what is still being written.
export const beforeClosing = (flush) => flushers.add(flush);

export class NotOpen extends Error {
  constructor() {
    super("no account is open on this device");
    this.id = "signed_out";
  }
}

function inTurn(work) {
  const turn = queue.then(work);
  queue = turn.catch(() => {});
  return turn;
}

// Runs `work(db)`, which writes in one transaction and returns what it wrote:
// { bundles, commands, drafts, meta: [rows], gone: { table: [ids] } }. Resolves, with the same, when it is durable.
// Rejects with NotOpen when nobody is signed in here, or when `account` is no longer who is.
export function change(work, { account } = {}) {
  return inTurn(async () => {
    if (!open || (account && open.account !== account)) throw new NotOpen();
    if (open.isOutdated) throw new Outdated();
    const wrote = await work(open.db);
    absorb(wrote);
    tell({ wrote: ids(wrote) });
    return wrote;
  });
}

// For what cannot wait its turn: `work(database)` is called in this very task, with the browser's own IDBDatabase, and its
// result is returned; it may be called again when the browser has closed the store under us, which it does to an app that is
// put away. Memory and the other tabs know nothing of it before catchUp(). Rejects as change() does.
export async function changeNow(work, { account }) {
  if (open?.account !== account) throw new NotOpen();
  if (open.isOutdated) throw new Outdated();
  const { db } = open;
  try {
    if (db.backendDB()) return await work(db.backendDB());
  } catch (error) {
    if (error?.name !== "InvalidStateError") throw error;
    db.close({ disableAutoOpen: false }); // only half closed: nothing can be asked of it
  }
  if (open?.db !== db) throw new NotOpen();
  await db.open();
  if (open?.db === db) return work(db.backendDB());
  db.close();
  throw new NotOpen();
}

// What changeNow() wrote, { drafts: [rows] }, reaches memory and the other tabs, in its turn.
export function catchUp(wrote, { account }) {
  return inTurn(() => {
    if (open?.account !== account) return;
    absorb(wrote);
    tell({ wrote: ids(wrote) });
  });
}

// Resolves when memory holds all that was asked for until now.
export const inMemory = () => inTurn(() => {});

function ids(wrote) {
  const told = {};
  for (const table of TABLES) {
    const all = [...(wrote[table] ?? []).map(({ id }) => id), ...(wrote.gone?.[table] ?? [])];
    if (all.length) told[table] = all;
  }
  return told;
}

function hear(message) {
  if (message.wrote) readAgain(message.wrote, open);
  for (const listener of hearers) listener(message);
}

// A store that cannot be read just now is asked again: memory must not stay behind it.
function readAgain(told, known, waitMs = FIRST_WAIT_MS) {
  const read = async () => {
    if (known && open === known && !known.isOutdated) absorb(await reread(known.db, told));
  };
  inTurn(read).catch(() => setTimeout(() => readAgain(told, known, Math.min(2 * waitMs, LONGEST_WAIT_MS)), waitMs));
}

async function reread(db, told) {
  const changes = { gone: {} };
  await db.transaction("r", Object.keys(told), async () => {
    for (const [table, wanted] of Object.entries(told)) {
      const rows = await db.table(table).bulkGet(wanted);
      changes[table] = rows.filter(Boolean);
      changes.gone[table] = wanted.filter((_, i) => !rows[i]);
    }
  });
  return changes;
}

// Opens the account that was current when the app was last here. Needs no network.
export async function start() {
  if (!hasStore()) return clear("broken", { why: "device_store" });
  hearCurrent(() => (followed = followed.then(follow)));
  await follow();
}

let followed = Promise.resolve();

// Shows whom the device says is current: at start, and when another tab signed somebody in or out, or two people's
// records would stand side by side. Changes nothing that the other tab would have to follow in turn. A store that cannot be
// opened or read is "broken": the screens say so, and a reload tries again.
async function follow() {
  let current;
  try {
    await closeLeft();
    current = await deviceStore().get("current");
    if (isAnother(current?.account) && globalThis.location) await makeWay();
    else if (current?.account) await show(current.account);
    else if (open || getSnapshot().status !== "signed_out") await hide(current?.why);
  } catch {
    clear("broken", { account: current?.account, why: "device_store" });
  }
}

const isAnother = (account) => Boolean(account && owner && owner !== account);

// Somebody else is at this phone now: what the screens hold of the last person goes with the page itself.
async function makeWay() {
  await flushed();
  await inTurn(() => {
    shut();
    clear("opening");
  });
  location.replace("/");
}

// Makes `account` the current one on this device and shows what its store holds.
export async function openAccount(account) {
  const known = await deviceStore().get("current");
  if (known?.account !== account) await deviceStore().put({ id: "current", account });
  await show(account);
  if (known?.account !== account) tellCurrent();
}

// Closes the store: nobody is current here any more. What is in it stays for its owner. `why`: the error behind it.
export async function closeAccount({ why } = {}) {
  await flushed(); // while it is still open everywhere
  await deviceStore().put({ id: "current", account: null, why });
  await hide(why);
  tellCurrent();
}

// A sign-out that its page did not live to finish (leaving.js): what they were given goes, and nobody is current here.
export async function closeLeft() {
  const [current, leaving] = await deviceStore().bulkGet(["current", "leaving"]);
  if (!current?.account || current.account !== leaving?.account) return;
  await eraseHeld(current.account).finally(() => closeAccount());
}

async function show(account) {
  if (open && open.account !== account) await flushed();
  await inTurn(async () => {
    if (open?.account === account) return;
    shut();
    clear("opening", { account });
    const opened = { account, isOutdated: false };
    const onOutdated = () => {
      opened.isOutdated = true;
      setStatus("needs_update");
    };
    try {
      opened.db = await openStore(account, { onOutdated });
    } catch (error) {
      if (!(error instanceof Outdated)) throw error;
      clear("needs_update", { account });
      return;
    }
    open = opened;
    owner = account;
    const { db } = opened;
    join(account, hear);
    await prune(db).catch(() => {}); // on a full phone: at the next start
    absorb(await everything(db), { account, status: "ready" });
    const over = whoIsOver();
    if (!over.length) return;
    absorb({ gone: { bundles: over } }); // in the same breath: no screen ever draws them
    await db.bundles.bulkDelete(over).catch(() => {}); // on a full phone: at the next start
  });
}

async function hide(why) {
  await flushed();
  await inTurn(() => {
    shut();
    clear("signed_out", { why });
  });
}

const flushed = () => Promise.all([...flushers].map((flush) => flush()));

async function everything(db) {
  const rows = await db.transaction("r", TABLES, () => Promise.all(TABLES.map((table) => db.table(table).toArray())));
  return Object.fromEntries(TABLES.map((table, i) => [table, rows[i]]));
}

// The outbox shows for a while what was sent; what is over leaves the phone.
async function prune(db) {
  const before = new Date(Date.now() - HISTORY_DAYS * 86_400_000).toISOString();
  const isPast = (row) => ["applied", "fixed", "refused"].includes(row.state) && row.done_at < before;
  await db.commands.filter(isPast).delete();
}

function shut() {
  leave();
  open?.db.close();
  open = undefined;
}

// Bundles whose time is over leave the device: each at its own `until`, all of them at the offline limit.
export async function dropOver() {
  const over = open ? whoIsOver() : [];
  if (!over.length) return;
  await change(async (db) => {
    await db.bundles.bulkDelete(over);
    return { gone: { bundles: over } };
  });
}

// Asked of what is held: the screens have left it out by then. What an open visit keeps longer they show.
function whoIsOver() {
  const { clients, readable_until: limit } = getSnapshot();
  const isGone = ({ id, until }) => isOver(limit) || isOver(clients.get(id)?._until ?? until);
  return bundlesHeld().filter(isGone).map(({ id }) => id);
}

// What the server gave leaves the device; what its owner wrote (commands, drafts) stays.
export function eraseHeld(account) {
  return inTurn(async () => {
    const db = open?.account === account ? open.db : await openStore(account, { toErase: true });
    const bundles = await db.bundles.toCollection().primaryKeys();
    await db.transaction("rw", ["bundles", "meta"], async () => {
      await db.bundles.clear();
      await db.meta.delete("me");
    });
    if (open?.account === account) absorb({ gone: { bundles, meta: ["me"] } });
    else db.close();
  });
}
