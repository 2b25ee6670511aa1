// How long a device may keep what it was given without hearing from the server (offline.md).
import { serverNow } from "./clock.js";

const HOUR = 3_600_000;
const OPEN_VISIT_HOURS = 24;
const LONGEST_VISIT_HOURS = 24;

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

// ISO moment at which one person's bundle leaves the device, or null: as the server said, unless an own visit began before
// that. Then it stays to the check-out, a day after the expected end at most, as the server has it (visits_under_way).
export function staysUntil(until, { visits }) {
  if (!until) return null;
  const ends = openVisits(visits).flatMap(({ check_in, expected_end }) => {
    const came = Date.parse(check_in?.happened_at ?? "");
    if (!(came < Date.parse(until))) return [];
    return [Math.min(Date.parse(expected_end), came + LONGEST_VISIT_HOURS * HOUR) + OPEN_VISIT_HOURS * HOUR];
  });
  const last = Math.max(Date.parse(until), ...ends);
  return last > Date.parse(until) ? new Date(last).toISOString() : until;
}

function hasOpenVisit(clients) {
  for (const { visits } of clients.values()) if (openVisits(visits).length) return true;
  return false;
}

// A check-in that the server has not confirmed was made on this device, at a colleague's visit too.
const isOwn = ({ is_mine, check_in }) => is_mine || check_in?.received_at === null;
const openVisits = (visits) => (visits ?? []).filter((visit) => visit.status === "checked_in" && isOwn(visit));
