// One phone, driven by a Python test over stdin and stdout, a JSON object a line: the real modules, in as many tabs as the
// test opens. What they fetch is handed to the test, which answers with the real API, or badly.
//
//   in  {id, op, ...}              out {id, result} or {id, error}
//   out {ask, method, path, body}  in  {answer, status, type, text} or {answer, lost: true}
import { createInterface } from "node:readline";
import { uuid7 } from "../../assets/offline/ids.js";

const real = Date.now;
let aheadMs = 0;
Date.now = () => real() + aheadMs;
globalThis.localStorage = { getItem: () => null, setItem() {}, removeItem() {} };

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const asked = new Map();
let asks = 0;

globalThis.fetch = (path, { method = "GET", body, signal } = {}) =>
  new Promise((resolve, reject) => {
    asks += 1;
    signal?.addEventListener("abort", () => reject(signal.reason));
    asked.set(asks, ({ lost, status, type, text }) => {
      if (lost) reject(new TypeError("network"));
      else resolve(new Response(status === 204 ? null : text, { status, headers: { "content-type": type } }));
    });
    say({ ask: asks, method, path, body });
  });

const NAMES = ["device", "memory", "outbox", "sync", "session", "drafts"];
const tabs = new Map();
let loads = 0;

async function load(name) {
  loads += 1;
  const modules = await Promise.all(NAMES.map((one) => import(`../../assets/offline/${one}.js?tab=${name}-${loads}`)));
  const tab = Object.assign({}, ...modules);
  tabs.set(name, tab);
  await tab.start();
  return tab;
}

const settled = (tab) => tab.change(async () => ({})).catch(() => {}); // after what other tabs told has been read

// Where a command's record shows, by the record's own id: "note", "mark", "step", "visit:<status>".
function shown(tab) {
  const found = {};
  const add = (id, what) => (found[id] ??= []).push(what);
  for (const [clientId, bundle] of tab.getSnapshot().clients) {
    for (const note of bundle.notes) add(note.id, `note ${clientId} ${note.version}`);
    for (const goal of bundle.goals) for (const mark of goal.marks) add(mark.id, `mark ${clientId} ${mark.level}`);
    for (const step of bundle.steps) add(step.id, `step ${clientId} ${step.done_at ? "done" : "open"}`);
    for (const visit of bundle.visits) add(visit.id, `visit ${clientId} ${visit.status}`);
  }
  return found;
}

const OPS = {
  // A new phone: every tab closed, every store gone.
  renew: async () => {
    for (const tab of tabs.values()) await tab.closeAccount();
    tabs.clear();
    const names = await indexedDB.databases();
    await Promise.all(names.map(({ name }) => new Promise((resolve) => (indexedDB.deleteDatabase(name).onsuccess = resolve))));
  },
  // A reload: fresh modules over the same store.
  open: ({ tab }) => load(tab).then(() => null),
  enter: async ({ tab, account, device }) => {
    const { openAccount, change, startAfresh } = tabs.get(tab);
    await openAccount(account);
    const row = { id: "device", box: JSON.stringify({ device_id: device }) };
    await change(async (db) => (await db.meta.put(row), { meta: [row] }));
    startAfresh();
  },
  sign_in: ({ tab, email, password }) => tabs.get(tab).signIn({ email, password }),
  sign_out: ({ tab }) => tabs.get(tab).signOut(),
  record: ({ tab, kind, ...what }) => tabs.get(tab).record(kind, what),
  fix: ({ tab, command, payload }) => tabs.get(tab).fixAndResend(command, payload),
  sync: ({ tabs: names }) => Promise.all(names.map((name) => tabs.get(name).syncNow())).then(() => null),
  wait: ({ ms }) => void (aheadMs += ms),
  ids: ({ count }) => Array.from({ length: count }, () => uuid7()),
  look: async ({ tab }) => {
    await settled(tabs.get(tab));
    const { status, account, commands, sync, clients } = tabs.get(tab).getSnapshot();
    return { status, account, commands, sync, clients: [...clients.keys()], shown: shown(tabs.get(tab)) };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { id, op, answer, ...rest } = JSON.parse(line);
  if (answer) {
    asked.get(answer)(rest);
    asked.delete(answer);
  } else {
    Promise.resolve()
      .then(() => OPS[op](rest))
      .then((result = null) => say({ id, result }), (error) => say({ id, error: `${error?.id ?? ""} ${error?.stack ?? error}` }));
  }
}
process.exit(0); // what a phone would still try later is tried by nobody
