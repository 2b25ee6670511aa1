// Every read of a client's record is logged, also offline. Coming back to the same screen within a while is one reading.
import { wallIso } from "./clock.js";
import { change } from "./device.js";
import { uuid7 } from "./ids.js";
import { getSnapshot, metaUnder } from "./memory.js";
import { record } from "./outbox.js";
import { PAINTED } from "./steps.js";

const SAME_READING_MS = 15 * 60_000;

// Every part of a screen runs its hook: the readings that are being written are known at once, before the outbox has them.
const beingLogged = new Set();

// what: "person", "crisis_plan", "goals" or "note". Resolves when it is durable, or at once when it is the same reading.
export async function logRead(what, clientId) {
  const { clients, sync } = getSnapshot();
  if (!clients.has(clientId)) return;
  const was_offline = globalThis.navigator?.onLine === false || sync.last_error === "offline";
  await logShown({ what, client_id: clientId, read_at: wallIso(), was_offline });
}

// The same for what was shown at `read_at`, whoever is on the caseload now.
export async function logShown({ what, client_id, read_at, was_offline }) {
  const { account, commands } = getSnapshot();
  const isSame = (one) => one.kind === "read.logged" && one.payload.client_id === client_id && one.payload.what === what;
  const isNear = (one) => Math.abs(Date.parse(one.payload.read_at ?? one.recorded_at) - Date.parse(read_at)) < SAME_READING_MS;
  const key = `${account}|${what}|${client_id}`;
  if (beingLogged.has(key) || commands.some((one) => isSame(one) && isNear(one))) return;
  beingLogged.add(key);
  try {
    await record("read.logged", { client_ids: [client_id], payload: { read_id: uuid7(), client_id, what, read_at, was_offline } });
  } finally {
    beingLogged.delete(key);
  }
}

// What was shown at first paint, before the app was there (first/start.js), becomes a reading in the outbox: also when the
// app never came then, and also of somebody who has left the caseload since. What cannot be written stays for the next start.
export async function logPainted() {
  for (const { id, ...reading } of metaUnder(PAINTED)) {
    await logShown(reading);
    await change(async (db) => {
      await db.meta.delete(id);
      return { gone: { meta: [id] } };
    });
  }
}
