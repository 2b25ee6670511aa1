// A visit as its screen shows it: before, during, after. Only the people of the visit are named.
import { list, time, weekday } from "../formats.js";
import { t, word } from "../text.js";
import { whoHelps } from "./alarm_state.js";
import { textHref } from "./alarm_view.js";
import { alertsOf, mapHref, namesOf, placeOf } from "./facts.js";
import { rowsOf } from "./goal_rows.js";
import { REFUSAL_REASONS } from "./location.js";
import {
  findVisit,
  household,
  isWordRefused,
  moreTimeState,
  needsPair,
  phaseOf,
  progress,
  safetyLine,
  unplannedVisit,
  unsentAbout,
} from "./visit_state.js";
import { asksWord } from "./visit_word.js";

export const LENGTHS = ["30", "45", "60", "90"];
const UNPLANNED_MINUTES = 60;

/** The visit of the screen: one on record, or an unplanned one about to begin; null when it is not here. */
export function visitOf(snapshot, state, now) {
  const found = findVisit(snapshot.clients, state.id);
  if (found) return found;
  const bundle = snapshot.clients.get(state.client_id);
  if (!bundle) return null;
  const visit = unplannedVisit(bundle, { id: state.id, now, minutes: UNPLANNED_MINUTES });
  return { visit, bundles: [bundle] };
}

/** Everything the screen shows; see casepwa/offline/visit.py for the shape. */
export function visitPage(snapshot, now, state) {
  const found = snapshot.me && state.id ? visitOf(snapshot, state, now) : null;
  if (!found) return { ...NOTHING, phase: snapshot.me && state.id ? "gone" : "opening" };
  const { visit, bundles } = found;
  const phase = visit.is_mine ? phaseOf(visit) : "other";
  return {
    ...NOTHING,
    phase,
    id: visit.id,
    names: visit.people.length > 1 ? list(visit.people.map((who) => who.given_name)) : namesOf(visit.people),
    place: placeOf(visit),
    alerts: alertsOf(bundles).map((alert) => ({
      id: alert.id,
      drawing: alert.kind === "animal" ? "dog" : "shield-alert",
      first: sentence(alert.title),
      rest: alert.detail ?? "",
    })),
    alerts_label: t("Show {n} alert", { plural: "Show {n} alerts", n: alertsOf(bundles).length }),
    alerts_open: state.alerts_open,
    busy: state.busy,
    missing: state.missing,
    reasons: reasonRows(),
    ...(phase === "before" ? before(visit, bundles, snapshot, state) : {}),
    ...(phase === "during" ? during(visit, bundles, snapshot, now, state) : {}),
    ...(phase === "after" ? after(visit, snapshot) : {}),
    ...(phase === "missed" ? missed(visit) : {}),
  };
}

function before(visit, bundles, snapshot, state) {
  const going = visit.going_with ?? "";
  const alone = needsPair(bundles, going || state.going_with);
  return {
    is_planned: visit.is_planned,
    day: visit.is_planned ? weekday(visit.planned_start) : "",
    hours: visit.is_planned ? t("{from} to {to}", { from: time(visit.planned_start), to: time(visit.planned_end) }) : "",
    address: visit.is_confidential ? "" : (visit.address ?? ""),
    map_href: visit.is_confidential || !visit.address ? "" : mapHref(visit.address),
    is_hidden: visit.is_confidential,
    going_with: going,
    purpose: word("purpose", visit.purpose),
    alone: alone.length ? t("Nobody visits {names} alone. Say who goes with you, then check in together.", { names: list(alone) }) : "",
    asks_going: !going,
    others: visit.is_planned ? [] : household(snapshot.clients, bundles[0].header).map(({ id, name }) => ({ id, name })),
    colleagues: snapshot.me.colleagues.map(({ account_id, name }) => ({ id: account_id, name })),
    people: peopleRows(visit, bundles),
  };
}

