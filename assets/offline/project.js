// Bundle + command -> bundle: what a person did shows at once, before the server knows of it.
//
// Each function is pure and keyed by record id, so that doing it again, or over a bundle that already holds its
// effect, changes nothing: that is why nothing doubles or flickers when verdict and bundle arrive.
import { amendMark, markGoal } from "./project/goals.js";
import { askForHelp, raiseConcern } from "./project/alarms.js";
import { answerMessage, readMessage, tellUs, withdrawConsent } from "./project/family.js";
import { readCoaching } from "./project/coaching.js";
import { amendNote, submitNote } from "./project/notes.js";
import { followUp } from "./project/referrals.js";
import { addStep, askHelp, finishStep } from "./project/steps.js";
import { checkIn, checkOut, extendVisit, missVisit, scheduleVisit } from "./project/visits.js";

const unchanged = (it) => it;

// Every kind of casework/commands.py. `client` changes one client's bundle, `me` the bundle about oneself.
export const KINDS = {
  "note.submit": { client: submitNote, me: raiseConcern },
  "note.amend": { client: amendNote },
  "coaching.read": { me: readCoaching },
  "visit.schedule": { client: scheduleVisit },
  "visit.check_in": { client: checkIn },
  "visit.extend": { client: extendVisit },
  "visit.check_out": { client: checkOut },
  "visit.miss": { client: missVisit },
  "alarm.help": { me: askForHelp },
  "goal.mark": { client: markGoal },
  "goal.mark_amended": { client: amendMark },
  "step.add": { client: addStep },
  "step.done": { client: finishStep },
  "step.help": { client: askHelp },
  "referral.followed_up": { client: followUp },
  "message.send": { client: tellUs },
  "message.read": { client: readMessage },
  "message.answer": { client: answerMessage },
  "consent.withdraw": { client: withdrawConsent },
  // No screen shows a proposal or a reading as part of the person's record: both live in the outbox alone.
  "crisis_plan.propose": {},
  "read.logged": {},
};

// `context`: { me, names: (client id) -> header or undefined }.
export function project(bundle, command, context) {
  return (KINDS[command.kind]?.client ?? unchanged)(bundle, command, context);
}

export function projectMe(me, command) {
  return (KINDS[command.kind]?.me ?? unchanged)(me, command);
}

// Alarms and safety concerns go before anything else.
export function isUrgent({ kind, payload }) {
  return kind === "alarm.help" || Boolean(payload.safety_concern);
}

// What a person did, as opposed to what the device notes by itself.
export const isDoing = ({ kind }) => kind !== "read.logged";
