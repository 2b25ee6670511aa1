// Everything recorded on this phone and where it is now. Never says more than the server has acknowledged.
import { dayInZone } from "../clock.js";
import { shortDay, time } from "../formats.js";
import { isDoing } from "../project.js";
import { errorText, t, word } from "../text.js";
import { alarmState } from "./alarm_state.js";
import { namesOf, sentences } from "./facts.js";

const DAY = 86_400_000;
const SENT_DAYS = 7;
const HERE = new Set(["waiting", "sending", "blocked"]);

const DRAWINGS = {
  "note.submit": "pen",
  "visit.schedule": "calendar-check",
  "visit.check_in": "map-pin-check",
  "visit.extend": "clock",
  "visit.check_out": "log-out",
  "visit.miss": "ban",
  "alarm.help": "siren",
  "goal.mark": "flag",
  "goal.mark_amended": "flag",
  "step.add": "list-checks",
  "step.done": "list-checks",
  "step.help": "lifebuoy",
  "referral.followed_up": "share",
  "message.send": "message-circle",
  "coaching.read": "message-circle",
  "message.read": "message-circle",
  "message.answer": "message-circle",
  "consent.withdraw": "share",
  "note.amend": "pen",
  "crisis_plan.propose": "lifebuoy",
};

/** What was done, in the words of the field. */
export function kindWords({ kind, payload }) {
  if (kind === "goal.mark_amended") return amendedWords(payload.kind);
  if (kind === "note.amend") return payload.kind ? word("note_amendment", payload.kind) : t("Added to a note");
  return KINDS[kind]?.() ?? kind;
}

const KINDS = {
  "note.submit": () => t("Note"),
  "visit.schedule": () => t("Planned visit"),
  "visit.check_in": () => t("Check-in"),
  "visit.extend": () => t("More time"),
  "visit.check_out": () => t("Check-out"),
  "visit.miss": () => t("Missed visit"),
  "alarm.help": () => t("Call for help"),
  "goal.mark": () => t("Goal mark"),
  "step.add": () => t("Next step"),
  "step.done": () => t("Step done"),
  "step.help": () => t("Help asked with a step"),
  "referral.followed_up": () => t("Referral followed up"),
  "message.send": () => t("Words to the team"),
  "coaching.read": () => t("Read what my supervisor said"),
  "message.read": () => t("Read what the family said"),
  "message.answer": () => t("Answer to the family"),
  "consent.withdraw": () => t("Consent taken back"),
  "crisis_plan.propose": () => t("Change proposed"),
};

function amendedWords(kind) {
  if (kind === "undone") return t("Goal mark undone");
  if (kind === "line") return t("Line on a goal mark");
  return t("Goal mark corrected");
}

/**
 * {state, last, needs_fix: [cards], here: [rows], sent: [rows], can_send}. state: opening, empty or full. `say(command,
 * snapshot, when)` gives the two lines of a row: { who, what }.
 */
export function outboxPage(snapshot, now, _params, say = staffWords) {
  const { status, me, commands, sync } = snapshot;
  if (!me || (status !== "ready" && status !== "needs_update")) return NOTHING;
  const doing = commands.filter(isDoing);
  const stuck = doing.filter(({ state }) => state === "needs_fix" || state === "our_fault");
  const here = doing.filter(({ state }) => HERE.has(state));
  const sent = doing.filter(({ state, done_at }) => state === "applied" && now - Date.parse(done_at) < SENT_DAYS * DAY);
  return {
    state: stuck.length + here.length + sent.length ? "full" : "empty",
    last: sync.last_at ? t("Last sent {when}", { when: whenWords(sync.last_at, snapshot, now) }) : t("Not sent yet from this phone"),
    trouble: sync.last_error && here.length ? errorText(sync.last_error) : "",
    needs_fix: stuck.toReversed().map((command) => stuckCard(command, snapshot, now, say)),
    here: here.toReversed().map((command) => ({ ...row(command, snapshot, now, say), chip: hereChip(command) })),
    sent: sent.toReversed().map((command) => ({ ...row(command, snapshot, now, say), chip: sentChip(command, snapshot) })),
    can_send: stuck.some(({ state }) => state === "our_fault") || here.length > 0,
  };
}

const NOTHING = { state: "opening", last: "", trouble: "", needs_fix: [], here: [], sent: [], can_send: false };

function row(command, snapshot, now, say) {
  return {
    id: command.id,
    ...say(command, snapshot, momentWords(command, snapshot, now)),
    drawing: DRAWINGS[command.kind] ?? "send",
  };
}

const staffWords = (command, snapshot, when) => ({
  who: whoWords(command, snapshot),
  what: t("{what}, {when}", { what: kindWords(command), when }),
});

// A note's safety concern is heard before the note: what needs a fix is the note only.
function concernWords({ payload }, { me, commands }) {
  const id = payload?.safety_concern?.id;
  if (!id) return "";
  return alarmState(me, commands, id).state === "not_sent"
    ? t("The safety concern in it is not sent yet.")
    : t("The safety concern in it has reached the office.");
}

function stuckCard(command, snapshot, now, say) {
  const fault = command.state === "our_fault";
  const concern = concernWords(command, snapshot);
  return {
    ...row(command, snapshot, now, say),
    is_fault: fault,
    reason: sentences(
      fault
        ? t("Our server failed on this one three times. Your words are safe here, and it goes out by itself.")
        : errorText(command.error, command.params),
      concern,
    ),
  };
}

function whoWords({ client_ids, kind }, { clients }) {
  const people = client_ids.map((id) => clients.get(id)?.header).filter(Boolean);
  if (people.length) return namesOf(people);
  return kind === "alarm.help" || kind === "coaching.read" ? t("For me") : t("Someone not on this phone any more");
}

function hereChip({ state }) {
  return state === "sending"
    ? { words: t("Sending"), tone: "wait", drawing: "arrow-up" }
    : { words: t("On this phone"), tone: "wait", drawing: "smartphone" };
}

// A note's chip follows the note: what the desk has done with it since.
function sentChip(command, { clients }) {
  const sent = { words: t("Sent"), tone: "plain", drawing: "check" };
  if (command.kind !== "note.submit") return sent;
  const bundle = clients.get(command.client_ids[0]);
  const note = bundle?.notes.find(({ id }) => id === command.payload.note_id);
  if (note?.status === "approved") return { words: word("note_status", "approved"), tone: "ok", drawing: "circle-check" };
  if (note?.status === "returned") return { words: word("note_status", "returned"), tone: "attn", drawing: "reply" };
  return sent;
}

// "9:00 AM to 9:45 AM" of a note, else when it was recorded; with the day unless it is today.
function momentWords({ payload, recorded_at }, snapshot, now) {
  const from = payload.started_at ?? recorded_at;
  const hours =
    payload.ended_at && payload.ended_at !== payload.started_at
      ? t("{from} to {to}", { from: time(from), to: time(payload.ended_at) })
      : time(from);
  return isToday(from, snapshot, now) ? hours : t("{day}, {hours}", { day: shortDay(from), hours });
}

function whenWords(moment, snapshot, now) {
  return isToday(moment, snapshot, now) ? time(moment) : t("{day}, {hours}", { day: shortDay(moment), hours: time(moment) });
}

const isToday = (moment, { me }, now) => dayInZone(moment, me.time_zone) === dayInZone(now, me.time_zone);
