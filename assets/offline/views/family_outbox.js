// What a family did on this phone, in plain words, and where it is now.
import { t, word } from "../text.js";
import { outboxPage } from "./outbox_rows.js";
import { screen } from "./screen.js";

/** The outbox of a family: as the staff's, with what was done standing first. */
export const familyOutboxPage = (snapshot, now, params) => outboxPage(snapshot, now, params, familyWords);

function familyWords(command, { clients }, when) {
  const bundle = clients.get(command.client_ids[0]);
  const who = bundle && !bundle.header.is_you ? t("For {name}", { name: bundle.header.name }) : "";
  return { who: did(command, bundle), what: who ? t("{who}, {when}", { who, when }) : when };
}

function did({ kind, payload }, bundle) {
  const step = bundle?.steps.find(({ id }) => id === payload.step_id)?.what;
  if (kind === "step.done") return step ? t("Done: {what}", { what: step }) : t("A step is done");
  if (kind === "step.help") return step ? t("Help with: {what}", { what: step }) : t("You asked for help with a step");
  if (kind === "consent.withdraw") return t("You took back a consent");
  // Once it was sent, the words stand under Team alone.
  return payload.text ? t("{kind}: “{words}”", { kind: word("message_kind", payload.kind), words: payload.text }) : t("You told us something");
}

export const useFamilyOutbox = screen(familyOutboxPage);
