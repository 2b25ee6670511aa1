// Visits and appointments of one person: what is ahead first, then the last two weeks.
import { dayInZone } from "../clock.js";
import { list, shortDay, time, weekday } from "../formats.js";
import { t, word } from "../text.js";
import { nextVisit, placeOf, visitDay } from "./facts.js";

/** "Next today 9:30 AM" */
export function visitsAside(bundle, { now, zone }) {
  const next = nextVisit(bundle, now, zone);
  if (!next) return t("None planned");
  if (next.is_open) return t("Here since {time}", { time: time(next.visit.check_in.happened_at) });
  const start = next.visit.planned_start;
  if (dayInZone(start, zone) === dayInZone(now, zone)) return t("Next today {time}", { time: time(start) });
  return t("Next {day}", { day: shortDay(start) });
}

/** { id, href, iso, when, what, who, state, is_ahead, tone, drawing } */
export function visitRows(bundle, { now, zone }) {
  const today = dayInZone(now, zone);
  const visits = bundle.visits
    .filter((visit) => visit.status !== "cancelled")
    .map((visit) => visitRow(visit, bundle, { today, zone }));
  const appointments = bundle.appointments.map((one) => appointmentRow(one, { now }));
  const rows = [...visits, ...appointments];
  const ahead = rows.filter((row) => row.is_ahead).sort((a, b) => a.iso.localeCompare(b.iso));
  const past = rows.filter((row) => !row.is_ahead).sort((a, b) => b.iso.localeCompare(a.iso));
  return [...ahead, ...past];
}

const LOOK = {
  planned: ["calendar-days", "wait"],
  checked_in: ["map-pin-check", "accent"],
  checked_out: ["circle-check", "ok"],
  missed: ["ban", "plain"],
};

function visitRow(visit, bundle, { today, zone }) {
  const others = visit.people.filter((who) => who.client_id !== bundle.header.id).map((who) => who.name);
  const mine = visit.people.find((who) => who.client_id === bundle.header.id);
  const [drawing, tone] = LOOK[visit.status] ?? LOOK.planned;
  const outcome = mine?.outcome ? word("seen", mine.outcome) : "";
  const missed = visit.status === "missed" ? word("missed", visit.missed_reason) : "";
  const iso = visit.check_in?.happened_at ?? visit.planned_start;
  return {
    id: visit.id,
    href: visit.is_mine ? `/visit/${visit.id}` : "",
    iso,
    when: t("{day}, {time}", { day: weekday(iso), time: time(iso) }),
    what: [placeOf(visit), visit.is_mine ? "" : visit.worker].filter(Boolean).join(". "),
    who: others.length ? t("With {names}", { names: list(others) }) : "",
    state: outcome || missed || word("visit_status", visit.status),
    is_ahead: ["planned", "checked_in"].includes(visit.status) && visitDay(visit, zone) >= today,
    drawing,
    tone,
  };
}

function appointmentRow(one, { now }) {
  const needs = [one.needs_transport ? t("needs a ride") : "", one.needs_child_care ? t("needs child care") : ""].filter(Boolean);
  return {
    id: one.id,
    href: "",
    iso: one.starts_at,
    when: t("{day}, {time}", { day: weekday(one.starts_at), time: time(one.starts_at) }),
    what: [one.title, one.place].filter(Boolean).join(", "),
    who: needs.length ? list(needs) : "",
    state: word("appointment", one.kind),
    is_ahead: Date.parse(one.ends_at ?? one.starts_at) >= now,
    drawing: "calendar-days",
    tone: "plain",
  };
}
