// What is in the open store, held in memory, and the one immutable snapshot made of it.
//
// A change touches few records, so only what it touches is made anew: a recorded command re-projects the bundles of its
// own clients and nothing else. Records that did not change stay the same objects, for React to skip.
import { setOffset } from "./clock.js";
import { isOver, readableUntil, staysUntil } from "./limits.js";
import { KINDS, isDoing, project, projectMe } from "./project.js";

const PROJECTED = new Set(["waiting", "sending", "blocked", "needs_fix", "our_fault"]);
const WAITING = new Set(["waiting", "blocked"]);
const NO_SYNC = { state: "all_sent", waiting: 0, needs_fix: 0, our_fault: 0, last_at: null, has_more: false, last_error: null, signed_in: true };

export const EMPTY = Object.freeze({
  status: "opening",
  account: null,
  me: null,
  clients: new Map(),
  commands: [],
  drafts: [],
  sync: NO_SYNC,
  readable_until: null,
  now_offset_ms: 0,
  storage: null,
});

let held = none();
let snapshot = EMPTY;
const listeners = new Set();

function none() {
  return { bundles: new Map(), commands: new Map(), drafts: new Map(), meta: new Map(), projected: new Map(), sending: new Set() };
}

export const getSnapshot = () => snapshot;
export function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function show(next) {
  snapshot = Object.freeze(next);
  for (const listener of [...listeners]) listener();
}

// What the store keeps beside records: "me", "sync", "device", "storage". Undefined when it has none.
export const getMeta = (id) => held.meta.get(id);
export const metaUnder = (prefix) => [...held.meta.values()].filter(({ id }) => id.startsWith(prefix));

// The rows of all bundles in the store, also of those that are not shown any more.
export const bundlesHeld = () => [...held.bundles.values()].map(({ row }) => row);

// Forget everything held and show a bare status: signed out, another account opening. `why` is the error behind it.
export function clear(status, { account = null, why = null } = {}) {
  held = none();
  show({ ...EMPTY, status, account, sync: { ...NO_SYNC, last_error: why } });
}

export const setStatus = (status) => show({ ...snapshot, status });

// A row as the screens know it: { id, times and states, ...what the box says }.
const opened = ({ box, ...outside }) => ({ ...outside, ...JSON.parse(box) });

const readers = {
  bundles: (row) => ({ row, bundle: JSON.parse(row.box) }),
  // `said` is the second box: what the server said of this command.
  commands: ({ said, ...row }) => ({ ...opened(row), params: JSON.parse(said) }),
  drafts: opened,
  meta: opened,
};

// Whether a command still shows through its projection in this client's bundle: until the bundle that holds
// its effect has come, even when the verdict came first.
const shows = (command, clientId) =>
  PROJECTED.has(command.state) || (command.state === "applied" && command.open_for.includes(clientId));

// changes: { bundles, commands, drafts, meta: [rows], gone: { bundles: [ids], ... }, sending: [ids] }
export function absorb(changes, { account = snapshot.account, status = snapshot.status } = {}) {
  const touched = new Set();
  let everyone = false;
  for (const table of ["bundles", "commands", "drafts", "meta"]) {
    const rows = changes[table] ?? [];
    const gone = changes.gone?.[table] ?? [];
    if (!rows.length && !gone.length) continue;
    const next = new Map(held[table]);
    for (const id of gone) {
      touch(table, next.get(id), id, touched);
      next.delete(id);
    }
    for (const row of rows) {
      const record = readers[table](row);
      touch(table, next.get(row.id), row.id, touched);
      touch(table, record, row.id, touched);
      next.set(row.id, record);
    }
    held[table] = next;
    if (table === "meta" && rows.some(({ id }) => id === "me")) everyone = true;
  }
  if (changes.sending) held.sending = new Set(changes.sending);
  rebuild({ touched: everyone ? new Set(held.bundles.keys()) : touched, account, status, changes });
}

function touch(table, record, id, touched) {
  if (table === "bundles") touched.add(id);
  // A logged read, say, is seen in nobody's record.
  if (table === "commands" && record && KINDS[record.kind]?.client) for (const client of record.client_ids) touched.add(client);
}

function rebuild({ touched, account, status, changes }) {
  const has = (table) => changes[table]?.length || changes.gone?.[table]?.length;
  const commands = has("commands") || changes.sending ? listCommands() : snapshot.commands;
  const meta = (id) => held.meta.get(id);
  const base = meta("me")?.me ?? null;
  const me = base && commands.reduce((so, one) => (shows(one, null) ? projectMe(so, one) : so), base);
  const sync = meta("sync");
  setOffset(sync?.offset_ms ?? 0);
  const clients = touched.size ? reproject(touched, me) : snapshot.clients;
  const sameLimit = clients === snapshot.clients && !has("meta");
  show({
    status,
    account,
    me,
    clients,
    commands,
    drafts: has("drafts") ? [...held.drafts.values()].sort((a, b) => (a.saved_at < b.saved_at ? 1 : -1)) : snapshot.drafts,
    sync: syncFacts(commands, sync),
    readable_until: sameLimit ? snapshot.readable_until : readableUntil({ me, clients, lastAt: sync?.last_at }),
    now_offset_ms: sync?.offset_ms ?? 0,
    storage: meta("storage") ?? null,
  });
}

function listCommands() {
  const before = new Map(snapshot.commands.map((command) => [command.id, command]));
  return [...held.commands.values()]
    .sort((a, b) => a.seq - b.seq)
    .map((command) => {
      const sending = WAITING.has(command.state) && held.sending.has(command.id);
      if (!sending) return command;
      const shown = before.get(command.id);
      return shown?.state === "sending" && shown.tries === command.tries ? shown : { ...command, state: "sending" };
    });
}

function reproject(touched, me) {
  const clients = new Map(snapshot.clients);
  const names = (id) => held.bundles.get(id)?.bundle.header;
  const mine = new Map([...touched].map((id) => [id, []]));
  for (const command of [...held.commands.values()].sort((a, b) => a.seq - b.seq)) {
    for (const id of command.client_ids) if (mine.has(id) && shows(command, id)) mine.get(id).push(command);
  }
  for (const [id, commands] of mine) {
    const given = held.bundles.get(id);
    if (!given || !me) {
      clients.delete(id);
      continue;
    }
    const { tag, given_at } = given.row;
    const bundle = commands.reduce((so, one) => project(so, one, { me, names }), given.bundle);
    const until = staysUntil(given.row.until, bundle);
    if (isOver(until)) clients.delete(id);
    else clients.set(id, { ...bundle, _tag: tag, _until: until, _given_at: given_at });
  }
  return clients;
}

function syncFacts(commands, sync) {
  const doing = commands.filter(isDoing);
  const count = (...states) => doing.filter(({ state }) => states.includes(state)).length;
  const facts = { waiting: count("waiting", "sending", "blocked"), our_fault: count("our_fault") };
  facts.needs_fix = count("needs_fix") + facts.our_fault;
  const state = count("sending") ? "sending" : facts.needs_fix ? "needs_fix" : facts.waiting ? "waiting" : "all_sent";
  const { last_at = null, has_more = false, last_error = null, last_error_params = {}, signed_in = true } = sync ?? {};
  return { state, ...facts, last_at, has_more, last_error, last_error_params, signed_in };
}
