// A sign-out that the server has not heard of yet. The cookie of who left is still in the browser: whatever is asked
// next, the end of that session is asked for first, before anyone else's request could go out with it.
import { closeLeft } from "./device.js";
import { ask } from "./http.js";
import { deviceStore, hasStore } from "./store.js";

const LOCK = "casepwa-session";

// Runs `work` while no other tab signs in or out.
export function withSession(work) {
  return globalThis.navigator?.locks ? navigator.locks.request(LOCK, work) : work();
}

export const left = (account) => deviceStore().put({ id: "leaving", account, at: new Date().toISOString() });

// Whether this person has left and the server has not heard of it, seen from any window.
export const isLeft = async (account) => (await deviceStore().get("leaving"))?.account === account;

// True when no session is left to end. Call inside withSession().
export async function finishLeaving() {
  if (!hasStore() || !(await deviceStore().get("leaving"))) return true;
  await closeLeft();
  const answer = await ask("DELETE", "/api/v1/session", undefined, { timeoutMs: 15_000 });
  const isOver = answer.kind === "ok" || (answer.kind === "refused" && answer.status === 401);
  if (isOver) await deviceStore().delete("leaving");
  return isOver;
}

// ask(), after an open sign-out has been finished. While it cannot be, the answer is "offline".
export async function askOurs(...request) {
  if (hasStore() && (await deviceStore().get("leaving")) && !(await withSession(finishLeaving))) {
    const now = Date.now();
    return { kind: "offline", status: 0, json: null, error: { id: "offline", params: {} }, sentMs: now, receivedMs: now };
  }
  return ask(...request);
}
