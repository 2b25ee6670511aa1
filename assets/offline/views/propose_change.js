// Proposing a change of a crisis plan: a case manager says what should change, a coordinator or supervisor publishes.
import { uuid7 } from "../ids.js";
import { record } from "../outbox.js";
import { getSnapshot } from "../snapshot.js";
import { t } from "../text.js";
import { sheetSubject } from "./sheets.js";
import { submitted } from "./submitted.js";

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

export const proposeChange = submitted(
  (typed) => {
    const clientId = sheetSubject();
    const version = getSnapshot().clients.get(clientId)?.crisis_plan?.version;
    const { payload, faults } = proposal(typed, { proposalId: uuid7(), clientId, version });
    const keep = (also) => record("crisis_plan.propose", { ...also, client_ids: [clientId], payload });
    return { faults, keep, words: t("Proposal saved on this phone") };
  },
  { at: "proposal" },
);
