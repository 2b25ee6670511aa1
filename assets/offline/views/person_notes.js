// The timeline of notes: newest first, ninety days from the phone, older ones when they have been asked for.
import { duration, list, shortDay, time, weekday } from "../formats.js";
import { t, word } from "../text.js";
import { CASE_MANAGEMENT } from "./note_fields.js";

/** "12 in 90 days, last Mar 6" */
export function notesAside(bundle) {
  const last = bundle.notes.reduce((latest, note) => (note.started_at > latest ? note.started_at : latest), "");
  if (!last) return t("None in 90 days");
  return t("{n}, last {day}", { n: bundle.notes.length, day: shortDay(last) });
}

/** { id, iso, when, who, what, text, status, status_words, comment, mend_href, can_amend, beside: [{ id, heading, text, reason }] } */
export function noteRows(bundle, older) {
  const seen = new Set();
  return [...bundle.notes, ...older]
    .filter((note) => !seen.has(note.id) && seen.add(note.id))
    .sort((a, b) => b.started_at.localeCompare(a.started_at))
    .map(noteRow);
}

function noteRow(note) {
  const mine = note.is_mine && note.status === "returned";
  const parts = [word("contact_type", note.contact_type), word("outcome", note.outcome), duration(note.minutes)];
  if (note.work !== CASE_MANAGEMENT) parts.push(word("work", note.work));
  return {
    id: note.id,
    iso: note.started_at,
    when: t("{day}, {time}", { day: weekday(note.started_at), time: time(note.started_at) }),
    who: note.contacted_names.length ? list(note.contacted_names) : list(note.contacted.map((code) => word("contacted", code))),
    what: parts.filter(Boolean).join(", "),
    author: note.is_mine ? t("You") : note.author,
    text: note.text,
    // Until the server has it, a note is only on this phone: never shown as sent.
    status: note.received_at ? note.status : "here",
    status_words: note.received_at ? word("note_status", note.status) : t("On this phone"),
    concern: note.has_safety_concern,
    comment: note.return_comment ? t("{name}: “{comment}”", { name: note.returned_by ?? "", comment: note.return_comment }) : "",
    can_amend: note.is_mine && note.status === "approved",
    beside: (note.amendments ?? []).map(besideRow),
    mend_href: mine ? `/note?mend=${note.id}` : "",
  };
}

const besideRow = ({ id, kind, text, reason, author, recorded_at }) => ({
  id,
  heading: t("{kind}, {name}, {day}", { kind: word("note_amendment", kind), name: author, day: shortDay(recorded_at) }),
  text,
  reason: t("Why: {why}", { why: reason }),
});
