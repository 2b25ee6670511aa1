// What several screens say of a person. Pure: worked out from one bundle and today, never stored.
import { addDays, dayInZone, daysBetween } from "../clock.js";
import { isOver } from "../limits.js";
import { list, relativeDay, shortDay, time } from "../formats.js";
import { t, word } from "../text.js";

const SEEN = new Set(["seen", "seen_alone"]);

export const zoneOf = (snapshot) => snapshot.me?.time_zone ?? "UTC";
export const todayOf = (snapshot, now) => dayInZone(now, zoneOf(snapshot));

/**
 * loading, error, empty or full: the four states of every list that comes with the caseload. A caseload is empty when
 * the server has said so, not when it has not all come, or has left the phone after the offline limit.
 */
export function listState(snapshot, now) {
  if (snapshot.status === "opening" || snapshot.status === "signed_out") return "loading";
  if (snapshot.clients.size > 0) return "full";
  const { me, sync, readable_until } = snapshot;
  if (me && sync.last_at && !sync.has_more && !isOver(readable_until, now)) return "empty";
  return sync.last_error ? "error" : "loading";
}

const visitsOf = new WeakMap();

/** This worker's visits, each once although siblings share it, in the order of time. */
export function myVisits({ clients }) {
  if (!visitsOf.has(clients)) {
    const visits = new Map();
    for (const bundle of clients.values()) {
      for (const visit of bundle.visits) if (visit.is_mine) visits.set(visit.id, visit);
    }
    const inTime = [...visits.values()].sort((a, b) => (a.planned_start < b.planned_start ? -1 : Number(a.planned_start > b.planned_start)));
    visitsOf.set(clients, inTime);
  }
  return visitsOf.get(clients);
}

export const visitDay = (visit, zone) => dayInZone(visit.check_in?.happened_at ?? visit.planned_start, zone);

/** "Mateo and Lucía Delgado": given names joined where the family name is the same. */
export function namesOf(people) {
  const family = ({ name, given_name }) => (name.startsWith(`${given_name} `) ? name.slice(given_name.length + 1) : null);
  const [first, ...others] = people;
  const shared = others.length > 0 && family(first) && others.every((one) => family(one) === family(first));
  if (!shared) return list(people.map(({ name }) => name));
  return `${list(people.map(({ given_name }) => given_name))} ${family(first)}`;
}

/** "Home visit", "School, Lincoln Middle", "Shelter". */
export function placeOf(visit) {
  if (visit.place_name) return `${word("place", visit.place_type)}, ${visit.place_name}`;
  return visit.place_type === "home" ? t("Home visit") : word("place", visit.place_type);
}

const isApple = () => /iPhone|iPad|Mac OS/.test(globalThis.navigator?.userAgent ?? "");

/** A link that opens the phone's own map at an address. iOS knows no `geo:`. */
export const mapHref = (address) => `${isApple() ? "maps://?q=" : "geo:0,0?q="}${encodeURIComponent(address)}`;

/** Alerts of several people, each once. */
export function alertsOf(bundles) {
  const seen = new Map();
  for (const { alerts } of bundles) {
    for (const alert of alerts) seen.set(`${alert.kind}|${alert.title}|${alert.detail ?? ""}`, alert);
  }
  return [...seen.values()];
}

/** The visit that comes next or is going on: { visit, is_open }, or null. A visit whose time is over may still come today. */
export function nextVisit(bundle, now, zone) {
  const today = dayInZone(now, zone);
  const mine = bundle.visits.filter((visit) => visit.is_mine);
  const open = mine.find((visit) => visit.status === "checked_in");
  if (open) return { visit: open, is_open: true };
  const ahead = mine
    .filter((visit) => visit.status === "planned" && visitDay(visit, zone) >= today)
    .sort((a, b) => a.planned_start.localeCompare(b.planned_start));
  return ahead.length ? { visit: ahead[0], is_open: false } : null;
}

/** The last time anyone saw this person, and the last contact of any kind: ISO moments or null. */
export function lastContact(bundle, now) {
  const past = (moment) => Date.parse(moment) <= now;
  const seen = bundle.notes.filter((note) => SEEN.has(note.outcome) && past(note.started_at)).map((note) => note.started_at);
  for (const visit of bundle.visits) {
    const mine = visit.people.find((who) => who.client_id === bundle.header.id);
    if (visit.check_out && SEEN.has(mine?.outcome)) seen.push(visit.check_in?.happened_at ?? visit.planned_start);
  }
  return { seen: seen.sort().at(-1) ?? null, contact: bundle.contact_due.last_contact_at };
}

