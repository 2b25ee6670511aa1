// Today: whether this phone is ready, what to finish first, the visits in the order of time, what is due.
import { useSyncExternalStore } from "react";
import { dayInZone } from "../clock.js";
import { list, longDay, shortDay, time } from "../formats.js";
import { t, word } from "../text.js";
import { cell } from "./cached.js";
import { coachingRows } from "./coaching.js";
import { allDue, dueRow } from "./due.js";
import { askedRows } from "./family_inbox.js";
import { alertsOf, lateness, listState, mapHref, myVisits, namesOf, placeOf, sentences, todayOf, visitDay, zoneOf } from "./facts.js";
import { finishFirst } from "./finish_first.js";
import { telHref } from "./reach.js";
import { screen } from "./screen.js";

const MINUTE = 60_000;
const TWO_DAYS = 2 * 24 * 60 * MINUTE;
const DUE_SHOWN = 6;

/** Everything the page shows; see casepwa/offline/today.py for the shape. `unfolded`: the rest of what is due is shown too. */
export function todayPage(snapshot, now, { unfolded = false } = {}) {
  const zone = zoneOf(snapshot);
  const today = todayOf(snapshot, now);
  const visits = myVisits(snapshot).filter((visit) => isFor(visit, { today, zone, now }));
  const rows = visits.map((visit) => visitRow(visit, snapshot, now));
  const next = rows.find((row) => row.state === "here") ?? rows.find((row) => row.state === "ahead");
  const finish = finishFirst(snapshot, now);
  const due = allDue(snapshot, now);
  const asked = askedRows(snapshot);
  const coaching = coachingRows(snapshot, now);
  const left = rows.filter((row) => !isOver(row)).length;
  return {
    state: listState(snapshot, now),
    date: snapshot.status === "opening" ? "" : longDay(today),
    ready: readiness(snapshot, visits, now),
    reached: (snapshot.me?.reached ?? []).map(reachedRow),
    finish,
    finish_count: t("{n} thing", { n: finish.length, plural: "{n} things" }),
    next: next ? [{ ...next, ...whenOf(next, now, lateness(snapshot)) }] : [],
    visits: [
      ...rows.filter((row) => row !== next && !isOver(row)).map((row) => ({ ...row, ...ifLate(row, now, lateness(snapshot)) })),
      ...rows.filter(isOver),
    ],
    visits_left: left ? t("{n} left", { n: left }) : t("All done"),
    has_visits: rows.length > 0,
    asked,
    asked_count: t("{n} thing", { n: asked.length, plural: "{n} things" }),
    coaching: coaching.filter(({ is_new }) => is_new),
    coaching_read: coaching.filter(({ is_new }) => !is_new),
    coaching_read_words: t("Read before ({n})", { n: coaching.filter(({ is_new }) => !is_new).length }),
    due: due.slice(0, DUE_SHOWN).map((one) => dueRow(one, today)),
    due_more: unfolded ? due.slice(DUE_SHOWN).map((one) => dueRow(one, today)) : [],
    due_more_words: due.length > DUE_SHOWN ? t("{n} more", { n: due.length - DUE_SHOWN }) : "",
    due_count: t("{n} thing", { n: due.length, plural: "{n} things" }),
  };
}

// A colleague in need comes before one's own day.
const reachedRow = ({ id, worker, phone, standing, back_by, called_at, address }) => ({
  id,
  words: standing === "overdue" ? t("{name} has not come back.", { name: worker }) : t("{name} needs help.", { name: worker }),
  about: [
    called_at ? t("Called at {time}", { time: time(called_at) }) : t("Expected back at {time}", { time: time(back_by) }),
    address ?? "",
  ]
    .filter(Boolean)
    .join(", "),
  call_href: phone ? telHref(phone) : "",
  href: `/on-call?visit=${id}`,
});

const isOver = (row) => row.state === "done" || row.state === "missed";

// Today's, and any visit still open since yesterday.
function isFor(visit, { today, zone, now }) {
  if (visit.status === "cancelled") return false;
  if (visit.status === "checked_in") return true;
  // Most are of other weeks: no calendar is asked for those.
  const away = Math.abs(Date.parse(visit.check_in?.happened_at ?? visit.planned_start) - now);
  return away < TWO_DAYS && visitDay(visit, zone) === today;
}

