// Wall time, the measured offset to the server's clock, and days and hours of the agency's zone.
//
// Records carry the device's wall time as it is: a wrong clock is flagged by the server, never silently
// corrected. The offset serves only what the device itself must judge (how long a bundle may be kept).
let offsetMs = 0;

export const setOffset = (ms) => {
  offsetMs = Number.isFinite(ms) ? ms : 0;
};
export const wallIso = (ms = Date.now()) => new Date(ms).toISOString();
export const serverNow = () => Date.now() + offsetMs;

// The server's clock minus ours, in ms, given when we asked, when the answer came, and what it said.
export function measureOffset({ sentMs, receivedMs, serverTime }) {
  const server = Date.parse(serverTime);
  return Number.isNaN(server) ? null : Math.round(server - (sentMs + receivedMs) / 2);
}

const formats = new Map();

function partsFormat(zone) {
  let format = formats.get(zone);
  if (!format) {
    const numeric = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" };
    format = new Intl.DateTimeFormat("en", { ...numeric, second: "2-digit", hourCycle: "h23", timeZone: zone });
    formats.set(zone, format);
  }
  return format;
}

const QUARTER = 15 * 60_000;
const offsets = new Map();

// What the zone's clocks are ahead of UTC at a moment (ms). Zones change at quarters of an hour: each quarter is asked
// once, because a caseload's lists ask for thousands of days and the browser takes its time over each.
function offsetAt(ms, zone) {
  let known = offsets.get(zone);
  if (!known) offsets.set(zone, (known = new Map()));
  const quarter = Math.floor(ms / QUARTER);
  let offset = known.get(quarter);
  if (offset === undefined) {
    const at = quarter * QUARTER;
    const parts = {};
    for (const { type, value } of partsFormat(zone).formatToParts(new Date(at))) parts[type] = value;
    offset = Date.parse(`${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}Z`) - at;
    known.set(quarter, offset);
  }
  return offset;
}

// { day: "2026-03-10", time: "14:30", weekday: 0 (Sunday) } of a moment in the zone.
export function inZone(moment, zone) {
  const ms = new Date(moment).getTime();
  const shown = new Date(ms + offsetAt(ms, zone));
  const iso = shown.toISOString();
  return { day: iso.slice(0, 10), time: iso.slice(11, 16), weekday: shown.getUTCDay() };
}

export const dayInZone = (moment, zone) => inZone(moment, zone).day;

// The moment (ISO, UTC) at which the zone's clocks show `day` and `time`. Of a time that happens twice (clocks go
// back) the first, or the second where the first is before `since` (ms); of one that is skipped (clocks go forward) the
// moment an hour later on the clock.
export function fromZone(day, time, zone, since = -Infinity) {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  const shown = (ms) => {
    const { day: d, time: t } = inZone(ms, zone);
    return Date.parse(`${d}T${t}:00Z`);
  };
  const candidates = [-24, 24].map((hours) => {
    const near = wanted + hours * 3_600_000;
    return wanted - (shown(near) - near);
  });
  const right = candidates.filter((ms) => shown(ms) === wanted);
  const late = right.filter((ms) => ms >= since);
  return new Date(right.length ? Math.min(...(late.length ? late : right)) : Math.max(...candidates)).toISOString();
}

// `day` moved by whole days: addDays("2026-02-28", 1) is "2026-03-01".
export function addDays(day, count) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

// Whole days from one day to another: negative when `to` is before `from`.
export const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
