// What a family account sees, shown to staff: a snapshot of its own, in memory alone. Where it is shown, the family's screens
// read it in place of what this device holds, and nothing can be recorded.
import { EMPTY } from "./memory.js";
import { cell } from "./views/cached.js";

const shown = cell(EMPTY);

export const isPreview = () => (globalThis.location?.pathname ?? "").startsWith("/preview/");
export const onPreview = shown.subscribe;

/** The snapshot to draw on a preview; null on every other screen. */
export const previewed = () => (isPreview() ? shown.get() : null);

/** `answer` of GET /api/v1/preview/{account_id}. */
export function showPreview({ me, bundles }, now = new Date().toISOString()) {
  const clients = new Map(bundles.map(({ client_id, bundle }) => [client_id, { ...bundle, _given_at: now }]));
  const sync = { ...EMPTY.sync, last_at: now };
  shown.set(Object.freeze({ ...EMPTY, status: "ready", account: me.account_id, me, clients, sync }));
}