function visitRow(visit, snapshot, now) {
  const bundles = visit.people.map((who) => snapshot.clients.get(who.client_id)).filter(Boolean);
  const [first] = visit.people;
  const clock = clockOf(visit.check_in?.happened_at ?? visit.planned_start);
  return {
    id: visit.id,
    href: `/visit/${visit.id}`,
    names_href: visit.people.length === 1 ? `/people/${first.client_id}` : `/visit/${visit.id}`,
    names: namesOf(visit.people),
    iso: visit.check_in?.happened_at ?? visit.planned_start,
    ends: visit.planned_end,
    clock: clock.clock,
    half: clock.half,
    place: placeOf(visit),
    address: visit.is_confidential ? "" : (visit.address ?? ""),
    map_href: visit.is_confidential || !visit.address ? "" : mapHref(visit.address),
    is_hidden: visit.is_confidential,
    alerts: alertsOf(bundles).map((alert) => ({
      id: alert.id,
      drawing: alert.kind === "animal" ? "dog" : "shield-alert",
      words: sentences(alert.title, alert.detail),
    })),
    state: stateOf(visit),
    done: doneWords(visit),
    when: "",
    timing: "",
  };
}

// "9:30" and "AM" apart; languages that count to 24 have no second part.
function clockOf(moment) {
  const whole = time(moment);
  const [, clock, half] = /^([\d:.]+)\s*(\D*)$/u.exec(whole) ?? [null, whole, ""];
  return { clock, half: half.trim() };
}

/** ahead, here, done, missed */
function stateOf(visit) {
  if (visit.status === "missed") return "missed";
  if (visit.check_out || visit.status === "checked_out") return "done";
  return visit.check_in ? "here" : "ahead";
}

function doneWords(visit) {
  if (visit.status === "missed") return word("missed", visit.missed_reason) || t("Missed");
  return visit.check_out ? t("Checked out {time}", { time: time(visit.check_out.happened_at) }) : "";
}

// How the next visit stands to the clock: { timing: "here" | "late" | "coming", when: words }.
function whenOf(row, now, rule) {
  if (row.state === "here") return { timing: "here", when: t("Here since {time}", { time: time(row.iso) }) };
  const minutes = Math.round((Date.parse(row.iso) - now) / MINUTE);
  if (minutes > 90) return { timing: "coming", when: t("Next") };
  if (minutes > 0) return { timing: "coming", when: t("Next, in {minutes} min", { minutes }) };
  if (minutes === 0) return { timing: "coming", when: t("Next, now") };
  if (isMissed(row, now, rule)) return { timing: "late", when: t("Missed: say why") };
  if (-minutes < rule.late_after_minutes) return { timing: "coming", when: t("Due {minutes} min ago", { minutes: -minutes }) };
  return { timing: "late", when: minutes > -90 ? t("{minutes} min late", { minutes: -minutes }) : t("Late") };
}

// A later visit says nothing of the clock until it is late.
function ifLate(row, now, rule) {
  const found = row.state === "ahead" ? whenOf(row, now, rule) : {};
  return found.timing === "late" ? found : {};
}

const isMissed = (row, now, rule) => now > Date.parse(row.ends) + rule.missed_after_minutes * MINUTE;

/**
 * Whether everything for today's visits is on this phone, and until when it stays: { state, until, until_iso, missing }.
 *
 * state: "ready", "missing" (says what), or "" before anything has been downloaded.
 */
function readiness(snapshot, visits, now) {
  const nothing = { state: "", until: "", until_iso: "", missing: "" };
  if (listState(snapshot, now) !== "full") return nothing;
  const people = new Map(visits.flatMap((visit) => visit.people.map((who) => [who.client_id, who.name])));
  const absent = [...people].filter(([id]) => !snapshot.clients.has(id)).map(([, name]) => name);
  const here = [...people].filter(([id]) => snapshot.clients.has(id));
  const planless = here.filter(([id]) => !snapshot.clients.get(id).crisis_plan).map(([, name]) => name);
  const missing = [];
  if (absent.length) missing.push(t("Not on this phone: {names}.", { names: list(absent) }));
  if (planless.length) missing.push(t("No crisis plan yet: {names}.", { names: list(planless) }));
  const ends = [snapshot.readable_until, ...here.map(([id]) => snapshot.clients.get(id)._until)].filter(Boolean).sort();
  const until = ends[0] ?? null;
  return {
    state: missing.length ? "missing" : "ready",
    until: until ? untilWords(until, snapshot, now) : "",
    until_iso: until ?? "",
    missing: missing.join(" "),
  };
}

function untilWords(moment, snapshot, now) {
  const zone = zoneOf(snapshot);
  if (dayInZone(moment, zone) === dayInZone(now, zone)) return time(moment);
  return t("{day}, {time}", { day: shortDay(moment), time: time(moment) });
}

// What is folded away is made when it is unfolded: with a large caseload it is most of what is due.
const rest = cell(false);

/** The fold of what is due has opened or closed. */
export const foldDue = (event) => rest.set(event.currentTarget.open);

export const useToday = screen(todayPage, () => ({ unfolded: useSyncExternalStore(rest.subscribe, rest.get, () => false) }));
