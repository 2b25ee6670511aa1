// Planning a visit for a person and, if wanted, others of the household. Works with no signal.
import { useEffect, useSyncExternalStore } from "react";
import { draftsNow, keepDraft } from "../drafts.js";
import { time, weekday } from "../formats.js";
import { uuid7 } from "../ids.js";
import { fixAndResend, record } from "../outbox.js";
import { getSnapshot, subscribe, useMinute } from "../snapshot.js";
import { errorText, t, useText } from "../text.js";
import { cached, cell } from "./cached.js";
import { namesOf } from "./facts.js";
import { clearFaults, sayFaults } from "./form_faults.js";
import { goBack, useRoute } from "./go.js";
import { clashes, fieldsFromPlan, nextQuarter, scheduleFaults, schedulePayload } from "./schedule_form.js";
import { toast } from "./toasts.js";
import { household, needsPair } from "./visit_state.js";

const FORM = "schedule-form";
const QUICK = ["30", "45", "60", "90"];
const NOTHING = { state: "opening", id: "", name: "", first: null, people: [], colleagues: [], clash: "", alone: "", fix_reason: "", place_hidden: false };
const plan = cell({ key: null });
let keeper = null;

const minuteNow = () => Math.floor(Date.now() / 60_000) * 60_000;
const shown = cached((snapshot, now, state, clientId, _language) => schedulePage(snapshot, now, state, clientId));

function hear(listener) {
  const stops = [subscribe(listener), plan.subscribe(listener)];
  return () => stops.forEach((stop) => stop());
}

export function useSchedule() {
  const { params, search, key } = useRoute();
  useMinute();
  useText();
  const language = globalThis.document?.documentElement.lang;
  const clientId = params.client_id ?? "";
  const read = () => shown(getSnapshot(), minuteNow(), plan.get(), clientId, language);
  const page = useSyncExternalStore(hear, read, () => NOTHING);
  const status = useSyncExternalStore(subscribe, () => getSnapshot().status, () => "opening");
  const isHere = useSyncExternalStore(subscribe, () => getSnapshot().clients.has(clientId), () => false); // on a new phone: later
  useEffect(stay, []);
  useEffect(() => begin(`${clientId} ${key}`, clientId, search.get("fix")), [clientId, key, status, isHere]);
  return page;
}

let uses = 0;

// Every use of the page's data comes here. When the last one goes, the plan was left: it is opened anew next time.
function stay() {
  uses += 1;
  return () => {
    uses -= 1;
    if (uses) return;
    keeper?.close();
    keeper = null;
    plan.set({ key: null });
  };
}

function begin(key, clientId, fix) {
  const snapshot = getSnapshot();
  if (plan.get().key === key || !snapshot.me || !snapshot.clients.has(clientId)) return;
  clearFaults();
  keeper?.close();
  const { id, fields, fixes } = beginPlan(snapshot, { clientId, fix, drafts: draftsNow(), now: Date.now() });
  keeper = keepDraft(id);
  plan.set({ key, fields, first: fields, fixes, sending: false });
}

/**
 * { id, fields, fixes }: what was kept of this plan, else the refused command `fix` again, else a fresh one. A half-written
 * plan is a draft of its own kind: one for each person, and one for each plan that is being mended.
 */
export function beginPlan(snapshot, { clientId, fix, drafts, now }) {
  const fixed = fix && snapshot.commands.find(({ id, state }) => id === fix && state === "needs_fix");
  const id = `plan-${fixed ? fixed.id : clientId}`;
  const kept = drafts.find((draft) => draft.id === id)?.fields;
  const begun = () => (fixed ? fromCommand(fixed, snapshot) : fresh(snapshot, clientId, now));
  return { id, fields: kept ?? begun(), fixes: fixed ? fixed.id : null };
}

const fromCommand = ({ payload }, { me }) => inChoices(fieldsFromPlan(payload, me.time_zone));

// A length that is no choice of its own stands under Other.
const inChoices = (fields) =>
  QUICK.includes(fields.minutes) ? { ...fields, minutes_other: "" } : { ...fields, minutes_other: fields.minutes, minutes: "other" };

