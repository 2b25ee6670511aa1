// Check-out: an outcome for each person, the place once more, and a note to write for each person seen.
import { uuid7 } from "../ids.js";
import { keepDraft } from "../drafts.js";
import { getSnapshot } from "../snapshot.js";
import { t } from "../text.js";
import { sayFaults } from "./form_faults.js";
import { go } from "./go.js";
import { draftSent, draftToDrop } from "./kept_forms.js";
import { finishSheet } from "./sheets.js";
import { dismissToast } from "./toasts.js";
import { visit } from "./visit.js";
import { change, found, idsOf, locate, recordHere } from "./visit_actions.js";
import { checkOutPayload, noteDrafts } from "./visit_payload.js";
import { visitComesFirst } from "./visit_state.js";
import { asksWord, sealedFrom } from "./visit_word.js";

const MINUTE = 60_000;

/** **Check out**, from the sheet's form: outcome-<client id> and text-<client id> for each. */
export async function checkOut(_, event) {
  event.preventDefault();
  const { visit: one } = found() ?? {};
  if (!one?.check_in || one.check_out || visit.get().busy) return;
  const form = new FormData(event.target);
  const outcomes = outcomesOf(one, form);
  const faults = {};
  for (const { client_id, outcome, text } of outcomes) {
    if (!outcome) faults[`outcome-${client_id}`] = t("Choose what came of it.");
    else if (outcome === "other" && !text.trim()) faults[`text-${client_id}`] = t("Say in a few words what happened.");
  }
  if (sayFaults(event.target, faults)) return;
  change({ busy: "check_out" });
  const { me } = getSnapshot();
  const asked = asksWord(one, me, Math.floor(Date.now() / MINUTE) * MINUTE) ? await sealedFrom(event.target, me) : { word: null };
  if (!asked) return change({ busy: "" });
  const answer = await locate(one, form);
  if (!answer) return change({ busy: "" });
  const at = Date.now();
  const payload = checkOutPayload(one, { at, location: answer.location, outcomes, word: asked.word });
  const after = visitComesFirst(getSnapshot().commands, one);
  const dropDraft = await draftToDrop(event.target);
  const kept = await recordHere("visit.check_out", { client_ids: idsOf(one), payload, after, dropDraft });
  if (!kept) return change({ busy: "" });
  draftSent(event.target);
  const drafts = await startNotes(one, at, outcomes);
  change({ busy: "", missing: "" });
  finishSheet(event.target);
  dismissToast();
  if (drafts.length) go(`/note/${drafts[0]}`);
}

function outcomesOf(one, form) {
  return one.people.map(({ client_id }) => ({
    client_id,
    outcome: form.get(`outcome-${client_id}`) ?? "",
    text: form.get(`text-${client_id}`) ?? "",
  }));
}

// A phone too full for a draft has kept the check-out: the visit's page still offers each note.
async function startNotes(one, at, outcomes) {
  const { me, commands } = getSnapshot();
  const marks = commands
    .filter(({ kind, payload }) => kind === "goal.mark" && payload.visit_id === one.id)
    .map(({ payload }) => payload);
  const drafts = noteDrafts(one, { from: one.check_in.happened_at, to: new Date(at).toISOString(), outcomes, marks, me, newId: uuid7 });
  const ids = [];
  for (const { id, client_id, fields } of drafts) {
    const keeper = keepDraft(id);
    keeper.put(fields, { kind: "note", client_id });
    if (await keeper.flush()) ids.push(id);
    keeper.forget();
  }
  return ids;
}
