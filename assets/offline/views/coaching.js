// What a supervisor said about one's writing: for the worker alone, outside every client's record.
import { wallIso } from "../clock.js";
import { relativeDay, shortDay } from "../formats.js";
import { record } from "../outbox.js";
import { errorText, t, word } from "../text.js";
import { toast } from "./toasts.js";

/** For Today: { id, by, iso, when, about, href, text, is_new }, what was not read first, then the latest. */
export function coachingRows({ me, clients }, now) {
  const held = (me?.coaching ?? []).filter(({ client_id }) => clients.has(client_id));
  return held
    .toSorted((a, b) => Boolean(a.read_at) - Boolean(b.read_at) || b.written_at.localeCompare(a.written_at))
    .map((said) => ({
      id: said.id,
      by: said.by,
      iso: said.written_at,
      when: relativeDay(said.written_at, now),
      about: t("About your note on {name}: {what}, {day}", {
        name: clients.get(said.client_id).header.name,
        what: word("contact_type", said.contact_type).toLowerCase(),
        day: shortDay(said.started_at),
      }),
      href: `/people/${said.client_id}#notes`,
      text: said.text,
      is_new: !said.read_at,
    }));
}

export const coachingRead = (commentId) => ({ comment_id: commentId, read_at: wallIso() });

/** **I have read this**: the supervisor sees that, and when. */
export async function readCoaching(commentId) {
  try {
    await record("coaching.read", { payload: coachingRead(commentId) });
    toast(t("Saved. Your supervisor will see that you have read it."));
  } catch (error) {
    toast(errorText(error.id));
  }
}
