// Finding a person by a few letters of a name, those met or written about last standing first.

/** Without accents and case, so that "lucia" finds Lucía. */
export const plain = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();

/** The moment at which this worker last had to do with the person, for "recent first"; 0 for never. */
export function lastTouched(bundle, now) {
  let last = 0;
  const seen = (moment) => {
    const at = Date.parse(moment);
    if (at <= now && at > last) last = at;
  };
  for (const note of bundle.notes) if (note.is_mine) seen(note.started_at);
  for (const visit of bundle.visits) if (visit.is_mine) seen(visit.check_in?.happened_at ?? visit.planned_start);
  return last;
}

/** People whose names have words that begin with each word of `query`; with no query, the most recent. */
export function findPeople(clients, query, { now, limit = 6 }) {
  const wanted = plain(query).split(/[\s-]+/).filter(Boolean);
  const rows = [];
  for (const bundle of clients.values()) {
    const { id, name, birth_date } = bundle.header;
    const words = plain(name).split(/[\s-]+/);
    if (wanted.every((part) => words.some((word) => word.startsWith(part)))) {
      rows.push({ id, name, birth_date, last: lastTouched(bundle, now) });
    }
  }
  rows.sort((a, b) => b.last - a.last || a.name.localeCompare(b.name));
  return rows.slice(0, limit);
}