function fresh({ clients, me }, clientId, now) {
  const { header } = clients.get(clientId);
  const { day, time: start } = nextQuarter(now, me.time_zone);
  return {
    client_ids: [clientId],
    day,
    start,
    minutes: "60",
    minutes_other: "",
    place: header.place_type,
    place_name: "",
    address: "",
    purpose: "monitoring",
    going_with: "",
  };
}

/** Everything the page shows; see casepwa/offline/schedule.py for the shape. */
export function schedulePage(snapshot, now, state, clientId) {
  const bundle = snapshot.clients.get(clientId);
  if (!snapshot.me) return NOTHING;
  if (!bundle) return { ...NOTHING, state: "gone" };
  if (!state.fields) return { ...NOTHING, id: clientId, name: bundle.header.name };
  const { me, clients, commands } = snapshot;
  const fields = asked(state.fields);
  const [clash] = clashes(fields, { clients, zone: me.time_zone });
  const chosen = fields.client_ids.map((id) => clients.get(id)).filter(Boolean);
  const alone = needsPair(chosen, fields.going_with);
  const fixed = state.fixes && commands.find(({ id }) => id === state.fixes);
  return {
    state: "full",
    id: clientId,
    name: bundle.header.name,
    first: state.first,
    people: [bundle.header, ...household(clients, bundle.header)].map(({ id, name }) => ({ id, name })),
    colleagues: me.colleagues.map(({ account_id, name }) => ({ id: account_id, name })),
    clash: clash
      ? t("You have a visit with {names} then, {from} to {to}. Both can stand.", {
          names: namesOf(clash.people),
          from: time(clash.planned_start),
          to: time(clash.planned_end),
        })
      : "",
    alone: alone.length ? t("Nobody visits {names} alone.", { names: namesOf(chosen.map(({ header }) => header)) }) : "",
    fix_reason: fixed ? errorText(fixed.error, fixed.params) : "",
    place_hidden: bundle.header.is_confidential,
    sending: state.sending,
  };
}

// The length in minutes, from the choice or the box beside it.
const asked = (fields) => ({ ...fields, minutes: fields.minutes === "other" ? fields.minutes_other : fields.minutes });

function read(form) {
  const data = new FormData(form);
  const fields = Object.fromEntries([...data].filter(([name]) => name !== "client_ids"));
  return { ...fields, client_ids: data.getAll("client_ids") };
}

/** Anything in the form has changed: kept at once. */
export function scheduleInput(event) {
  const { fields: before, sending } = plan.get();
  if (sending) return;
  const fields = { ...before, ...read(event.target.form) };
  // No client id beside it: a half-written plan is not a note to finish.
  keeper?.put(fields, { kind: "visit_plan", client_id: null });
  plan.set((state) => ({ ...state, fields }));
}

const SENTENCES = {
  who: () => t("Choose who this visit is for."),
  day: () => t("Choose the day."),
  start: () => t("Choose when it begins."),
  minutes: () => t("Say how long, from 5 minutes to 12 hours."),
  past: () => t("This is over already. Choose a later day or time."),
};

/** **Plan visit** */
export async function submitPlan(_, event) {
  event.preventDefault();
  const state = plan.get();
  const { me } = getSnapshot();
  const fields = asked({ ...state.fields, ...read(event.target) });
  const faults = scheduleFaults(fields, { now: Date.now(), zone: me.time_zone });
  const said = Object.fromEntries(Object.entries(faults).map(([name, code]) => [name, SENTENCES[code]()]));
  if (sayFaults(event.target, said) || state.sending) return;
  plan.set({ ...state, sending: true });
  const old = getSnapshot().commands.find((one) => one.id === state.fixes && one.state === "needs_fix");
  const payload = schedulePayload(fields, { visitId: old?.payload.visit_id ?? uuid7(), zone: me.time_zone });
  try {
    await keeper?.flush();
    const dropDraft = keeper?.id;
    if (old) await fixAndResend(old.id, payload, { dropDraft });
    else await record("visit.schedule", { client_ids: fields.client_ids, payload, dropDraft });
  } catch (error) {
    plan.set((now) => ({ ...now, sending: false }));
    return toast(errorText(error.id ?? "device_store"));
  }
  keeper?.forget();
  plan.set({ key: null });
  toast(t("Planned: {day}, {time}.", { day: weekday(payload.planned_start), time: time(payload.planned_start) }));
  goBack(`/people/${fields.client_ids[0]}`);
}
