// What is due and overdue: crisis plan reviews, contacts by the program's standard, own next steps, follow-ups of
// referrals. What is over stands first, in that order and the longest over first; then the next seven days as they come.
import { t } from "../text.js";
import { dueChip, dueUntil, todayOf } from "./facts.js";

const collator = new Intl.Collator();
const compare = (a, b) => (a < b ? -1 : Number(a > b));
const KINDS = ["lifebuoy", "message-circle", "list-checks", "share"];

/** What is due, sorted, as it is kept; `dueRow` makes what is shown of it: words are found only for what is shown. */
export function allDue(snapshot, now) {
  const today = todayOf(snapshot, now);
  const until = dueUntil(today);
  const found = [];
  for (const bundle of snapshot.clients.values()) collect(bundle, until, found);
  const rank = (one) => (one.day < today ? KINDS.indexOf(one.drawing) : KINDS.length);
  found.sort((a, b) => rank(a) - rank(b) || compare(a.day, b.day) || collator.compare(a.name, b.name));
  return found;
}

/** One row { id, href, name, what, drawing, chip, chip_drawing, tone }. */
export function dueRow({ day, say, ...row }, today) {
  const { words, tone, drawing } = dueChip(day, today);
  return { ...row, what: say(), chip: words, chip_drawing: drawing, tone };
}

// Adds to `found` what of this person is due by the day `until`.
function collect(bundle, until, found) {
  const { id, name } = bundle.header;
  const at = `/people/${id}`;
  const add = (day, drawing, own, href, say) => {
    if (day && day <= until) found.push({ id: own, href, name, drawing, day, say });
  };
  add(bundle.crisis_plan?.review_due_on, "lifebuoy", `plan-${id}`, `${at}/crisis`, () => t("Crisis plan review"));
  add(bundle.contact_due.due_on, "message-circle", `contact-${id}`, at, () => t("Contact with the family"));
  for (const step of bundle.steps) {
    if (step.is_mine && !step.done_at) add(step.due_on, "list-checks", step.id, `${at}#next-steps`, () => step.what);
  }
  for (const { id: own, service, follow_up_due_on: day } of bundle.services) {
    add(day, "share", own, `${at}#services`, () => t("Follow up: {service}", { service }));
  }
}
