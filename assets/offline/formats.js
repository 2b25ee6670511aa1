// Dates, times and numbers in the reader's language and the agency's time zone.
import { useSyncExternalStore } from "react";
import { dayInZone, daysBetween } from "./clock.js";
import { EMPTY, getSnapshot, subscribe } from "./memory.js";
import { useMinute } from "./snapshot.js";
import { getFormats, getLanguage, t, useText, warmNumbers } from "./text.js";

const cache = new Map();

function format(kind, Format, options) {
  const key = `${kind}|${getFormats()}|${JSON.stringify(options)}`;
  if (!cache.has(key)) cache.set(key, new Format(getFormats(), options));
  return cache.get(key);
}

const dated = (options) => format("date", Intl.DateTimeFormat, options);

// The first format of a language loads its tables, which takes long on a slow phone: done while something else is awaited.
export function warmFormats() {
  dated({ dateStyle: "medium", timeStyle: "short" });
  format("list", Intl.ListFormat, { type: "conjunction" });
  warmNumbers();
}

// Every format that a screen of the phone writes in, each to be made by itself while nothing else is to be done.
export function warmers() {
  const now = new Date().toISOString();
  const lastYear = new Date(Date.now() - 370 * 86_400_000).toISOString();
  const ofMoments = [time, shortDay, weekday, longDay, fullDay, exact].map((write) => () => write(now));
  const ofDays = [shortDay, weekday, longDay, fullDay].map((write) => () => write(now.slice(0, 10)));
  const others = [() => shortDay(lastYear), () => list(["", ""]), () => number(1), () => relative(lastYear), warmNumbers];
  return [...ofMoments, ...ofDays, ...others];
}

const zoneHearers = new Set();
let toldZone = null;
const zone = () => getSnapshot().me?.time_zone ?? toldZone ?? "UTC";

// On a server-driven screen no store says the agency's zone: the session does.
export function tellZone(name) {
  if (name === toldZone) return;
  toldZone = name;
  for (const hear of [...zoneHearers]) hear();
}

function subscribeZone(hear) {
  const stop = subscribe(hear);
  zoneHearers.add(hear);
  return () => {
    stop();
    zoneHearers.delete(hear);
  };
}

const isMissing = (value) => value === null || value === undefined || value === "";

// A day ("2026-03-10") has no zone; it is shown as it stands.
const day = (value, options) => dated({ ...options, timeZone: "UTC" }).format(new Date(`${value}T00:00:00Z`));
const isDay = (value) => /^\d{4}-\d\d-\d\d$/.test(value);

function date(value, options) {
  if (isMissing(value)) return "";
  return isDay(value) ? day(value, options) : dated({ ...options, timeZone: zone() }).format(new Date(value));
}

// "2:30 PM"
export const time = (moment) => date(moment, { hour: "numeric", minute: "2-digit" });
// "Mar 10", with the year when it is not this one
export function shortDay(value) {
  if (isMissing(value)) return "";
  const year = isDay(value) ? value : dayInZone(value, zone());
  const thisYear = year.slice(0, 4) === dayInZone(Date.now(), zone()).slice(0, 4);
  return date(value, { month: "short", day: "numeric", ...(thisYear ? {} : { year: "numeric" }) });
}
// "Tuesday, March 10"
export const longDay = (value) => date(value, { weekday: "long", month: "long", day: "numeric" });
// "Tue, Mar 10"
export const weekday = (value) => date(value, { weekday: "short", month: "short", day: "numeric" });
// "January"
export const month = (value) => date(value, { month: "long" });
// "March 10, 2026"
export const fullDay = (value) => date(value, { year: "numeric", month: "long", day: "numeric" });
// "Mar 10, 2026, 2:30 PM": what stands in `title` beside relative words
export const exact = (value) => date(value, { dateStyle: "medium", timeStyle: "short" });
export const number = (value, options = {}) => (isMissing(value) ? "" : format("number", Intl.NumberFormat, options).format(value));
export const list = (values) => format("list", Intl.ListFormat, { type: "conjunction" }).format(values);

// "in 2 hours", "5 minutes ago", "yesterday", "3 weeks ago"
export function relative(moment, now = Date.now()) {
  if (isMissing(moment)) return "";
  const words = format("relative", Intl.RelativeTimeFormat, { numeric: "auto" });
  const minutes = Math.round((Date.parse(moment) - now) / 60_000);
  if (Math.abs(minutes) < 1) return t("just now");
  if (Math.abs(minutes) < 60) return words.format(minutes, "minute");
  const days = daysBetween(dayInZone(now, zone()), dayInZone(moment, zone()));
  if (Math.abs(minutes) < 12 * 60 || days === 0) return words.format(Math.round(minutes / 60), "hour");
  return inDays(days);
}

// The same of a day: "today", "tomorrow", "in 3 days", "2 weeks ago"
export function relativeDay(value, now = Date.now()) {
  return isMissing(value) ? "" : inDays(daysBetween(dayInZone(now, zone()), isDay(value) ? value : dayInZone(value, zone())));
}

function inDays(days) {
  const words = format("relative", Intl.RelativeTimeFormat, { numeric: "auto" });
  if (Math.abs(days) < 14) return words.format(days, "day");
  if (Math.abs(days) < 60) return words.format(Math.round(days / 7), "week");
  if (Math.abs(days) < 730) return words.format(Math.round(days / 30.44), "month");
  return words.format(Math.round(days / 365.25), "year");
}

// Whole years from a birth date to today, or null.
export function age(birthDate, now = Date.now()) {
  if (isMissing(birthDate)) return null;
  const today = dayInZone(now, zone());
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

// "1:05 h" would be read as a time of day: "1 h 5 min"
export function duration(minutes) {
  if (isMissing(minutes)) return "";
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (!hours) return t("{minutes} min", { minutes: rest });
  return rest ? t("{hours} h {minutes} min", { hours, minutes: rest }) : t("{hours} h", { hours });
}

const all = { time, shortDay, longDay, weekday, fullDay, exact, number, list, relative, relativeDay, age, duration };
let made = { key: "", formats: all };

// All of the above, drawn again when language or zone change and each minute.
export function useFormats() {
  useText();
  const minute = useMinute();
  const inZone = useSyncExternalStore(subscribeZone, zone, () => EMPTY.me?.time_zone ?? "UTC");
  const key = `${getLanguage()}|${inZone}|${minute}`;
  if (made.key !== key) made = { key, formats: { ...all } };
  return made.formats;
}