/** "Next today 9:30 AM. Seen 4 days ago". */
export function whenLine(bundle, now, zone) {
  const today = dayInZone(now, zone);
  const next = nextVisit(bundle, now, zone);
  const { seen, contact } = lastContact(bundle, now);
  return [nextWords(next, today, zone), lastWords(seen, contact, { now, today, zone })].filter(Boolean).join(". ");
}

function nextWords(next, today, zone) {
  if (!next) return "";
  if (next.is_open) return t("Checked in {time}", { time: time(next.visit.check_in.happened_at) });
  const start = next.visit.planned_start;
  if (dayInZone(start, zone) === today) return t("Next today {time}", { time: time(start) });
  return t("Next {day}", { day: shortDay(start) });
}

function lastWords(seen, contact, { now, today, zone }) {
  if (seen && dayInZone(seen, zone) === today) return t("Seen today {time}", { time: time(seen) });
  if (seen && (!contact || seen >= contact)) return t("Seen {ago}", { ago: relativeDay(seen, now) });
  if (contact) return t("Contact {ago}", { ago: relativeDay(contact, now) });
  return seen ? t("Seen {ago}", { ago: relativeDay(seen, now) }) : t("No contact yet");
}

/** One sentence with a capital and a full stop, whatever was typed. */
export function sentence(words) {
  const typed = (words ?? "").trim();
  if (!typed) return "";
  const begun = typed[0].toLocaleUpperCase() + typed.slice(1);
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}

/** Several remarks as sentences after each other. */
export const sentences = (...all) => all.map(sentence).filter(Boolean).join(" ");

/** Words and tone of a due day: { words, tone, drawing }. */
export function dueChip(day, today) {
  const days = daysBetween(today, day);
  if (days < 0) {
    return { words: t("{n} day over", { n: -days, plural: "{n} days over" }), tone: "attn", drawing: "triangle-alert" };
  }
  const words = days === 0 ? t("Today") : days === 1 ? t("Tomorrow") : shortDay(day);
  return { words, tone: "wait", drawing: "clock" };
}

/** What a list row says of this person beside the name: at most four chips, the most pressing first. */
export function chipsOf(bundle, { now, zone, drafts }) {
  const today = dayInZone(now, zone);
  const { id } = bundle.header;
  const chips = [];
  const say = (words, drawing, tone) => chips.push({ words, drawing, tone });
  if (bundle.notes.some((note) => note.is_mine && note.status === "returned")) say(t("Note returned"), "reply", "attn");
  const over = bundle.contact_due.due_on && daysBetween(bundle.contact_due.due_on, today);
  if (over > 0) say(t("Contact {n} day over", { n: over, plural: "Contact {n} days over" }), "triangle-alert", "attn");
  const review = bundle.crisis_plan?.review_due_on;
  if (review && review < today) say(t("Plan overdue"), "lifebuoy", "attn");
  if (drafts.some((draft) => draft.client_id === id)) say(t("Note to finish"), "pen", "wait");
  const steps = bundle.steps.filter((step) => step.is_mine && !step.done_at && step.due_on && step.due_on <= today);
  if (steps.some((step) => step.due_on < today)) say(t("Step overdue"), "list-checks", "attn");
  else if (steps.length) say(t("Step due today"), "list-checks", "wait");
  for (const allergy of bundle.about.allergies) {
    if (allergy.is_severe) say(t("{substance} allergy", { substance: allergy.substance }), "shield-alert", "plain");
  }
  for (const alert of bundle.alerts) say(alert.title, alert.kind === "animal" ? "dog" : "shield-alert", "plain");
  const [language] = bundle.about.languages;
  if (language && language !== "English") say(language, "languages", "plain");
  return chips.slice(0, 4);
}

/** Whole weeks ahead that "due" looks: what is over, and the next seven days. */
export const dueUntil = (today) => addDays(today, 7);

/** The agency's rule for visits that do not begin (minutes, data), or domain.md's before it is here. */
export const lateness = (snapshot) => ({ late_after_minutes: 15, missed_after_minutes: 0, ...snapshot.me?.rules?.visit_lateness });
