// Every read of a client's record is logged, also offline. Coming back to the same screen within a while is one reading.
import { useEffect } from "react";
import { wallIso } from "./clock.js";
import { uuid7 } from "./ids.js";
import { getSnapshot } from "./memory.js";
import { record } from "./outbox.js";
import { useSnapshot } from "./snapshot.js";

const SAME_READING_MS = 15 * 60_000;

// Every part of a screen runs its hook: the readings that are being written are known at once, before the outbox has them.
const beingLogged = new Set();

// what: "person", "crisis_plan", "goals" or "note". Resolves when it is durable, or at once when it is the same reading.
export async function logRead(what, clientId) {
  const { account, clients, commands, sync } = getSnapshot();
  if (!clients.has(clientId)) return;
  const since = wallIso(Date.now() - SAME_READING_MS);
  const isSame = (one) => one.kind === "read.logged" && one.payload.client_id === clientId && one.payload.what === what;
  const key = `${account}|${what}|${clientId}`;
  if (beingLogged.has(key) || commands.some((one) => one.recorded_at > since && isSame(one))) return;
  const was_offline = globalThis.navigator?.onLine === false || sync.last_error === "offline";
  const payload = { read_id: uuid7(), client_id: clientId, what, read_at: wallIso(), was_offline };
  beingLogged.add(key);
  try {
    await record("read.logged", { client_ids: [clientId], payload });
  } finally {
    beingLogged.delete(key);
  }
}

const isReady = ({ status }) => status === "ready" || status === "needs_update";

// In a screen's hook: useRead("person", client_id). Logs when the screen shows that person.
export function useRead(what, clientId) {
  const shows = useSnapshot((snapshot) => isReady(snapshot) && snapshot.clients.has(clientId));
  useEffect(() => {
    if (shows) logRead(what, clientId).catch(() => {}); // a full phone must not hide a crisis plan
  }, [shows, what, clientId]);
}
