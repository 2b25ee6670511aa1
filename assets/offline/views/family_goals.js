// Goals as they were said, with progress in kind words, and what there is to celebrate.
import { relativeDay } from "../formats.js";
import { t, word } from "../text.js";
import { familyOf, familyScreen, underConsent, whoSees } from "./family_child.js";

/** See casepwa/offline/family.py. */
export function familyGoalsPage(snapshot, now, { child = "" }) {
  const { bundle, ...family } = familyOf(snapshot, now, child);
  return {
    ...family,
    goals: (bundle?.goals ?? []).toSorted((a, b) => a.is_finished - b.is_finished).map(goalRow),
    celebrations: (bundle?.celebrations ?? []).map((one) => ({
      id: one.id,
      what: one.what,
      by: t("From {name}, {day}", { name: one.by, day: relativeDay(one.happened_at, now) }),
      iso: one.happened_at,
      notice: underConsent(one.label),
    })),
  };
}

function goalRow(goal) {
  const parts = goal.working_on;
  const met = parts.filter(({ is_met }) => is_met).length;
  const open = parts.find(({ is_met }) => !is_met);
  return {
    id: goal.id,
    said: goal.speaker ? t("{name} said", { name: goal.speaker }) : t("The goal"),
    words: goal.speaker ? t("“{words}”", { words: goal.words }) : goal.words,
    progress: t("How it goes: {progress}", { progress: word("family_progress", goal.progress) }),
    is_finished: goal.is_finished,
    // What is done stands first on the way to the flag.
    parts: parts.toSorted((a, b) => b.is_met - a.is_met),
    count: parts.length ? t("{met} of {n} part done", { plural: "{met} of {n} parts done", met, n: parts.length }) : "",
    working_on: open?.what ?? "",
    readers: whoSees(goal.readers),
    notice: underConsent(goal.label),
  };
}

export const useFamilyGoals = familyScreen(familyGoalsPage);
