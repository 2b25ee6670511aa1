// What a family tells us, and consents that they take back.
import { changed, put } from "./lists.js";

// The latest stands first. `received_at` is null until the server has it.
export function tellUs(bundle, { payload, recorded_at }) {
  const known = new Map(bundle.staff.map(({ account_id, name }) => [account_id, name]));
  const message = {
    id: payload.message_id,
    kind: payload.kind,
    text: payload.text,
    about: (payload.about_account_ids ?? []).map((id) => known.get(id) ?? ""),
    recorded_at,
    received_at: null,
    read_at: null,
    read_by: null,
    acknowledged_at: null,
    acknowledged_by: null,
    resolved_at: null,
    resolved_by: null,
    answer: null,
    answered_by: null,
  };
  if (bundle.messages.some(({ id }) => id === message.id)) return bundle;
  return put(bundle, "messages", [message, ...bundle.messages]);
}

export function withdrawConsent(bundle, { payload }) {
  const taken = (consent) =>
    consent.withdrawn_at ? consent : { ...consent, withdrawn_at: payload.happened_at, is_in_force: false, stops: [] };
  return put(bundle, "consents", changed(bundle.consents, payload.consent_id, taken));
}

// On a phone of the staff: what the family told us was read here, and answered.
export function readMessage(bundle, { payload }, { me }) {
  const read = (message) =>
    message.is_read_by_me ? message : { ...message, is_read_by_me: true, read_by: [...message.read_by, me.name] };
  return put(bundle, "family_messages", changed(bundle.family_messages, payload.message_id, read));
}

export function answerMessage(bundle, { payload }, { me }) {
  const answered = (message) =>
    message.answer === payload.text ? message : { ...message, answer: payload.text, answered_by: me.name };
  return put(bundle, "family_messages", changed(bundle.family_messages, payload.message_id, answered));
}
