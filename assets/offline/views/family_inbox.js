// What families told us: questions and thanks to read and answer, steps that they ask help with.
import { wallIso } from "../clock.js";
import { relative } from "../formats.js";
import { record } from "../outbox.js";
import { getSnapshot } from "../snapshot.js";
import { errorText, t, word } from "../text.js";
import { submitted } from "./submitted.js";
import { toast } from "./toasts.js";

/** One person's, the latest first: { id, kind, text, by, iso, when, is_new, read, answer, answered, may_answer } */
export function saidRows(bundle, now) {
  return bundle.family_messages.map((one) => ({
    id: one.id,
    kind: word("message_kind", one.kind),
    text: one.text,
    by: one.by,
    iso: one.received_at,
    when: relative(one.received_at, now),
    is_new: !one.is_read_by_me,
    answer: one.answer ?? "",
    answered: one.answer ? t("{name} answered", { name: one.answered_by }) : "",
    may_answer: !one.answer && one.kind !== "complaint", // which a supervisor answers whom it does not name
  }));
}

/** For Today: what nobody here has read yet, then open steps that need help. { id, href, name, what, drawing } */
export function askedRows(snapshot) {
  const rows = [];
  for (const bundle of snapshot.clients.values()) {
    const { id, name } = bundle.header;
    for (const one of bundle.family_messages) {
      if (one.is_read_by_me) continue;
      const what = t("{kind} from {name}", { kind: word("message_kind", one.kind), name: one.by });
      rows.push({ id: one.id, href: `/people/${id}#said`, name, what, drawing: "message-circle", at: one.received_at });
    }
    for (const step of bundle.steps) {
      if (!step.needs_help_at || step.done_at) continue;
      const what = t("Needs help: {what}", { what: step.what });
      rows.push({ id: step.id, href: `/people/${id}#next-steps`, name, what, drawing: "lifebuoy", at: step.needs_help_at });
    }
  }
  rows.sort((a, b) => a.at.localeCompare(b.at));
  return rows.map(({ at: _, ...row }) => row);
}

const ofMessage = (id) => {
  for (const [clientId, bundle] of getSnapshot().clients) {
    if (bundle.family_messages.some((one) => one.id === id)) return { message_id: id, client_id: clientId };
  }
  return null;
};

/** "I have read this": who wrote it sees that, and when. */
export async function readSaid(_form, event) {
  event.preventDefault();
  const known = ofMessage(new FormData(event.target).get("message_id"));
  if (!known) return;
  try {
    await record("message.read", { client_ids: [known.client_id], payload: { ...known, read_at: wallIso() } });
    toast(t("Saved. They will see that you have read it."));
  } catch (error) {
    toast(errorText(error.id));
  }
}

/** The answer goes to the family's phone with the next sync; answering is reading too. */
export const answerSaid = submitted(
  (typed) => {
    const known = ofMessage(typed.get("message_id"));
    if (!known) return null;
    const text = typed.get("text")?.trim() ?? "";
    const about = { client_ids: [known.client_id] };
    return {
      faults: text ? {} : { text: t("Write your answer.") },
      words: t("Answer saved on this phone"),
      keep: async (also) => {
        await record("message.read", { ...about, payload: { ...known, read_at: wallIso() } });
        await record("message.answer", { ...about, ...also, payload: { ...known, text } });
      },
    };
  },
  { at: "text" },
);
