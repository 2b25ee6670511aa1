// The state of an alarm as a sheet or a page shows it: "Not sent" beside the ways that need no app.
import { list, time } from "../formats.js";
import { t } from "../text.js";
import { alarmState, whoHelps } from "./alarm_state.js";
import { smsHref, telHref } from "./reach.js";

export const NO_ALARM = { state: "", words: "", ways: [], hotline: "", hotline_phone: "" };

/**
 * {state, words, ways: [{id, words, href, is_text}], hotline, hotline_phone} of the alarm or concern `id`; `failed`: it could not
 * even be kept on this phone.
 */
export function alarmView(snapshot, now, id, { failed = false } = {}) {
  const { me, commands, sync } = snapshot;
  if (!id || !me) return NO_ALARM;
  const { state, read_by } = alarmState(me, commands, id);
  return {
    state,
    words: failed ? t("This phone could not keep your call. Call or text now.") : wordsFor(state, read_by, sync),
    ways: waysToReach(me, now),
    hotline: me.rules.abuse_hotline?.name ?? "",
    hotline_phone: me.rules.abuse_hotline?.phone ?? "",
  };
}

function wordsFor(state, readers, sync) {
  if (state === "read") {
    const said = readers.map(({ name, read_at }) => t("{name} at {time}", { name, time: time(read_at) }));
    return t("Read by {people}.", { people: list(said) });
  }
  if (state === "sent") return t("Sent, not yet read.");
  if (sync.signed_in === false) return t("Not sent. You are signed out. Call or text now.");
  if (sync.last_error === "offline") return t("Not sent. There is no signal here. Trying again.");
  return sync.last_error ? t("Not sent. The server did not take it. Trying again.") : t("Not sent yet. Trying now.");
}

/** A text that is written already; the one form of `sms:` that Android and iOS both read. */
export const textHref = (phone, words) => `${smsHref(phone)}?&body=${encodeURIComponent(words)}`;

// A supervisor is a text away, whoever is on call a call away: their phone is in their hand.
function waysToReach(me, now) {
  const { supervisors, on_call } = whoHelps(me, now);
  const words = t("I need help. Please call me now.");
  const texts = supervisors.map((one) => ({
    id: one.account_id,
    words: supervisors.length > 1 ? t("Text {name}", { name: one.name }) : t("Text my supervisor"),
    href: textHref(one.phone, words),
    is_text: true,
  }));
  const calls = on_call.map((one) => ({
    id: one.account_id,
    words: t("Call {name}, on call", { name: one.name }),
    href: telHref(one.phone),
    is_text: false,
  }));
  return [...texts, ...calls];
}
