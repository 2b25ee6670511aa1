// How long a device may keep what it was given without hearing from the server (offline.md).
import { serverNow } from "./clock.js";

const HOUR = 3_600_000;
const OPEN_VISIT_HOURS = 24;

export const isOver = (moment, now = serverNow()) => moment !== null && moment !== undefined && Date.parse(moment) <= now;

// ISO moment at which this person's bundles leave the device, or null while nothing is known.
//
// The limit after the last contact; longer to the end of an own on-call shift, and by 24 h while a visit is open.
export function readableUntil({ me, clients, lastAt }) {
  if (!me || !lastAt) return null;
  const limit = Date.parse(lastAt) + me.offline_until_hours * HOUR;
  const shift = Date.parse((me.colleagues ?? []).find((one) => one.account_id === me.account_id)?.on_call_until ?? "");
  const extended = hasOpenVisit(clients) ? limit + OPEN_VISIT_HOURS * HOUR : limit;
  return new Date(Number.isNaN(shift) ? extended : Math.max(extended, shift)).toISOString();
}

function hasOpenVisit(clients) {
  for (const { visits } of clients.values()) {
    if ((visits ?? []).some((visit) => visit.is_mine && visit.status === "checked_in")) return true;
  }
  return false;
}
