// The sender: one request carries commands up and bundles down, again and again until nothing is left to carry.
//
// A command leaves the outbox only on its own final verdict. Whatever else happens on the way means "not sent yet".
import { FORMAT, MOST_COMMANDS, isAnswer, nextBatch, request } from "./batch.js";
import { change, closeAccount, eraseHeld, onTold } from "./device.js";
import { askOurs } from "./leaving.js";
import { absorb, getMeta, getSnapshot, setStatus } from "./memory.js";
import { letUrgentGo } from "./outbox.js";
import { isFull, isOfStore } from "./store.js";
import { alone, tell } from "./tabs.js";
import { backoffMs, storeAnswer, storeVerdicts, verdictFor } from "./verdicts.js";

const URGENT_TIMEOUT_MS = 20_000;
// What the server says when one of these commands may be to blame; 502 to 504 come from a proxy before it.
const BROKEN = new Set([400, 422, 500]);
const calm = () => ({ failures: 0, since: 0, waitMs: 0, most: MOST_COMMANDS });
let pace = calm();
let running = null;
let again = false;
let current = null; // what is under way: { urgent, abort() }
const afterwards = new Set();

// onSynced(({ retryInMs }) => ...) is called when a run has ended; retryInMs is null when it ended well.
export const onSynced = (hear) => afterwards.add(hear);

// Sends and fetches all there is. Resolves when a run that began after this call has ended; never rejects for what the
// network or the server did. `patient` keeps to the wait after a failure; otherwise only a 429 is waited for.
export function syncNow({ patient = false } = {}) {
  if (!getSnapshot().account || waitMs(patient) > 0) return running ?? Promise.resolve();
  again = true;
  running ??= run().finally(() => {
    running = null;
    const retryInMs = pace.failures ? waitLeftMs() : null;
    for (const hear of afterwards) hear({ retryInMs });
  });
  return running;
}

// Of the wait after a failure. A clock that is put back meanwhile does not make it longer.
export const waitLeftMs = () => (Date.now() < pace.since ? 0 : Math.max(0, pace.since + pace.waitMs - Date.now()));
const waitMs = (patient) => (patient || pace.mustWait ? waitLeftMs() : 0);

// An alarm does not stand in a queue: what is under way, here or in another tab, makes room for it.
export function syncUrgently() {
  pace.mustWait = false;
  makeRoom();
  tell({ urgent: true });
  return syncNow();
}

function makeRoom() {
  if (current && !current.urgent) current.abort();
}

onTold(({ urgent }) => {
  if (urgent) makeRoom();
});

async function run() {
  while (again) {
    again = false;
    const { account } = getSnapshot();
    for (let isDone = !account; !isDone; ) isDone = await alone(account, () => round(account));
  }
}

// One request. Resolves to true when nothing more is to be done now.
async function round(account) {
  if (getSnapshot().account !== account || waitMs(false) > 0) return true;
  try {
    await letUrgentGo(account);
    return await exchange(account);
  } catch (error) {
    // Somebody signed out meanwhile, or another tab moved the store on: all of it is still there for later.
    if (["signed_out", "needs_update"].includes(error.id)) return true;
    slowDown({});
    if (!isOfStore(error)) throw error;
    // The phone is full, say: the answer is asked for again later. In memory alone, as nothing can be written.
    absorb({ meta: [noted({ last_error: isFull(error) ? "device_full" : "device_store" })] });
    return true;
  } finally {
    current = null;
    if (getSnapshot().account === account) absorb({ sending: [] });
  }
}

async function exchange(account) {
  const snapshot = getSnapshot();
  const device = getMeta("device")?.device_id;
  if (!device) return refused({ id: "not_signed_in" }); // nobody has signed in on this store yet
  const { commands: batch, urgent } = nextBatch(snapshot.commands, { most: pace.most });
  const body = request({ snapshot, device, meTag: getMeta("me")?.tag ?? null, batch });
  const control = new AbortController();
  current = { urgent, abort: () => control.abort("room for an alarm") };
  absorb({ sending: batch.map(({ id }) => id) });
  const timeoutMs = urgent ? URGENT_TIMEOUT_MS : undefined;
  const answer = await askOurs("POST", "/api/v1/sync", body, { timeoutMs, signal: control.signal });
  if (getSnapshot().account !== account) return true;
  if (control.signal.aborted && answer.kind === "offline") return false; // at once again: the alarm goes first
  return heard(account, batch, answer);
}

