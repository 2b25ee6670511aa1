// A visit as this device has recorded it. Siblings share one visit: every bundle it touches shows the same.
import { added, changed, put } from "./lists.js";

function person(clientId, names) {
  const known = names(clientId);
  return { client_id: clientId, name: known?.name ?? "", given_name: known?.given_name ?? "", outcome: null, outcome_text: null };
}

// A co-client whom this device does not hold is left out, as the server leaves out who may not be seen.
function planned(plan, bundle, { me, names }, isPlanned) {
  const people = plan.client_ids.map((id) => person(id, names)).filter(({ name }) => name);
  return {
    id: plan.visit_id,
    worker: me.name,
    is_mine: true,
    people,
    service_type: "T1017",
    purpose: plan.purpose ?? "monitoring",
    is_planned: isPlanned,
    planned_start: plan.planned_start,
    planned_end: plan.planned_end,
    expected_end: null,
    place_type: plan.place_type,
    place_name: plan.place_name ?? null,
    address: plan.address ?? (plan.place_type === "home" ? bundle.header.address : null),
    is_confidential: plan.place_type === "home" ? bundle.header.is_confidential : plan.place_type === "shelter",
    going_with: plan.going_with ?? null,
    status: "planned",
    missed_reason: null,
    check_in: null,
    check_out: null,
    timer: null,
    instead_of: null,
  };
}

const stamp = (payload) => ({
  happened_at: payload.happened_at,
  received_at: null,
  method: payload.location.method,
  is_at_place: null,
});

// What is recorded on a visit that had become a colleague's happens to the own one beside it.
const ownOf = (visits, id) => visits.find((visit) => visit.is_mine && visit.instead_of === id)?.id ?? id;

const change = (bundle, id, how) => put(bundle, "visits", changed(bundle.visits, ownOf(bundle.visits, id), how));

export function scheduleVisit(bundle, { payload }, context) {
  if (!payload.client_ids.includes(bundle.header.id)) return bundle;
  return put(bundle, "visits", added(bundle.visits, planned(payload, bundle, context, true)));
}

export function checkIn(bundle, { payload }, context) {
  const { unplanned } = payload;
  const visits = unplanned ? added(bundle.visits, planned(unplanned, bundle, context, false)) : bundle.visits;
  return change(put(bundle, "visits", visits), payload.visit_id, (visit) => {
    if (visit.check_in) return visit;
    const status = visit.status === "planned" ? "checked_in" : visit.status;
    const going_with = payload.going_with ?? visit.going_with;
    return { ...visit, status, check_in: stamp(payload), expected_end: payload.expected_end, going_with };
  });
}

export function extendVisit(bundle, { payload }) {
  return change(bundle, payload.visit_id, (visit) =>
    visit.check_out || visit.expected_end === payload.expected_end ? visit : { ...visit, expected_end: payload.expected_end },
  );
}

export function checkOut(bundle, { payload }) {
  const outcomes = new Map(payload.outcomes.map((outcome) => [outcome.client_id, outcome]));
  return change(bundle, payload.visit_id, (visit) => {
    if (visit.check_out) return visit;
    const people = visit.people.map((who) => {
      const said = outcomes.get(who.client_id);
      return said ? { ...who, outcome: said.outcome, outcome_text: said.text ?? null } : who;
    });
    return { ...visit, status: "checked_out", check_out: stamp(payload), people };
  });
}

export function missVisit(bundle, { payload }) {
  return change(bundle, payload.visit_id, (visit) =>
    visit.status === "planned" ? { ...visit, status: "missed", missed_reason: payload.reason } : visit,
  );
}
