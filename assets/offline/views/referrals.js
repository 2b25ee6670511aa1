// A referral was followed up: where it stands now, recorded with or without a network.
import { wallIso } from "../clock.js";
import { record } from "../outbox.js";
import { getSnapshot, useSnapshot } from "../snapshot.js";
import { errorText, t } from "../text.js";
import { sayFaults } from "./form_faults.js";
import { closeSheet, finishSheet, sheetSubject, useSheetSubject } from "./sheets.js";
import { toast } from "./toasts.js";

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

export async function followUp(_, event) {
  event.preventDefault();
  const link = referralOf(getSnapshot(), sheetSubject());
  if (!link.id) return closeSheet();
  const { payload, faults } = followUpPayload(new FormData(event.target), { link, now: Date.now() });
  if (sayFaults(event.target, faults)) return undefined;
  try {
    await record("referral.followed_up", { client_ids: [link.client_id], payload });
  } catch (error) {
    return sayFaults(event.target, { reason: errorText(error.id) });
  }
  finishSheet(event.target);
  return toast(t("Saved on this phone"));
}
