// Next steps: adding one and marking one done, both offline.
import { wallIso } from "../clock.js";
import { uuid7 } from "../ids.js";
import { requireOwn } from "../only_visit.js";
import { record } from "../outbox.js";
import { getSnapshot, useSnapshot } from "../snapshot.js";
import { errorText, t, word } from "../text.js";
import { closeSheet, sheetSubject, useSheetSubject } from "./sheets.js";
import { submitted } from "./submitted.js";
import { toast } from "./toasts.js";

/** Who can be asked to do a step: me first, then the family, then the team. Rows { id, words }. */
export function stepOwners(bundle, me) {
  const mine = { id: `account:${me.account_id}`, words: t("You") };
  const family = bundle.contacts.map((contact) => ({ id: `family:${contact.id}`, words: `${contact.name}, ${contact.relation}` }));
  const team = bundle.team
    .filter((line) => line.account_id !== me.account_id)
    .map((line) => ({
      id: line.account_id ? `account:${line.account_id}` : `role:${word("team_role", line.role)}`,
      words: `${line.name}, ${word("team_role", line.role)}`,
    }));
  return [mine, ...family, ...team];
}

const OWNER = { account: "owner_account_id", family: "owner_family_member_id", role: "owner_role" };

/** `step.add` from the form, and what is missing: { payload, faults }. */
export function stepPayload(form, { stepId, clientId, readers = [] }) {
  const what = form.get("what")?.trim() ?? "";
  const [kind, ...rest] = (form.get("owner") ?? "").split(":");
  const payload = {
    step_id: stepId,
    client_id: clientId,
    what,
    why: form.get("why")?.trim() || null,
    due_on: form.get("due_on") || null,
    goal_id: form.get("goal_id") || null,
    [OWNER[kind]]: rest.join(":"),
    ...(form.has("share") && readers.length ? { reader_ids: readers.map(({ account_id }) => account_id) } : {}),
  };
  return { payload, faults: what ? {} : { what: t("Say what is to be done.") } };
}

export const addStep = submitted(
  (typed) => {
    const clientId = sheetSubject();
    const readers = getSnapshot().clients.get(clientId)?.share_readers;
    const { payload, faults } = stepPayload(typed, { stepId: uuid7(), clientId, readers });
    const keep = (also) => {
      requireOwn(clientId);
      return record("step.add", { ...also, client_ids: [clientId], payload });
    };
    return { faults, keep, words: t("Step saved on this phone") };
  },
  { at: "what" },
);

/** The step that the Done sheet is about: { id, client_id, what, owner }. */
export function stepOf(snapshot, stepId) {
  for (const [clientId, bundle] of snapshot.clients) {
    const step = bundle.steps.find(({ id }) => id === stepId);
    if (step) return { id: step.id, client_id: clientId, what: step.what, owner: step.is_mine ? t("You") : step.owner };
  }
  return { id: "", client_id: "", what: "", owner: "" };
}

export function useStep() {
  const id = useSheetSubject();
  return useSnapshot((snapshot) => stepOf(snapshot, id));
}

export async function finishStep() {
  const { id, client_id: clientId } = stepOf(getSnapshot(), sheetSubject());
  closeSheet();
  if (!id) return;
  try {
    requireOwn(clientId);
    const payload = { step_id: id, client_id: clientId, happened_at: wallIso() };
    await record("step.done", { client_ids: [clientId], payload });
    toast(t("Done, saved on this phone"));
  } catch (error) {
    toast(errorText(error.id));
  }
}
