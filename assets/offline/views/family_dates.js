// Dates of a family, and a calendar file made here: its title says nothing, and it names no place.
import { longDay, time } from "../formats.js";
import { getSnapshot } from "../snapshot.js";
import { t, word } from "../text.js";
import { familyOf, familyScreen, underConsent, whoSees } from "./family_child.js";

const HOUR_MS = 3_600_000;

/** See casepwa/offline/family.py. What is over stands apart, the latest first. */
export function familyDatesPage(snapshot, now, { child = "" }) {
  const { bundle, ...family } = familyOf(snapshot, now, child);
  const all = (bundle?.dates ?? []).toSorted((a, b) => a.starts_at.localeCompare(b.starts_at));
  const isOver = (date) => endOf(date) < now;
  return {
    ...family,
    ahead: all.filter((date) => !isOver(date)).map(dateRow),
    past: all.filter(isOver).toReversed().map(dateRow),
  };
}

const endOf = ({ starts_at, ends_at }) => (ends_at ? Date.parse(ends_at) : Date.parse(starts_at) + HOUR_MS);

function dateRow(date) {
  const help = [date.needs_transport && t("You asked for a ride."), date.needs_child_care && t("You asked for child care.")];
  return {
    id: date.id,
    title: date.title || word("shared_date", date.kind),
    day: longDay(date.starts_at),
    time: date.ends_at ? t("{from} to {to}", { from: time(date.starts_at), to: time(date.ends_at) }) : time(date.starts_at),
    iso: date.starts_at,
    help: help.filter(Boolean).join(" "),
    readers: whoSees(date.readers),
    notice: underConsent(date.label),
  };
}

const stamp = (ms) => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, "");

/** The text of a calendar file (RFC 5545) with this one date. Anyone may look into a calendar: no names in it. */
export function calendarFile(date, now) {
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//CasePWA//EN",
    "BEGIN:VEVENT",
    `UID:${date.id}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(Date.parse(date.starts_at))}`,
    `DTEND:${stamp(endOf(date))}`,
    `SUMMARY:${t("Appointment")}`,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
}

/** Hands the file to the phone's own calendar; needs no network. */
export function addToCalendar(dateId) {
  const dates = [...getSnapshot().clients.values()].flatMap((bundle) => bundle.dates ?? []);
  const date = dates.find(({ id }) => id === dateId);
  if (!date) return;
  const address = URL.createObjectURL(new Blob([calendarFile(date, Date.now())], { type: "text/calendar" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: "appointment.ics" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export const useFamilyDates = familyScreen(familyDatesPage);
