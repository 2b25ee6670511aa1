// What a half-written note holds, as the form has it. A draft is these fields; nothing else is kept of it.

export const CASE_MANAGEMENT = "case_management";

const ONE = [
  "outcome", "seen", "minutes", "minutes_other", "contacted_other", "text", "contact_type", "place", "day", "start", "end",
  "purpose", "role", "work", "format", "declined", "why", "share_text", "step_what", "step_due", "step_owner",
  "concern_kind", "concern_what", "concern_called_whom", "concern_called_day", "concern_called_time",
  "concern_report_number", "concern_reporter_name", "concern_asked", "concern_answer", "concern_plan",
  "concern_means", "concern_action", "concern_who_stays", "concern_consulted_with",
];
const MANY = ["contacted", "goals"];
const FLAGS = ["transport", "forms", "share", "step_share", "concern"];

export function blankFields() {
  const fields = { client_id: "", steps: [], builds_on: 0 };
  for (const name of ONE) fields[name] = "";
  for (const name of MANY) fields[name] = [];
  for (const name of FLAGS) fields[name] = false;
  fields.format = "free";
  fields.work = CASE_MANAGEMENT;
  return fields;
}

/**
 * The fields as the form now has them. A control that is not on the screen keeps what it last said: folding a
 * part away must not forget it.
 */
export function readForm(data, isShown, fields) {
  const next = { ...fields };
  for (const name of ONE) if (isShown(name)) next[name] = data.get(name) ?? "";
  for (const name of MANY) if (isShown(name)) next[name] = data.getAll(name);
  for (const name of FLAGS) if (isShown(name)) next[name] = data.has(name);
  return next;
}

const WORDS = ["text", "share_text", "step_what", "concern_what", "contacted_other", "declined", "why"];

/** Whether anybody has put anything in: an untouched form leaves no draft behind. */
export function isTouched(fields) {
  return (
    Boolean(fields.outcome || fields.minutes || fields.contacted.length || fields.steps.length || fields.concern) ||
    WORDS.some((name) => fields[name].trim())
  );
}

/** Whether two drafts say the same. */
export function sameFields(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

const LIKE_LAST = ["contacted", "contacted_other", "outcome", "seen", "contact_type", "place", "purpose", "role", "format"];

/** "Start like last time": fields of the last note about this person, never its text, day or clock. */
export function likeLast(fields, last) {
  const next = { ...fields };
  for (const name of LIKE_LAST) next[name] = last[name];
  if (!fields.minutes) Object.assign(next, { minutes: last.minutes, minutes_other: last.minutes_other });
  return next;
}
