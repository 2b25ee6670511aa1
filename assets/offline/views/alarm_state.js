// An alarm that this person raised (help, a safety concern): what has become of it, in the only honest states.

const STILL_OPEN_MS = 30 * 60_000;

/** `alarm.help`. */
export const helpPayload = ({ alarmId, at, visitId }) => ({
  alarm_id: alarmId,
  happened_at: new Date(at).toISOString(),
  visit_id: visitId || null,
});

/**
 * The call for help that a second press means too: one of the last half hour that nobody has settled. Pressing
 * again must not look like a new emergency, nor hide that the first one is still on its way.
 */
export function openCall(me, commands, { visitId, now }) {
  const pressed = commands.filter(
    ({ kind, payload }) => kind === "alarm.help" && (payload.visit_id ?? null) === (visitId || null),
  );
  for (const { payload } of pressed.toReversed()) {
    const line = me.alarms.find(({ id }) => id === payload.alarm_id);
    if (now - Date.parse(payload.happened_at) < STILL_OPEN_MS && !line?.settled_how) return payload.alarm_id;
  }
  return null;
}

/**
 * "not_sent" until the server itself has it, "sent" until someone reads it, then "read" with who and when.
 * Anything in doubt is "not_sent". `id` is the alarm's, or the concern's of a note. A concern is heard before its note:
 * the server's own line says so even while the note waits or needs a fix.
 */
export function alarmState(me, commands, id) {
  const line = me?.alarms.find((alarm) => alarm.id === id || alarm.concern_id === id);
  const command = commands.find(({ payload }) => payload?.alarm_id === id || payload?.safety_concern?.id === id);
  const arrived = Boolean(line?.received_at) || command?.state === "applied";
  if (!arrived) return { state: "not_sent", read_by: [] };
  const readers = line?.read_by ?? [];
  return { state: readers.length ? "read" : "sent", read_by: readers };
}

/** Who can be texted or called now: my supervisors, then whoever is on call. Only those with a number. */
export function whoHelps(me, now) {
  const people = (me?.colleagues ?? []).filter(({ phone }) => phone);
  const isOnCall = (one) => one.on_call_until && Date.parse(one.on_call_until) > now;
  return {
    supervisors: people.filter((one) => one.is_my_supervisor),
    on_call: people.filter((one) => !one.is_my_supervisor && one.account_id !== me.account_id && isOnCall(one)),
  };
}
