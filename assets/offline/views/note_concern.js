// Safety concern: what is asked depends on the kind (domain.md). No score, no "contract for safety".
import { fromZone, inZone } from "../clock.js";

export const CONCERN_KINDS = ["child_abuse", "adult_abuse", "suicide", "threat"];

const COMMON = ["called_whom", "action", "consulted_with"];
const ABUSE = ["report_number", "reporter_name"];
const SUICIDE = ["answer", "plan", "means", "who_stays"];

export const EVERY_ASK = [...COMMON, ...ABUSE, ...SUICIDE];

/** The optional fields that this kind asks for, beside what was seen or heard. */
export function asks(kind) {
  if (kind === "suicide") return [...COMMON, ...SUICIDE];
  if (kind === "threat") return [...COMMON, "who_stays"];
  return kind ? [...COMMON, ...ABUSE] : [];
}

/** Whether a report to the state is a question here: the hotline and its number are for these kinds. */
export const isReportable = (kind) => kind === "child_abuse" || kind === "adult_abuse";

export function concernPayload(fields, { zone, newId }) {
  const kind = fields.concern_kind;
  const asked = asks(kind);
  const said = (name) => (asked.includes(name) ? fields[`concern_${name}`].trim() || null : null);
  const { concern_called_day: day, concern_called_time: time } = fields;
  return {
    id: fields.concern_id || newId(),
    kind,
    what: fields.concern_what.trim(),
    called_whom: said("called_whom"),
    called_at: time ? fromZone(day || inZone(Date.now(), zone).day, time, zone) : null,
    report_number: said("report_number"),
    reporter_name: said("reporter_name"),
    asked_directly: kind === "suicide" && fields.concern_asked ? fields.concern_asked === "yes" : null,
    answer: said("answer"),
    plan: said("plan"),
    means: said("means"),
    action: said("action"),
    who_stays: said("who_stays"),
    consulted_with: said("consulted_with"),
  };
}
