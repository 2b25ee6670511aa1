// Needs a fix: the form that fits what was refused, with everything that was typed; nothing is thrown away.
import { keepDraft } from "../drafts.js";
import { exact } from "../formats.js";
import { uuid7 } from "../ids.js";
import { withoutVisit } from "../order.js";
import { fixAndResend, sendWithoutVisit } from "../outbox.js";
import { getSnapshot, useSnapshot } from "../snapshot.js";
import { isFamily } from "../strayed.js";
import { errorText, t, word } from "../text.js";
import { go } from "./go.js";
import { withoutScale } from "./goal_scale.js";
import { contactChips } from "./note_chips.js";
import { blankFields } from "./note_fields.js";
import { fieldsFromPayload } from "./note_payload.js";
import { inZone } from "../clock.js";
import { kindWords } from "./outbox_rows.js";
import { closeSheet, openSheet, sheetSubject, useSheetSubject } from "./sheets.js";
import { sayNotKept, submitted } from "./submitted.js";
import { toast } from "./toasts.js";
import { isWordRefused } from "./visit_state.js";
import { sealedFrom } from "./visit_word.js";

export const SHEET = "outbox-fix";

// The words that can be mended in the sheet, by kind: [field, label, whether it must be filled, or the refusal for which].
const WORDS = {
  "step.add": [["what", () => t("What"), true], ["why", () => t("Why"), false]],
  "visit.check_in": [["going_with", () => t("Who goes with me"), "pair_required"]],
  "visit.miss": [["next_action", () => t("What happens next"), true], ["text", () => t("What happened"), false]],
  "goal.mark": [["line", () => t("Short line"), false]],
  "goal.mark_amended": [["line", () => t("Short line"), false]],
  "referral.followed_up": [["reason", () => t("Reason"), true]],
  "message.send": [["text", () => t("Your words"), true]],
  "message.answer": [["text", () => t("Your answer"), true]],
  "note.amend": [["text", () => t("What you add"), true], ["reason", () => t("Why it is added"), true]],
  "crisis_plan.propose": [["proposal", () => t("What should change"), true]],
};

const stuck = (id) => getSnapshot().commands.find((one) => one.id === id && one.state === "needs_fix");

/** **Fix and resend**: notes and plans open their own form, a mark the goals, the rest a sheet with its words. */
export async function openFix(commandId) {
  const command = stuck(commandId);
  if (!command) return;
  const [client] = command.client_ids;
  if (command.kind === "note.submit") return fixNote(command);
  if (command.kind === "visit.schedule") return go(`/people/${client}/visits/new?fix=${command.id}`);
  openSheet(SHEET, command.id);
}

async function fixNote(command) {
  const { clients, me, drafts } = getSnapshot();
  const { payload } = command;
  const bundle = clients.get(payload.client_id);
  const known = drafts.find(({ id, fields }) => id === payload.note_id || fields.fixes === command.id);
  if (known) return go(`/note/${known.id}`);
  const chips = bundle ? contactChips(bundle, { me, clients }) : [];
  const fields = fieldsFromPayload(payload, { chips, zone: me.time_zone, commandId: command.id });
  return openDraft(payload.note_id, fields);
}

async function openDraft(id, fields) {
  let problem = null;
  const keeper = keepDraft(id, { onFailed: (error) => (problem = error) });
  keeper.put(fields, { kind: "note", client_id: fields.client_id || null });
  await keeper.flush();
  keeper.forget();
  if (problem) return sayNotKept(problem);
  closeSheet();
  return go(`/note/${id}`);
}

/** What the sheet shows of the command it is about: facts as lines, words as fields. */
export function fixOf(snapshot, commandId) {
  const command = snapshot.commands.find(({ id }) => id === commandId);
  if (!command) return NOTHING;
  const { kind, payload } = command;
  return {
    id: command.id,
    title: kindWords(command),
    reason: errorText(command.error, command.params),
    facts: factsOf(command, snapshot),
    words: (WORDS[kind] ?? [])
      .filter(([name, , must]) => isMust(must, command) || payload[name])
      .map(([name, label]) => ({ id: name, label: label(), value: payload[name] ?? "" })),
    goals: kind === "goal.mark" ? goalChoices(command, snapshot) : [],
    goal: kind === "goal.mark" ? `${payload.goal_id} ${payload.objective_id ?? ""}` : "",
    asks_word: isWordRefused(command),
    can_free: isRefusedVisit(command) && withoutVisit(command, snapshot.commands).length > 0,
    can_note: snapshot.clients.has(command.client_ids[0]) && !isFamily(snapshot.me),
  };
}