function during(visit, bundles, snapshot, now, state) {
  const { minutes, per_cent, over } = progress(visit, now);
  const until = visit.timer?.until ?? "";
  const child = bundles.find(({ header }) => header.id === state.child) ?? bundles[0];
  const zone = snapshot.me.time_zone;
  return {
    minutes: String(minutes),
    minutes_word: t("min"),
    per_cent,
    over: over ? t("{n} minute over", { plural: "{n} minutes over", n: over }) : "",
    since: time(visit.check_in.happened_at),
    since_iso: visit.check_in.happened_at,
    end: time(visit.expected_end ?? visit.planned_end),
    end_iso: visit.expected_end ?? visit.planned_end,
    safety: safetyLine(visit, snapshot.commands, now),
    safety_until: until ? time(until) : "",
    more_time: moreTimeState(visit, snapshot.commands),
    asks_word: asksWord(visit, snapshot.me, now),
    text_supervisor: supervisorText(visit, whoHelps(snapshot.me, now)),
    people: peopleRows(visit, bundles),
    child: child?.header.id ?? "",
    rows: child ? child.goals.flatMap((goal) => rowsOf(goal, child.header.id, { zone, now })) : [],
    records_place: !visit.is_confidential,
  };
}

// What the server does not know yet, a colleague can: no name, no place.
function supervisorText(visit, { supervisors: [supervisor] }) {
  const until = time(visit.expected_end ?? visit.planned_end);
  return supervisor ? textHref(supervisor.phone, t("I am on a visit without a signal. I expect to be done by {until}.", { until })) : "";
}

const peopleRows = (visit, bundles) =>
  visit.people.map((who) => {
    const bundle = bundles.find(({ header }) => header.id === who.client_id);
    return {
      id: who.client_id,
      name: who.given_name || who.name,
      crisis_href: `/people/${who.client_id}/crisis`,
      has_plan: Boolean(bundle?.crisis_plan),
    };
  });

const sentence = (words) => (/[.!?]$/.test(words) ? words : `${words}.`);
const SEEN = new Set(["seen", "seen_alone"]);

// What became of it for each, and the note of each person seen: to write, being written, or submitted.
function after(visit, { clients, drafts, commands }) {
  const gone = unsentAbout(commands, visit).find(({ kind }) => kind === "visit.check_out");
  return {
    safety: !gone || !visit.timer ? "none" : isWordRefused(gone) ? "word_refused" : "still_running",
    hours: t("{from} to {to}", { from: time(visit.check_in?.happened_at ?? visit.planned_start), to: time(visit.check_out.happened_at) }),
    results: visit.people.map((who) => {
      const draft = drafts.find(({ fields, client_id }) => fields.visit_id === visit.id && client_id === who.client_id);
      const note = clients.get(who.client_id)?.notes.find((one) => one.visit_id === visit.id);
      const state = !SEEN.has(who.outcome) ? "none" : note ? "written" : "write";
      return {
        id: who.client_id,
        name: who.name,
        outcome: word("seen", who.outcome),
        text: who.outcome_text ?? "",
        state,
        href: draft ? `/note/${draft.id}` : `/note?client=${who.client_id}&visit=${visit.id}`,
        status: note ? word("note_status", note.status) : "",
      };
    }),
  };
}

const missed = (visit) => ({
  hours: t("{day}, {from} to {to}", { day: weekday(visit.planned_start), from: time(visit.planned_start), to: time(visit.planned_end) }),
  missed: visit.status === "cancelled" ? t("Cancelled") : word("missed", visit.missed_reason) || t("Missed"),
  person_href: `/people/${visit.people[0]?.client_id ?? ""}`,
});

const reasonWords = {
  safety: () => t("Safety: I do not want it stored"),
  no_signal: () => t("No signal indoors"),
  phone_setting: () => t("Phone setting"),
  other: () => t("Other"),
};
const reasonRows = () => REFUSAL_REASONS.map((id) => ({ id, name: reasonWords[id]() }));

/** The reason as the record keeps it: the worker's words. */
export const reasonText = (id, words) => (id === "other" ? (words ?? "").trim() : (reasonWords[id]?.() ?? ""));

const NOTHING = {
  phase: "opening",
  id: "",
  names: "",
  place: "",
  alerts: [],
  alerts_label: "",
  alerts_open: false,
  busy: "",
  missing: "",
  reasons: [],
  is_planned: true,
  day: "",
  hours: "",
  address: "",
  map_href: "",
  is_hidden: false,
  going_with: "",
  purpose: "",
  alone: "",
  asks_going: false,
  others: [],
  colleagues: [],
  people: [],
  minutes: "",
  minutes_word: "",
  per_cent: 0,
  over: "",
  since: "",
  since_iso: "",
  end: "",
  end_iso: "",
  safety: "none",
  safety_until: "",
  more_time: "",
  asks_word: false,
  text_supervisor: "",
  child: "",
  rows: [],
  records_place: true,
  results: [],
  missed: "",
  person_href: "",
};
