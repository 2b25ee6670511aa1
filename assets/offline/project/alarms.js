// Alarms are about the person who raised them, so they live in the `me` bundle.
import { added, put } from "./lists.js";

const alarm = (id, kind, facts) => ({
  id,
  kind,
  visit_id: null,
  concern_id: null,
  // Null until the server says when it got it: "Not sent".
  received_at: null,
  read_by: [],
  settled_how: null,
  ...facts,
});

export function askForHelp(me, { payload }) {
  return put(me, "alarms", added(me.alarms, alarm(payload.alarm_id, "help", { visit_id: payload.visit_id ?? null }), { first: true }));
}

// The server makes the alarm of a safety concern itself: the concern's own id is what both have in common.
export function raiseConcern(me, { payload }) {
  const concern = payload.safety_concern;
  if (!concern || me.alarms.some((one) => one.concern_id === concern.id)) return me;
  return put(me, "alarms", added(me.alarms, alarm(concern.id, "safety_concern", { concern_id: concern.id }), { first: true }));
}
