// Which commands go up next, and everything else a sync says. Pure: tested without a network.
import { wallIso } from "./clock.js";
import { isOpen, isUnsent } from "./order.js";

// Raised with bundle_shapes.FORMAT; a test compares the two.
export const FORMAT = 1;
export const MOST_COMMANDS = 100;
const MOST_CHARACTERS = 200_000;
export const LONGEST_WAIT_MS = 300_000;

// A time further ahead than we ever wait was written by a clock that has been put right since.
function isToWait({ retry_at }, now) {
  const left = Date.parse(retry_at) - now;
  return left > 0 && left <= LONGEST_WAIT_MS;
}

// The next commands to send, oldest first: urgent ones alone with what they depend on, else as many as `most` and a
// request's size allow. One that waits for a command that cannot go now is left for later.
export function nextBatch(commands, { now = Date.now(), most = MOST_COMMANDS } = {}) {
  const unsent = new Map(commands.filter(isOpen).map((one) => [one.id, one]));
  const ready = [...unsent.values()].filter((one) => isUnsent(one) && !isToWait(one, now));
  const urgent = ready.filter((one) => one.urgent);
  const wanted = urgent.length ? withDependencies(urgent, unsent) : ready;
  return { commands: inOrder(wanted, unsent, most), urgent: urgent.length > 0 };
}

function withDependencies(commands, unsent) {
  const found = new Map();
  const visit = (one) => {
    if (found.has(one.id)) return;
    found.set(one.id, one);
    for (const id of one.after) if (unsent.has(id)) visit(unsent.get(id));
  };
  commands.forEach(visit);
  return [...found.values()].filter(isUnsent).sort((a, b) => a.seq - b.seq);
}

// A fix is younger than what waits for it: go round until nothing more can go.
function inOrder(wanted, unsent, most) {
  const picked = new Map();
  let size = 0;
  for (let grew = true; grew; ) {
    grew = false;
    for (const one of wanted) {
      if (picked.has(one.id) || picked.size >= most) continue;
      if (one.after.some((id) => unsent.has(id) && !picked.has(id))) continue;
      const characters = JSON.stringify(one.payload).length;
      if (picked.size && size + characters > MOST_CHARACTERS) return [...picked.values()];
      picked.set(one.id, one);
      size += characters;
      grew = true;
    }
  }
  return [...picked.values()];
}

const asSent = ({ id, kind, client_ids, recorded_at, after, payload }) => ({ id, kind, client_ids, recorded_at, after, payload });

// The body of POST /api/v1/sync. `unsent` names, by client, everything that still waits here, and the id under which
// a refused command would be sent again: whoever loses a client may still send those (offline.md, "Late right").
export function request({ snapshot, device, batch, meTag }) {
  const unsent = {};
  for (const one of snapshot.commands) {
    if (!isOpen(one)) continue;
    const ids = one.fix_id ? [one.id, one.fix_id] : [one.id];
    for (const client of one.client_ids) (unsent[client] ??= []).push(...ids);
  }
  return {
    format: FORMAT,
    account: snapshot.account,
    device,
    sent_at: wallIso(),
    have: Object.fromEntries([...snapshot.clients].map(([id, { _tag }]) => [id, _tag])),
    have_me: meTag,
    unsent,
    commands: batch.map(asSent),
    storage_kept: snapshot.storage?.kept ?? null,
  };
}

// Whether this is an answer of ours to this account, not whatever a portal says in JSON.
export const isAnswer = (json, account) =>
  json?.account === account && Array.isArray(json.verdicts) && Array.isArray(json.bundles) && typeof json.server_time === "string";
