// The open store: which account is current on this device, one change at a time, and tabs kept in step.
//
// Every write goes through change(): its transaction first, then memory, then the other tabs. Rows are read again
// in the same queue when another tab has written, so memory can never fall behind what it already showed.
import { absorb, clear, getSnapshot, setStatus } from "./memory.js";
import { Outdated, TABLES, deviceStore, hasStore, openStore } from "./store.js";
import { isOver } from "./limits.js";
import { hearCurrent, join, leave, tell, tellCurrent } from "./tabs.js";

const HISTORY_DAYS = 7;
let open; // { account, db }
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

function ids(wrote) {
  const told = {};
  for (const table of TABLES) {
    const all = [...(wrote[table] ?? []).map(({ id }) => id), ...(wrote.gone?.[table] ?? [])];
    if (all.length) told[table] = all;
  }
  return told;
}

function hear(message) {
  if (message.wrote) {
    inTurn(async () => {
      if (open) absorb(await reread(open.db, message.wrote));
    });
  }
  for (const listener of hearers) listener(message);
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
  if (!hasStore()) return;
  hearCurrent(() => (followed = followed.then(follow)));
  await follow();
}

let followed = Promise.resolve();

// Shows whom the device says is current: at start, and when another tab signed somebody in or out, or two people's
// records would stand side by side. Changes nothing that the other tab would have to follow in turn.
async function follow() {
  const current = await deviceStore().get("current");
  if (current?.account) await show(current.account);
  else if (open || getSnapshot().status !== "signed_out") await hide(current?.why);
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
    const { db } = opened;
    join(account, hear);
    await prune(db);
    absorb(await everything(db), { account, status: "ready" });
    const over = whoIsOver();
    if (!over.length) return;
    absorb({ gone: { bundles: over } }); // in the same breath: no screen ever draws them
    await db.bundles.bulkDelete(over);
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

function whoIsOver() {
  const { clients, readable_until: limit } = getSnapshot();
  return isOver(limit) ? [...clients.keys()] : [...clients].filter(([, one]) => isOver(one._until)).map(([id]) => id);
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
