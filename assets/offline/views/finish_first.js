// Notes that wait for their author: returned ones with the comment, then drafts. The oldest return first.
import { time, shortDay } from "../formats.js";
import { t, word } from "../text.js";
import { todayOf, zoneOf } from "./facts.js";
import { dayInZone } from "../clock.js";

/** Rows { id, href, name, kind: "returned" | "draft", line }. A returned note that is being mended stands once. */
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
  ];
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
    name: snapshot.clients.get(draft.client_id)?.header.name ?? t("No person chosen yet"),
    kind: "draft",
    line: type ? t("{type}, saved here {saved}", { type: word("contact_type", type), ...saved }) : t("Saved here {saved}", saved),
  };
}

function savedWords(moment, snapshot, now) {
  return dayInZone(moment, zoneOf(snapshot)) === todayOf(snapshot, now) ? time(moment) : shortDay(moment);
}
