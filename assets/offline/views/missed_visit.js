// No one home, or the visit could not be: why, and what happens next. No timer, no location.
import { record } from "../outbox.js";
import { getSnapshot, useSnapshot } from "../snapshot.js";
import { t } from "../text.js";
import { myVisits, namesOf } from "./facts.js";
import { sheetSubject, useSheetSubject } from "./sheets.js";
import { submitted } from "./submitted.js";

/** { id, names } of the visit the sheet is about. */
export const missedOf = (snapshot, visitId) => {
  const visit = myVisits(snapshot).find(({ id }) => id === visitId);
  return visit ? { id: visit.id, names: namesOf(visit.people) } : { id: "", names: "" };
};

export function useMissedVisit() {
  const id = useSheetSubject();
  return useSnapshot((snapshot) => missedOf(snapshot, id));
}

/** `visit.miss` from what the form says, or which fields are missing. */
export function missPayload(form, { visitId, now }) {
  const reason = form.get("reason");
  const text = form.get("text")?.trim() || null;
  const next = form.get("next_action")?.trim() ?? "";
  const faults = {};
  if (!next) faults.next_action = t("Say what happens next.");
  if (reason === "other" && !text) faults.text = t("Say in a few words what happened.");
  const payload = { visit_id: visitId, happened_at: new Date(now).toISOString(), reason, text, next_action: next };
  return { payload, faults };
}

export const missVisit = submitted(
  (typed) => {
    const visit = myVisits(getSnapshot()).find(({ id }) => id === sheetSubject());
    if (!visit) return null;
    const { payload, faults } = missPayload(typed, { visitId: visit.id, now: Date.now() });
    const keep = (also) => record("visit.miss", { ...also, client_ids: visit.people.map((who) => who.client_id), payload });
    return { faults, keep, words: t("Saved on this phone") };
  },
  { at: "next_action" },
);