const NOTHING = {
  id: "",
  title: "",
  reason: "",
  facts: [],
  words: [],
  goals: [],
  goal: "",
  asks_word: false,
  can_free: false,
  can_note: false,
};

const isMust = (must, { error }) => must === true || must === error;

const isRefusedVisit = ({ kind, state }) => kind.startsWith("visit.") && state === "needs_fix";

export function useFix() {
  const id = useSheetSubject();
  return useSnapshot((snapshot) => fixOf(snapshot, id));
}

function factsOf({ kind, payload, recorded_at }, { clients }) {
  const facts = [exact(payload.happened_at ?? payload.planned_start ?? recorded_at)];
  if (payload.level) facts.push(word("mark", payload.level));
  if (kind === "referral.followed_up") facts.push(word("link", payload.status));
  if (payload.expected_end) facts.push(t("Expected end {when}", { when: exact(payload.expected_end) }));
  if (payload.reason && kind === "visit.miss") facts.push(word("missed", payload.reason));
  for (const { client_id, outcome, text } of payload.outcomes ?? []) {
    const name = clients.get(client_id)?.header.name ?? "";
    facts.push([name, word("seen", outcome), text].filter(Boolean).join(", "));
  }
  return facts.map((words, i) => ({ id: String(i), words }));
}

// Another goal of the same person, for a mark whose goal was closed meanwhile.
function goalChoices({ client_ids }, { clients }) {
  const goals = clients.get(client_ids[0])?.goals ?? [];
  return goals.flatMap((goal) =>
    (goal.objectives.length ? goal.objectives : [null]).map((objective) => ({
      id: `${goal.id} ${objective?.id ?? ""}`,
      name: objective ? `${goal.words} ${objective.what}` : goal.words,
    })),
  );
}

/** **Send again**: the same record with the words as they are now. */
export const sendAgain = submitted((typed, form) => {
  const command = stuck(sheetSubject());
  if (!command) return null;
  const { payload, faults } = mended(command, typed);
  return { faults, keep: (also) => resend(command, payload, { form, ...also }), words: t("Waiting to be sent again.") };
});

function mended(command, form) {
  const payload = { ...command.payload };
  const faults = {};
  for (const [name, , must] of WORDS[command.kind] ?? []) {
    if (!form.has(name)) continue;
    payload[name] = form.get(name).trim() || null;
    if (isMust(must, command) && !payload[name]) faults[name] = t("This cannot be empty.");
  }
  const goal = form.get("goal");
  if (goal) {
    const [goal_id, objective_id] = goal.split(" ");
    Object.assign(payload, { goal_id, objective_id: objective_id || null });
  }
  if (command.kind === "goal.mark") withoutScale(payload, getSnapshot());
  return { payload, faults };
}

async function resend(command, payload, { form, ...also }) {
  if (!isWordRefused(command)) return fixAndResend(command.id, payload, also);
  const sealed = await sealedFrom(form, getSnapshot().me);
  return sealed ? fixAndResend(command.id, { ...payload, word: sealed.word }, also) : false;
}

/** **Send them without the visit**: what was written and marked at a visit does not wait until the visit is mended. */
export async function sendTheRest() {
  try {
    await sendWithoutVisit(sheetSubject());
  } catch (error) {
    return sayNotKept(error);
  }
  closeSheet();
  return toast(t("They no longer wait for the visit."));
}

/** **Keep as a note**: what was recorded, in words, as a note to finish. The refused record stays where it is. */
export async function keepAsNote() {
  const snapshot = getSnapshot();
  const command = stuck(sheetSubject());
  const bundle = command && snapshot.clients.get(command.client_ids[0]);
  if (!bundle) return;
  const { facts, words, title } = fixOf(snapshot, command.id);
  const { day, time } = inZone(command.payload.happened_at ?? command.recorded_at, snapshot.me.time_zone);
  const text = [`${title}: ${facts.map((fact) => fact.words).join(". ")}`, ...words.map(({ value }) => value)]
    .filter(Boolean)
    .join("\n");
  const id = uuid7();
  await openDraft(id, { ...blankFields(), client_id: bundle.header.id, note_id: id, day, end: time, contact_type: "phone", text });
}
