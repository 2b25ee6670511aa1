// A referral that was followed up stands where its follow-up found it, and is due no more.
import { changed, put } from "./lists.js";

export function followUp(bundle, { payload }) {
  const { status } = payload;
  const reason = payload.reason ?? null;
  const followed = (link) =>
    link.follow_up_due_on === null && link.status === status && link.reason === reason
      ? link
      : { ...link, status, reason, follow_up_due_on: null };
  return put(bundle, "services", changed(bundle.services, payload.link_id, followed));
}
