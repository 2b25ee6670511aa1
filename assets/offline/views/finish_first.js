// What waits for this person: returned notes with the comment, drafts, and visits that passed with no word said.
import { shortDay, time } from "../formats.js";
import { t, word } from "../text.js";
import { lateness, myVisits, namesOf, todayOf, visitDay, zoneOf } from "./facts.js";
import { dayInZone } from "../clock.js";

/**
 * Rows { id, href, name, kind: "returned" | "draft" | "missed", line }. The oldest return first; a returned note that
 * is being mended stands once. A missed visit of today stands among the visits.
 */
export function finishFirst(snapshot, now) {
  const mending = new Map(snapshot.drafts.filter((draft) => draft.fields?.note_id).map((draft) => [draft.fields.note_id, draft]));
  const returned = [];
  for (const bundle of snapshot.clients.values()) {
    for (const note of bundle.notes) {
      if (note.is_mine && note.status === "returned") returned.push({ note, bundle });
    }
  }
  returned.sort((a, b) => (a.note.returned_at ?? "").localeCompare(b.note.returned_at ?? ""));
  const noteIds = new Set(returned.map(({ note }) => note.id));
  return [
    ...returned.map(({ note, bundle }) => returnedRow(note, bundle, mending.get(note.id))),
    ...snapshot.drafts
      .filter((draft) => draft.kind === "note" && !noteIds.has(draft.fields?.note_id))
      .map((draft) => draftRow(draft, snapshot, now)),
    ...missedVisits(snapshot, now),
  ];
}

// A missed visit needs a reason (domain.md, "Visits"): it waits here until there is one.
function missedVisits(snapshot, now) {
  const { missed_after_minutes: after } = lateness(snapshot);
  const [zone, today] = [zoneOf(snapshot), todayOf(snapshot, now)];
  return myVisits(snapshot)
    .filter((visit) => visit.status === "planned" && !visit.check_in && now > Date.parse(visit.planned_end) + after * 60_000)
    .filter((visit) => visitDay(visit, zone) < today)
    .map((visit) => ({
      id: visit.id,
      href: `/visit/${visit.id}`,
      name: namesOf(visit.people),
      kind: "missed",
      line: t("Visit of {day}: say why it was missed", { day: shortDay(visit.planned_start) }),
    }));
}

function returnedRow(note, bundle, draft) {
  const by = (note.returned_by ?? "").split(" ")[0];
  const comment = note.return_comment ?? "";
  return {
    id: note.id,
    href: draft ? `/note/${draft.id}` : `/note?mend=${note.id}`,
    name: bundle.header.name,
    kind: "returned",
    line: by ? t("{name}: “{comment}”", { name: by, comment }) : comment,
  };
}

function draftRow(draft, snapshot, now) {
  const saved = { saved: savedWords(draft.saved_at, snapshot, now) };
  const type = draft.fields?.contact_type;
  return {
    id: draft.id,
    href: `/note/${draft.id}`,
    name: nameOf(draft.client_id, snapshot),
    kind: "draft",
    line: type ? t("{type}, saved here {saved}", { type: word("contact_type", type), ...saved }) : t("Saved here {saved}", saved),
  };
}

function nameOf(clientId, { clients }) {
  if (!clientId) return t("No person chosen yet");
  return clients.get(clientId)?.header.name ?? t("Their record is not on this phone now");
}

function savedWords(moment, snapshot, now) {
  return dayInZone(moment, zoneOf(snapshot)) === todayOf(snapshot, now) ? time(moment) : shortDay(moment);
}
