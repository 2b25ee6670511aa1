// Where a visit stands, from what this device holds of it. The phone lies on the family's table: nothing here
// looks beyond the people of the visit.
import { holdsBack } from "../order.js";

const MINUTE = 60_000;
const UNSENT = new Set(["waiting", "sending", "blocked", "needs_fix", "our_fault"]);

/**
 * The visit as any bundle holds it, with the bundles of its people; null when it is not on this device. For one that
 * had become a colleague's before this worker began it, it is the own one that the server made beside it.
 */
export function findVisit(clients, visitId) {
  const isBeside = (visit) => visit.is_mine && visit.instead_of === visitId;
  return look(clients, isBeside) ?? look(clients, ({ id }) => id === visitId);
}

function look(clients, isIt) {
  for (const bundle of clients.values()) {
    const visit = bundle.visits.find(isIt);
    if (visit) return { visit, bundles: visit.people.map((who) => clients.get(who.client_id)).filter(Boolean) };
  }
  return null;
}

/** A visit that nobody planned, as it would begin now at this person's place. */
export function unplannedVisit(bundle, { id, now, minutes }) {
  const { header } = bundle;
  return {
    id,
    worker: "",
    is_mine: true,
    people: [personOf(header)],
    service_type: "T1017",
    purpose: "monitoring",
    is_planned: false,
    planned_start: new Date(now).toISOString(),
    planned_end: new Date(now + minutes * MINUTE).toISOString(),
    expected_end: null,
    place_type: header.place_type,
    place_name: null,
    address: header.address,
    is_confidential: header.is_confidential,
    going_with: null,
    status: "planned",
    missed_reason: null,
    check_in: null,
    check_out: null,
    timer: null,
    instead_of: null,
  };
}

const personOf = ({ id, name, given_name }) => ({ client_id: id, name, given_name, outcome: null, outcome_text: null });

/** The other children and adults of the household that this worker serves, who may be seen on the same visit. */
export function household(clients, header) {
  return [...clients.values()]
    .map((bundle) => bundle.header)
    .filter(({ id, family_id }) => id !== header.id && family_id === header.family_id)
    .sort((a, b) => a.given_name.localeCompare(b.given_name));
}

/** before, during, after, missed: what the screen shows. */
export function phaseOf(visit) {
  if (visit.check_out || visit.status === "checked_out") return "after";
  if (visit.check_in) return "during";
  return visit.status === "missed" || visit.status === "cancelled" ? "missed" : "before";
}

/** Why a worker may not go in alone: the names of those flagged, empty when someone goes along. */
export function needsPair(bundles, goingWith) {
  if ((goingWith ?? "").trim()) return [];
  return bundles.filter(({ header }) => header.pair_required).map(({ header }) => header.given_name);
}

/** The end that the office may expect: as long as planned, from now. Moments in ms. */
export function expectedEnd(visit, now) {
  const planned = Date.parse(visit.planned_end) - Date.parse(visit.planned_start);
  return now + planned;
}

/** Minutes here, and how far along (0 to 100) towards the expected end. Over time counts on, full stays full. */
export function progress(visit, now) {
  const from = Date.parse(visit.check_in.happened_at);
  const to = Date.parse(visit.expected_end ?? visit.planned_end);
  const minutes = Math.max(0, Math.floor((now - from) / MINUTE));
  const over = Math.max(0, Math.floor((now - to) / MINUTE));
  const per_cent = to > from ? Math.round(Math.min(1, Math.max(0, (now - from) / (to - from))) * 100) : 100;
  return { minutes, per_cent, over };
}

/** Fifteen more minutes from the expected end, or from now when that is past. */
export function extended(visit, now) {
  const end = Math.max(Date.parse(visit.expected_end ?? visit.planned_end), now);
  return new Date(end + 15 * MINUTE).toISOString();
}

/** The commands about this visit that the server has not taken yet: what is recorded next must come after them. */
export function unsentAbout(commands, { id, instead_of }) {
  const isAbout = (visitId) => visitId === id || (Boolean(instead_of) && visitId === instead_of);
  return commands.filter(({ payload, state }) => UNSENT.has(state) && isAbout(payload?.visit_id));
}

/** Only those which the visit's own record hangs on. */
export function visitComesFirst(commands, visit) {
  return unsentAbout(commands, visit)
    .filter((one) => one.kind.startsWith("visit.") && holdsBack(one))
    .map(({ id }) => id);
}

/**
 * What the office knows, in the only honest states. "running" only while the server itself says until when; on this
 * phone alone nothing watches ("not_reached"). "asked": that time has passed. "reached": it has the check-in, and
 * said nothing of a timer.
 */
export function safetyLine(visit, commands, now) {
  if (!visit.check_in) return "none";
  const waiting = unsentAbout(commands, visit).some(({ kind }) => kind === "visit.check_in");
  if (!visit.check_in.received_at || waiting) return "not_reached";
  if (!visit.timer) return "reached";
  return now < Date.parse(visit.timer.until) ? "running" : "asked";
}

/** More time of this visit that the server has not given: "", "waiting", or "refused" (its word was not right). */
export function moreTimeState(visit, commands) {
  const asked = unsentAbout(commands, visit).filter(({ kind }) => kind === "visit.extend");
  if (asked.some(isWordRefused)) return "refused";
  return asked.length ? "waiting" : "";
}

/** Of a command that needs a fix: is its visit word what is wrong with it? */
export const isWordRefused = ({ state, error }) => state === "needs_fix" && (error ?? "").startsWith("visit_word_");
