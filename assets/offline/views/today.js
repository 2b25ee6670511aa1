// Today: whether this phone is ready, what to finish first, the visits in the order of time, what is due.
import { dayInZone } from "../clock.js";
import { list, longDay, shortDay, time } from "../formats.js";
import { t, word } from "../text.js";
import { dueRows } from "./due.js";
import { alertsOf, listState, mapHref, myVisits, namesOf, placeOf, sentences, todayOf, visitDay, zoneOf } from "./facts.js";
import { finishFirst } from "./finish_first.js";
import { screen } from "./screen.js";

const MINUTE = 60_000;
const DUE_SHOWN = 6;

/** Everything the page shows; see casepwa/offline/today.py for the shape. */
export function todayPage(snapshot, now) {
  const zone = zoneOf(snapshot);
  const today = todayOf(snapshot, now);
  const visits = myVisits(snapshot).filter((visit) => isFor(visit, today, zone));
  const rows = visits.map((visit) => visitRow(visit, snapshot, now));
  const next = rows.find((row) => row.state === "here") ?? rows.find((row) => row.state === "ahead");
  const finish = finishFirst(snapshot, now);
  const due = dueRows(snapshot, now);
  const left = rows.filter((row) => !isOver(row)).length;
  return {
    state: listState(snapshot),
    date: snapshot.status === "opening" ? "" : longDay(today),
    ready: readiness(snapshot, visits, now),
    finish,
    finish_count: t("{n} note", { n: finish.length, plural: "{n} notes" }),
    next: next ? [{ ...next, ...whenOf(next, now) }] : [],
    visits: [...rows.filter((row) => row !== next && !isOver(row)), ...rows.filter(isOver)],
    visits_left: left ? t("{n} left", { n: left }) : t("All done"),
    has_visits: rows.length > 0,
    due: due.slice(0, DUE_SHOWN),
    due_more: due.slice(DUE_SHOWN),
    due_more_words: t("{n} more", { n: due.length - DUE_SHOWN }),
    due_count: t("{n} thing", { n: due.length, plural: "{n} things" }),
  };
}

const isOver = (row) => row.state === "done" || row.state === "missed";

// Today's, and any visit still open since yesterday.
function isFor(visit, today, zone) {
  if (visit.status === "cancelled") return false;
  return visit.status === "checked_in" || visitDay(visit, zone) === today;
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
function whenOf(row, now) {
  if (row.state === "here") return { timing: "here", when: t("Here since {time}", { time: time(row.iso) }) };
  const minutes = Math.round((Date.parse(row.iso) - now) / MINUTE);
  if (minutes > 90) return { timing: "coming", when: t("Next") };
  if (minutes > 0) return { timing: "coming", when: t("Next, in {minutes} min", { minutes }) };
  if (minutes === 0) return { timing: "coming", when: t("Next, now") };
  return { timing: "late", when: minutes > -90 ? t("{minutes} min late", { minutes: -minutes }) : t("Late") };
}

/**
 * Whether everything for today's visits is on this phone, and until when it stays: { state, until, until_iso, missing }.
 *
 * state: "ready", "missing" (says what), or "" before anything has been downloaded.
 */
function readiness(snapshot, visits, now) {
  const nothing = { state: "", until: "", until_iso: "", missing: "" };
  if (listState(snapshot) !== "full") return nothing;
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

export const useToday = screen(todayPage);