async function heard(account, batch, answer) {
  if (answer.kind === "ok" && isAnswer(answer.json, account)) return taken(account, batch, answer);
  if (answer.status === 413 && batch.length === 1) return toldTooLarge(account, batch);
  if (answer.status === 413 && batch.length > 1) return halve();
  if (BROKEN.has(answer.status) && answer.kind !== "portal" && batch.length) {
    return batch.length > 1 ? halve() : brokeOn(account, batch);
  }
  if (answer.timedOut && batch.length > 1) pace.most = half();
  const error = answer.kind === "ok" ? { id: "portal" } : answer.error;
  if (answer.kind === "refused") return refused(error, account);
  slowDown(answer);
  await note({ last_error: error.id });
  return true;
}

// The answer is stored; go on while there is more to carry either way and something moved.
async function taken(account, batch, { json, sentMs, receivedMs }) {
  const wrote = await storeAnswer(account, getSnapshot().commands, json, { sentMs, receivedMs });
  if (getSnapshot().status === "needs_update" && json.format === FORMAT) setStatus("ready");
  pace = { ...calm(), most: Math.min(MOST_COMMANDS, pace.most * 2) };
  const moved = wrote.commands.length > 0 || wrote.bundles.length > 0;
  const left = nextBatch(getSnapshot().commands, { most: 1 }).commands.length > 0;
  if (!moved && (left || json.more)) {
    slowDown({});
    return true;
  }
  return !left && !json.more;
}

const half = () => Math.max(1, Math.floor(pace.most / 2));

// Too much at once, or one of these breaks the server: smaller requests find out which. At once, no wait.
function halve() {
  pace.most = half();
  return false;
}

async function toldTooLarge(account, batch) {
  await storeVerdicts(account, batch, [verdictFor(batch[0], "refused", "too_large")]);
  return false;
}

// The request failed with this command alone in it. It waits by itself, so that the others go on; when the next one
// fails as well, the server is in trouble, not the command.
async function brokeOn(account, batch) {
  await storeVerdicts(account, batch, [verdictFor(batch[0], "failed", "our_fault")]);
  if (!pace.broke) {
    pace.broke = true;
    return false;
  }
  slowDown({});
  await note({ last_error: "server" });
  return true;
}

// Our own server said no to the whole request: nothing was applied, nothing is dropped.
async function refused({ id, params }, account) {
  if (id === "device_revoked") {
    await eraseHeld(account);
    await closeAccount({ why: id });
    return true;
  }
  if (id === "needs_update") setStatus("needs_update");
  const isSignedOut = ["not_signed_in", "other_account"].includes(id);
  slowDown({});
  await note({ last_error: id, last_error_params: params, ...(isSignedOut ? { signed_in: false } : {}) });
  return true;
}

function slowDown({ retryAfterMs = 0 }) {
  const failures = pace.failures + 1;
  const facts = { failures, since: Date.now(), waitMs: Math.max(retryAfterMs, backoffMs(failures)) };
  pace = { ...pace, ...facts, broke: false, mustWait: retryAfterMs > 0 };
}

// Remembers how the last try went; written only when that is news.
async function note(facts) {
  const known = getMeta("sync") ?? {};
  if (Object.entries(facts).every(([key, value]) => JSON.stringify(known[key]) === JSON.stringify(value))) return;
  const row = noted(facts);
  await change(async (db) => {
    await db.meta.put(row);
    return { meta: [row] };
  });
}

function noted(facts) {
  const { id: _, ...known } = getMeta("sync") ?? {};
  return { id: "sync", box: JSON.stringify({ last_at: null, offset_ms: 0, ...known, ...facts }) };
}

// A new person, or a new sign-in: yesterday's waits do not count.
export function startAfresh() {
  pace = calm();
}
