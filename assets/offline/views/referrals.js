// A referral was followed up: where it stands now, recorded with or without a network.
import { wallIso } from "../clock.js";
import { record } from "../outbox.js";
import { getSnapshot, useSnapshot } from "../snapshot.js";
import { t } from "../text.js";
import { sheetSubject, useSheetSubject } from "./sheets.js";
import { submitted } from "./submitted.js";

const NEEDS_REASON = new Set(["declined", "unavailable"]);
const NOTHING = { id: "", key: "", client_id: "", about: "", status: "", reason: "" };

/** The service link that the sheet is about: { id, key, client_id, about, status, reason }. */
export function referralOf(snapshot, linkId) {
  for (const [clientId, bundle] of snapshot.clients) {
    const link = bundle.services.find(({ id }) => id === linkId);
    if (link) {
      const about = link.provider ? t("{service}, {provider}", link) : link.service;
      const reason = link.reason ?? "";
      return { id: link.id, key: `${link.id} ${link.status} ${reason}`, client_id: clientId, about, status: link.status, reason };
    }
  }
  return NOTHING;
}

export function useReferral() {
  const id = useSheetSubject();
  return useSnapshot((snapshot) => referralOf(snapshot, id));
}

/** `referral.followed_up` from the form, and what is missing: { payload, faults }. */
export function followUpPayload(form, { link, now }) {
  const status = form.get("status") ?? "";
  const reason = form.get("reason")?.trim() || null;
  const payload = { link_id: link.id, client_id: link.client_id, status, reason, happened_at: wallIso(now) };
  return { payload, faults: NEEDS_REASON.has(status) && !reason ? { reason: t("Say why.") } : {} };
}

export const followUp = submitted(
  (typed) => {
    const link = referralOf(getSnapshot(), sheetSubject());
    if (!link.id) return null;
    const { payload, faults } = followUpPayload(typed, { link, now: Date.now() });
    const keep = (also) => record("referral.followed_up", { ...also, client_ids: [link.client_id], payload });
    return { faults, keep, words: t("Saved on this phone") };
  },
  { at: "reason" },
);
