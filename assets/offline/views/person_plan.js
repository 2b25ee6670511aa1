// Goals, next steps, team and services of one person, as rows.
import { relativeDay, weekday } from "../formats.js";
import { t, word } from "../text.js";
import { dueChip } from "./facts.js";
import { telHref } from "./reach.js";

/** Active goals with the last mark: { id, words, speaker, level, said }. */
export function goalRows(bundle, now) {
  return bundle.goals.map((goal) => {
    const mark = goal.marks.reduce((last, one) => (!last || one.happened_at > last.happened_at ? one : last), null);
    return {
      id: goal.id,
      words: t("“{words}”", { words: goal.words }),
      level: mark?.level ?? "",
      said: mark ? t("{level}, {ago}", { level: word("mark", mark.level), ago: relativeDay(mark.happened_at, now) }) : t("Not marked yet"),
    };
  });
}

/** Open steps by due day, then done ones, newest first: { id, what, who, why, over, help, done }. */
export function stepRows(bundle, { today, now }) {
  const rows = bundle.steps.map((step) => ({ step, row: stepRow(step, today, now) }));
  const open = rows.filter(({ step }) => !step.done_at).sort((a, b) => (a.step.due_on ?? "9").localeCompare(b.step.due_on ?? "9"));
  const done = rows.filter(({ step }) => step.done_at).sort((a, b) => b.step.done_at.localeCompare(a.step.done_at));
  return [...open, ...done].map(({ row }) => row);
}

function stepRow(step, today, now) {
  const who = step.is_mine ? t("You") : step.owner;
  const isOver = !step.done_at && step.due_on && step.due_on < today;
  return {
    id: step.id,
    what: step.what,
    who: step.due_on ? t("{who}, by {day}", { who, day: weekday(step.due_on) }) : who,
    why: step.why ?? "",
    over: isOver ? dueChip(step.due_on, today).words : "",
    help: step.needs_help_at && !step.done_at ? t("Needs help") : "",
    done: step.done_at ? t("Done by {name} {ago}", { name: step.done_by ?? "", ago: relativeDay(step.done_at, now) }) : "",
  };
}

/** { id, name, role, duty, tel, hear } */
export function teamRows(bundle, me) {
  return bundle.team.map((line) => ({
    id: line.id,
    name: line.account_id === me?.account_id ? t("{name} (you)", { name: line.name }) : line.name,
    role: word("team_role", line.role),
    duty: line.duty ?? "",
    tel: line.phone && line.account_id !== me?.account_id ? telHref(line.phone) : "",
    hear: line.may_hear ? "" : t("Listen only: no release"),
  }));
}

/** { id, service, provider, status, reason, chip, chip_drawing, tone, tel } */
export function serviceRows(bundle, today) {
  return bundle.services.map((service) => {
    const due = service.follow_up_due_on ? dueChip(service.follow_up_due_on, today) : null;
    return {
      id: service.id,
      service: service.service,
      provider: service.provider ?? "",
      status: word("link", service.status),
      reason: service.reason ?? "",
      chip: due ? t("Follow up: {when}", { when: due.words }) : "",
      chip_drawing: due?.drawing ?? "clock",
      tone: due?.tone ?? "wait",
      tel: service.phone ? telHref(service.phone) : "",
    };
  });
}
