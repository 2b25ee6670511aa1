// Proposing a change of a crisis plan: a case manager says what should change, a coordinator or supervisor publishes.
import { uuid7 } from "../ids.js";
import { record } from "../outbox.js";
import { getSnapshot } from "../snapshot.js";
import { errorText, t } from "../text.js";
import { sayFaults } from "./form_faults.js";
import { finishSheet, sheetSubject } from "./sheets.js";
import { toast } from "./toasts.js";

/** `crisis_plan.propose` from the form, and what is missing: { payload, faults }. */
export function proposal(form, { proposalId, clientId, version }) {
  const words = form.get("proposal")?.trim() ?? "";
  const payload = {
    proposal_id: proposalId,
    client_id: clientId,
    about_version: version ?? null,
    section: form.get("section") || "plan",
    proposal: words,
  };
  return { payload, faults: words ? {} : { proposal: t("Say what should change.") } };
}

export async function proposeChange(_, event) {
  event.preventDefault();
  const form = event.target;
  const clientId = sheetSubject();
  const version = getSnapshot().clients.get(clientId)?.crisis_plan?.version;
  const { payload, faults } = proposal(new FormData(form), { proposalId: uuid7(), clientId, version });
  if (sayFaults(form, faults)) return;
  try {
    await record("crisis_plan.propose", { client_ids: [clientId], payload });
  } catch (error) {
    sayFaults(form, { proposal: errorText(error.id) });
    return;
  }
  finishSheet(form);
  toast(t("Proposal saved on this phone"));
}
