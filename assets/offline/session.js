// Signing in and out on this device. Each account has its own store; what one person has not sent waits for them, whoever
// signs in meanwhile.
import { change, closeAccount, eraseHeld, openAccount } from "./device.js";
import { ask } from "./http.js";
import { greet, partLanguage } from "./language.js";
import { finishLeaving, left, withSession } from "./leaving.js";
import { getMeta, getSnapshot } from "./memory.js";
import { deviceStore, hasStore } from "./store.js";
import { startAfresh, syncNow } from "./sync.js";

const WAIT_MS = 30_000;
// Who works on the phone screens has a store, on whatever window they signed in; who works at a desk alone has none.
const FIELD = ["case_manager", "care_coordinator"];
const worksInTheField = ({ account }) => account.roles.some((role) => FIELD.includes(role));

// Resolves to { ok: true, first_screen } or { ok: false, error, params }. Then go to `first_screen` with a full page load:
// a server-driven screen takes the session only when its socket opens.
export function signIn({ email, password, device_name = null, surface = "phone" }) {
  return withSession(async () => {
    if (!(await finishLeaving())) return { ok: false, error: "offline", params: {} };
    const key = await keyOf(email);
    const known = await deviceStore().get(key);
    const wanted = { email, password, device_name, surface };
    let answer = await begin(wanted, known?.device_id);
    if (known && ["device_revoked", "device_of_another"].includes(answer.error?.id)) {
      // The server no longer knows this device as theirs: what it was given goes, what they wrote stays.
      if (answer.error.id === "device_revoked") await eraseHeld(known.account);
      await deviceStore().delete(key);
      answer = await begin(wanted);
    }
    if (answer.kind !== "ok") return { ok: false, error: answer.error.id, params: answer.error.params };
    globalThis.sessionStorage?.clear(); // Reflex keeps its token of the former person there
    await (answer.json.has_store ? arrive(answer.json, key) : closeAccount());
    await greet(answer.json.account);
    return { ok: true, first_screen: answer.json.first_screen };
  });
}

const begin = (wanted, device_id) =>
  ask("POST", "/api/v1/session", device_id ? { ...wanted, device_id } : wanted, { timeoutMs: WAIT_MS });

async function arrive({ account, device_id }, key) {
  await openAccount(account.id);
  await remember({ device_id });
  if (key) await deviceStore().put({ id: key, account: account.id, device_id });
  startAfresh();
  askToKeep().catch(() => {}); // some browsers ask the person, who may take their time
  syncNow();
}

// Whose device this address has here. The address itself is not kept on the phone.
async function keyOf(email) {
  const bytes = new TextEncoder().encode(email.trim().toLowerCase());
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return `email:${Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

async function remember({ device_id }) {
  const { id: _, ...sync } = getMeta("sync") ?? { last_at: null, offset_ms: 0 };
  const rows = [
    { id: "device", box: JSON.stringify({ device_id }) },
    { id: "sync", box: JSON.stringify({ ...sync, last_error: null, signed_in: true }) },
  ];
  await putMeta(rows);
}

const putMeta = (rows) =>
  change(async (db) => {
    await db.meta.bulkPut(rows);
    return { meta: rows };
  });

// Asks the browser to promise not to evict the store, and keeps its answer for Settings and for the server.
export async function askToKeep() {
  const { storage } = globalThis.navigator ?? {};
  if (!storage?.persist) return;
  const kept = (await storage.persisted()) || (await storage.persist());
  const { usage = null, quota = null } = (await storage.estimate?.()) ?? {};
  await putMeta([{ id: "storage", box: JSON.stringify({ kept, usage, quota, asked_at: new Date().toISOString() }) }]);
}

// Closes this person's store, at once and also without a network: what the server gave goes, what they have not sent
// stays for them. The server hears of it now, or before anything else when it can be reached.
export async function signOut() {
  const { account } = getSnapshot();
  // Before the wait for other tabs: a page that ends in it (Leave quickly) has left all the same.
  if (hasStore()) await left(account);
  return withSession(async () => {
    if (account) {
      await eraseHeld(account).finally(() => closeAccount());
    }
    globalThis.sessionStorage?.clear();
    partLanguage();
    return finishLeaving();
  });
}

// Who the cookie says is signed in, when this device does not know: its store was evicted, or is new. Opens their store.
// Resolves to { first_screen } or null.
export async function whoAmI() {
  return withSession(async () => {
    if (!(await finishLeaving())) return null;
    const { kind, json } = await ask("GET", "/api/v1/session", undefined, { timeoutMs: WAIT_MS });
    if (kind !== "ok" || !json?.account) return null;
    const { first_screen, has_store } = json;
    if (has_store && getSnapshot().account !== json.account.id) await arrive(json, null);
    await greet(json.account);
    return { first_screen };
  });
}
