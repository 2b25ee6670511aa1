// Next steps: what, who, by when.
import { added, changed, put } from "./lists.js";

function ownerOf(payload, bundle, me) {
  if (payload.owner_account_id) {
    if (payload.owner_account_id === me.account_id) return me.name;
    const colleague = me.colleagues.find((one) => one.account_id === payload.owner_account_id);
    const member = bundle.team.find((one) => one.account_id === payload.owner_account_id);
    return (member ?? colleague)?.name ?? "";
  }
  if (payload.owner_family_member_id) {
    return bundle.contacts.find(({ id }) => id === payload.owner_family_member_id)?.name ?? "";
  }
  return payload.owner_role ?? "";
}

export function addStep(bundle, { payload }, { me }) {
  if (payload.client_id !== bundle.header.id) return bundle;
  const step = {
    id: payload.step_id,
    what: payload.what,
    why: payload.why ?? null,
    owner: ownerOf(payload, bundle, me),
    is_mine: payload.owner_account_id === me.account_id,
    due_on: payload.due_on ?? null,
    goal_id: payload.goal_id ?? null,
    done_at: null,
    done_by: null,
    needs_help_at: null,
  };
  return put(bundle, "steps", added(bundle.steps, step));
}

export function finishStep(bundle, { payload }, { me }) {
  const done = (step) => (step.done_at ? step : { ...step, done_at: payload.happened_at, done_by: me.name });
  return put(bundle, "steps", changed(bundle.steps, payload.step_id, done));
}

export function askHelp(bundle, { payload }) {
  const asked = (step) => (step.needs_help_at ? step : { ...step, needs_help_at: payload.happened_at });
  return put(bundle, "steps", changed(bundle.steps, payload.step_id, asked));
}
