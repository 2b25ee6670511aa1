// Tabs on one device: those of one person tell each other which rows changed and only one sends at a time; all of them
// hear who is signed in here.
let channel;
let everyone;

function opened(name, hear) {
  if (typeof BroadcastChannel === "undefined") return undefined;
  const made = new BroadcastChannel(name);
  made.onmessage = ({ data }) => hear(data);
  made.unref?.(); // Node: an open channel must not keep a test alive
  return made;
}

// Calls `hear(message)` for every message of another tab of this account, until leave().
export function join(account, hear) {
  leave();
  channel = opened(`casepwa-${account}`, hear);
}

export function leave() {
  channel?.close();
  channel = undefined;
}

export const tell = (message) => channel?.postMessage(message);

// Calls `hear()` when another tab signed somebody in or out.
export function hearCurrent(hear) {
  everyone ??= opened("casepwa-device", hear);
}

export const tellCurrent = () => everyone?.postMessage("current");

let own = Promise.resolve();

// Runs `work` while no other tab of this account does. A browser without Web Locks has the lock within this tab
// only: two tabs may then send the same command, which the server recognises by its receipt.
export function alone(account, work) {
  if (globalThis.navigator?.locks) return navigator.locks.request(`casepwa-sync-${account}`, work);
  const turn = own.then(work);
  own = turn.catch(() => {});
  return turn;
}
