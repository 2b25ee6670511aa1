// A family's next steps: what is theirs to do, what the team does, and both marks that they can make.
import { wallIso } from "../clock.js";
import { longDay, shortDay } from "../formats.js";
import { record } from "../outbox.js";
import { getSnapshot, useSnapshot } from "../snapshot.js";
import { errorText, t } from "../text.js";
import { todayOf } from "./facts.js";
import { familyOf, familyScreen, underConsent, whoSees } from "./family_child.js";
import { closeSheet, sheetSubject, useSheetSubject } from "./sheets.js";
import { toast } from "./toasts.js";

/** See casepwa/offline/family_steps.py. */
export function nextStepsPage(snapshot, now, { child = "" }) {
  const { bundle, ...family } = familyOf(snapshot, now, child);
  const steps = bundle?.steps ?? [];
  const today = todayOf(snapshot, now);
  const rows = (these) => these.map((step) => stepRow(step, today));
  const open = steps.filter(({ done_at }) => !done_at).sort(byDay);
  const yours = open.filter(({ is_yours }) => is_yours);
  const theirs = open.filter(({ is_yours }) => !is_yours);
  return {
    ...family,
    yours: rows(yours),
    yours_count: t("{n} thing", { plural: "{n} things", n: yours.length }),
    theirs: rows(theirs),
    done: rows(steps.filter(({ done_at }) => done_at).sort((a, b) => b.done_at.localeCompare(a.done_at))),
    lines: (bundle?.lines ?? []).map((line) => ({
      id: line.id,
      text: line.text,
      by: t("{name}, {day}", { name: line.by, day: shortDay(line.written_at) }),
      iso: line.written_at,
      readers: whoSees(line.readers),
      notice: underConsent(line.label),
    })),
  };
}

// What has a day comes first, the earliest on top.
const byDay = (a, b) => (a.due_on ?? "9999").localeCompare(b.due_on ?? "9999");

function stepRow(step, today) {
  return {
    id: step.id,
    what: step.what,
    why: step.why ?? "",
    owner: step.is_yours ? "" : step.owner,
    due: step.due_on ? t("By {day}", { day: longDay(step.due_on) }) : t("No set day"),
    is_late: Boolean(step.due_on && step.due_on < today),
    done: step.done_at ? doneWords(step) : "",
    help: step.needs_help_at ? t("You asked for help on {day}. Your team can see it.", { day: shortDay(step.needs_help_at) }) : "",
    readers: whoSees(step.readers),
    notice: underConsent(step.label),
  };
}

function doneWords({ done_at, done_by }) {
  const day = shortDay(done_at);
  return done_by ? t("Done on {day} by {name}", { day, name: done_by }) : t("Done on {day}", { day });
}

/** The step that a sheet is about: { id, client_id, what }. */
export function familyStepOf(snapshot, stepId) {
  for (const [clientId, bundle] of snapshot.clients) {
    const step = bundle.steps.find(({ id }) => id === stepId);
    if (step) return { id: step.id, client_id: clientId, what: step.what };
  }
  return { id: "", client_id: "", what: "" };
}

export function useFamilyStep() {
  const id = useSheetSubject();
  return useSnapshot((snapshot) => familyStepOf(snapshot, id));
}

/** Recorded of one's own step: `step.done` or `step.help`. */
export const stepWord = ({ id, client_id }) => ({ step_id: id, client_id, happened_at: wallIso() });

async function say(kind, stepId, words) {
  const step = familyStepOf(getSnapshot(), stepId);
  if (!step.id) return;
  try {
    await record(kind, { client_ids: [step.client_id], payload: stepWord(step) });
    toast(words);
  } catch (error) {
    toast(errorText(error.id));
  }
}

/** From the sheet that asks once: a done step cannot be taken back here. */
export function finishFamilyStep() {
  const id = sheetSubject();
  closeSheet();
  return say("step.done", id, t("Done. Saved on this phone."));
}

export const askForStepHelp = (stepId) => say("step.help", stepId, t("You asked for help. Saved on this phone."));

export const useNextSteps = familyScreen(nextStepsPage);
