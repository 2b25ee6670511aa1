// What a worker does on a visit: in, more time, help, out. Each is on this phone before the screen moves on.
import { uuid7 } from "../ids.js";
import { time } from "../formats.js";
import { fixAndResend, record } from "../outbox.js";
import { getSnapshot } from "../snapshot.js";
import { syncUrgently } from "../sync.js";
import { t } from "../text.js";
import { alarmState, helpPayload, openCall } from "./alarm_state.js";
import { sayFaults } from "./form_faults.js";
import { mark } from "./goal_scale_sheet.js";
import { go } from "./go.js";
import { askLocation, withReason } from "./location.js";
import { finishSheet, openSheet } from "./sheets.js";
import { sayNotKept } from "./submitted.js";
import { toast } from "./toasts.js";
import { visit } from "./visit.js";
import { checkInPayload, extendPayload } from "./visit_payload.js";
import { expectedEnd, extended, isWordRefused, needsPair, unsentAbout, visitComesFirst } from "./visit_state.js";
import { reasonText, visitOf } from "./visit_view.js";
import { sealedFrom } from "./visit_word.js";

const MINUTE = 60_000;
const HELP = "visit-help";
const CHECK_OUT = "visit-check-out";
const MORE_TIME = "visit-more-time";

export const change = (facts) => visit.set((state) => ({ ...state, ...facts }));
export const found = () => visitOf(getSnapshot(), visit.get(), Date.now());
export const idsOf = ({ people }) => people.map((who) => who.client_id);

/** Records, or says on the screen why it could not be kept. Resolves to the command's id or null. */
export async function recordHere(kind, command) {
  try {
    return await record(kind, command);
  } catch (error) {
    sayNotKept(error);
    return null;
  }
}

/**
 * Where this happens, asked once: { location }, or null when the worker must first say why there is none (the form
 * then shows the reason; `state.missing` says what went wrong).
 */
export async function locate(one, form) {
  const reason = form.get("reason");
  if (visit.get().missing && reason) {
    const words = reasonText(reason, form.get("reason_text"));
    return { location: withReason(one, words || t("Other")) };
  }
  const answer = await askLocation(one);
  if (answer.location) return answer;
  change({ missing: answer.missing });
  return null;
}

/** **Check in**: planned or not, alone or together. */
export async function checkIn(_, event) {
  event.preventDefault();
  const { visit: one, bundles } = found() ?? {};
  if (!one || visit.get().busy) return;
  const form = new FormData(event.target);
  const going = (form.get("going_with") ?? "").trim();
  const here = withOthers(one, form.getAll("others"));
  const everyone = here.people.map((who) => getSnapshot().clients.get(who.client_id)).filter(Boolean);
  if (needsPair(everyone.length ? everyone : bundles, one.going_with || going).length) {
    sayFaults(event.target, { going_with: t("Say who goes with you first.") });
    return;
  }
  change({ busy: "check_in", going_with: going });
  const answer = await locate(one, form);
  if (!answer) return change({ busy: "" });
  const at = Date.now();
  const minutes = Number(form.get("minutes"));
  const end = one.is_planned || !minutes ? expectedEnd(one, at) : at + minutes * MINUTE;
  const payload = checkInPayload(here, { at, expectedEnd: end, location: answer.location, goingWith: going });
  const after = visitComesFirst(getSnapshot().commands, one);
  const kept = await recordHere("visit.check_in", { client_ids: idsOf(here), payload, after });
  change({ busy: "", missing: "" });
  if (kept && location.pathname.endsWith("/new")) go(`/visit/${one.id}`, { replace: true });
}

function withOthers(one, ids) {
  const { clients } = getSnapshot();
  const others = ids.map((id) => clients.get(id)?.header).filter(Boolean);
  const more = others.map(({ id, name, given_name }) => ({ client_id: id, name, given_name, outcome: null, outcome_text: null }));
  return more.length ? { ...one, people: [...one.people, ...more] } : one;
}

/** **+15 min**: asks for the visit word of who has one. */
export async function moreTime() {
  if (getSnapshot().me?.has_visit_word) openSheet(MORE_TIME, visit.get().id);
  else await extendBy15(null);
}

/** The word typed, whichever it is: the server judges it, this phone says the same to both. */
export async function giveMoreTime(_, event) {
  event.preventDefault();
  const form = event.target;
  if (visit.get().busy) return;
  change({ busy: "more_time" });
  const sealed = await sealedFrom(form, getSnapshot().me);
  if (sealed && (await extendBy15(sealed.word))) finishSheet(form);
  change({ busy: "" });
}

// More time whose word was not right is asked for anew: the same record, mended.
async function extendBy15(word) {
  const { visit: one } = found() ?? {};
  if (!one) return false;
  const end = extended(one, Date.now());
  const payload = extendPayload(one, end, word);
  const { commands } = getSnapshot();
  const refused = unsentAbout(commands, one).find((asked) => asked.kind === "visit.extend" && isWordRefused(asked));
  const kept = refused
    ? await mendHere(refused.id, payload)
    : await recordHere("visit.extend", { client_ids: idsOf(one), payload, after: visitComesFirst(commands, one) });
  if (kept) toast(t("Expected end is now {time}.", { time: time(end) }));
  return Boolean(kept);
}

async function mendHere(commandId, payload) {
  try {
    return await fixAndResend(commandId, payload);
  } catch (error) {
    sayNotKept(error);
    return null;
  }
}

/**
 * **I need help**: recorded at the first press, before anything is asked. One that could not be kept says so, and the next press
 * tries again. Pressed again while the first call has not gone out, it is sent at once.
 */
export async function needHelp() {
  const { me, commands } = getSnapshot();
  const { visit: one } = found();
  const { id } = one;
  const now = Date.now();
  const open = openCall(me, commands, { visitId: id, now });
  const alarmId = open ?? uuid7();
  change({ alarm_id: alarmId, alarm_failed: false });
  openSheet(HELP);
  if (open) {
    if (alarmState(me, commands, open).state === "not_sent") syncUrgently();
    return;
  }
  try {
    // Waits for nothing: not for the check-in that the server may not have heard of either.
    await record("alarm.help", { client_ids: idsOf(one), payload: helpPayload({ alarmId, at: now, visitId: id }) });
  } catch {
    change({ alarm_failed: true });
  }
}

export const showChild = (id) => change({ child: id });
export const foldAlerts = () => visit.set((state) => ({ ...state, alerts_open: !state.alerts_open }));

export function openCheckOut() {
  change({ missing: "", busy: "" });
  openSheet(CHECK_OUT, visit.get().id);
}

/** One of the four marks, on this visit. */
export const markHere = (clientId, goalId, objectiveId, level) =>
  mark({ clientId, goalId, objectiveId, visitId: visit.get().id, level });
