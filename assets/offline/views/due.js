// What is due and overdue: crisis plan reviews, contacts by the program's standard, own next steps, follow-ups of
// referrals. What is over stands first, in that order and the longest over first; then the next seven days as they come.
import { t } from "../text.js";
import { dueChip, dueUntil, todayOf } from "./facts.js";

const collator = new Intl.Collator();
const compare = (a, b) => (a < b ? -1 : Number(a > b));
const KINDS = ["lifebuoy", "message-circle", "list-checks", "share"];

/** What is due, sorted, as it is kept; `dueRow` makes what is shown of it. */
export function allDue(snapshot, now) {
  const today = todayOf(snapshot, now);
  const until = dueUntil(today);
  const found = [];
  for (const bundle of snapshot.clients.values()) {
    for (const one of dueOf(bundle)) if (one.day && one.day <= until) found.push({ ...one, name: bundle.header.name });
  }
  const rank = (one) => (one.day < today ? KINDS.indexOf(one.drawing) : KINDS.length);
  found.sort((a, b) => rank(a) - rank(b) || compare(a.day, b.day) || collator.compare(a.name, b.name));
  return found;
}

/** One row { id, href, name, what, drawing, chip, chip_drawing, tone }. */
export function dueRow({ day, ...row }, today) {
  const { words, tone, drawing } = dueChip(day, today);
  return { ...row, chip: words, chip_drawing: drawing, tone };
}

function dueOf(bundle) {
  const { id } = bundle.header;
  const at = `/people/${id}`;
  const due = [];
  const plan = bundle.crisis_plan;
  if (plan) {
    due.push({ id: `plan-${id}`, href: `${at}/crisis`, what: t("Crisis plan review"), drawing: "lifebuoy", day: plan.review_due_on });
  }
  due.push({ id: `contact-${id}`, href: at, what: t("Contact with the family"), drawing: "message-circle", day: bundle.contact_due.due_on });
  for (const step of bundle.steps) {
    if (!step.is_mine || step.done_at) continue;
    due.push({ id: step.id, href: `${at}#next-steps`, what: step.what, drawing: "list-checks", day: step.due_on });
  }
  for (const service of bundle.services) {
    const what = t("Follow up: {service}", { service: service.service });
    due.push({ id: service.id, href: `${at}#services`, what, drawing: "share", day: service.follow_up_due_on });
  }
  return due;
}
