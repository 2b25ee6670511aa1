// What a family member agreed to share, in plain words, and taking it back.
import { wallIso } from "../clock.js";
import { fullDay, list } from "../formats.js";
import { record } from "../outbox.js";
import { getSnapshot, useSnapshot } from "../snapshot.js";
import { errorText, t, word } from "../text.js";
import { familyOf, familyScreen } from "./family_child.js";
import { closeSheet, sheetSubject, useSheetSubject } from "./sheets.js";
import { toast } from "./toasts.js";

/** See casepwa/offline/family.py. What holds comes first. */
export function consentsPage(snapshot, now, { child = "" }) {
  const { bundle, ...family } = familyOf(snapshot, now, child);
  const all = bundle?.consents ?? [];
  return { ...family, consents: all.toSorted((a, b) => b.is_in_force - a.is_in_force).map(consentRow) };
}

const consentRow = (consent) => ({
  id: consent.id,
  who: t("{name} may see this", { name: consent.recipient }),
  what: t("What: {what}", { what: consent.information }),
  why: t("Why: {why}", { why: consent.purpose }),
  until: t("Until {day}", { day: fullDay(consent.expires_on) }),
  signed: t("You signed on {day}.", { day: fullDay(consent.signed_on) }),
  stops: stopWords(consent),
  ended: endedWords(consent),
});

function stopWords({ recipient, stops }) {
  if (!stops.length) return t("If you withdraw, {name} sees nothing new from then on.", { name: recipient });
  const things = list(stops.map((kind) => word("shared_kind", kind)));
  return t("If you withdraw, {name} will no longer see: {things}.", { name: recipient, things });
}

function endedWords({ withdrawn_at, is_in_force, expires_on }) {
  if (withdrawn_at) return t("You withdrew this on {day}.", { day: fullDay(withdrawn_at) });
  return is_in_force ? "" : t("This ended on {day}.", { day: fullDay(expires_on) });
}

/** The consent that the sheet is about: { id, client_id, who, stops }. */
export function consentOf(snapshot, consentId) {
  for (const [client_id, bundle] of snapshot.clients) {
    const consent = bundle.consents?.find(({ id }) => id === consentId);
    if (consent) return { id: consent.id, client_id, who: consent.recipient, stops: stopWords(consent) };
  }
  return { id: "", client_id: "", who: "", stops: "" };
}

export function useConsent() {
  const id = useSheetSubject();
  return useSnapshot((snapshot) => consentOf(snapshot, id));
}

export const withdrawal = ({ id, client_id }) => ({ consent_id: id, client_id, happened_at: wallIso() });

/** From the sheet that says first what stops. */
export async function withdraw() {
  const consent = consentOf(getSnapshot(), sheetSubject());
  closeSheet();
  if (!consent.id) return;
  try {
    await record("consent.withdraw", { client_ids: [consent.client_id], payload: withdrawal(consent) });
    toast(t("Withdrawn. It stops when this phone is online."));
  } catch (error) {
    toast(errorText(error.id));
  }
}

export const useConsents = familyScreen(consentsPage);
