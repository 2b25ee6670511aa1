// Tabs of one person on one device: they tell each other which rows changed, and only one sends at a time.
let channel;
let channelName;

// Calls `hear(message)` for every message of another tab of this account; returns nothing to close: leave().
export function join(account, hear) {
  leave();
  if (typeof BroadcastChannel === "undefined") return;
  channelName = `casepwa-${account}`;
  channel = new BroadcastChannel(channelName);
  channel.onmessage = ({ data }) => hear(data);
  channel.unref?.(); // Node: an open channel must not keep a test alive
}

export function leave() {
  channel?.close();
  channel = undefined;
}

export const tell = (message) => channel?.postMessage(message);

let own = Promise.resolve();

// Runs `work` while no other tab of this account does. A browser without Web Locks has the lock within this tab
// only: two tabs may then send the same command, which the server recognises by its receipt.
export function alone(account, work) {
  if (typeof navigator !== "undefined" && navigator.locks) return navigator.locks.request(`casepwa-sync-${account}`, work);
  const turn = own.then(work);
  own = turn.catch(() => {});
  return turn;
}
