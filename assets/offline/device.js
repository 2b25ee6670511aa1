// The open store: which account is current on this device, one change at a time, and tabs kept in step.
//
// Every write goes through change(): its transaction first, then memory, then the other tabs. Rows are read again
// in the same queue when another tab has written, so memory can never fall behind what it already showed.
import { EMPTY, absorb, clear, getSnapshot, setStatus } from "./memory.js";
import { TABLES, deviceStore, hasStore, openStore } from "./store.js";
import { isOver } from "./limits.js";
import { join, leave, tell } from "./tabs.js";

let open; // { account, db }
let queue = Promise.resolve();
const hearers = new Set();

// Other modules hear what other tabs say: onTold((message) => ...).
export const onTold = (hear) => hearers.add(hear);

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

// Reads only: `work(db)` in turn with the writes.
export const look = (work) =>
  inTurn(() => {
    if (!open) throw new NotOpen();
    return work(open.db);
  });

function hear(message) {
  if (message.wrote) {
    inTurn(async () => {
      if (open) absorb(await reread(open.db, message.wrote));
    });
  }
  if (message.left) closeAccount();
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
  if (!hasStore() || open) return;
  const current = await deviceStore().get("current");
  if (current?.account) await openAccount(current.account);
  else clear("signed_out");
}

// Makes `account` the current one on this device and shows what its store holds.
export function openAccount(account) {
  return inTurn(async () => {
    if (open?.account === account) return;
    shut();
    clear("opening", account);
    await deviceStore().put({ id: "current", account });
    let db;
    try {
      db = await openStore(account, { onOutdated: () => setStatus("needs_update") });
    } catch (error) {
      if (error.name !== "VersionError") throw error;
      return clear("needs_update", account);
    }
    open = { account, db };
    join(account, hear);
    absorb(await everything(db), { account, status: "ready" });
  }).then(dropOver);
}

async function everything(db) {
  const rows = await db.transaction("r", TABLES, () => Promise.all(TABLES.map((table) => db.table(table).toArray())));
  return Object.fromEntries(TABLES.map((table, i) => [table, rows[i]]));
}

function shut() {
  leave();
  open?.db.close();
  open = undefined;
}

// Closes the store: nobody is current here any more. What is in it stays for its owner.
export function closeAccount() {
  return inTurn(async () => {
    shut();
    await deviceStore().delete("current");
    clear("signed_out");
  });
}

// Bundles whose time is over leave the device: each at its own `until`, all of them at the offline limit.
export function dropOver() {
  const { clients, readable_until: limit } = getSnapshot();
  if (!open) return;
  const over = isOver(limit) ? [...clients.keys()] : [...clients].filter(([, one]) => isOver(one._until)).map(([id]) => id);
  if (over.length) return erase(over);
}

export function erase(clientIds) {
  return change(async (db) => {
    await db.bundles.bulkDelete(clientIds);
    return { gone: { bundles: clientIds } };
  });
}

export { EMPTY };
