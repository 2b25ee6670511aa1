// I need help: what has become of it, in the only three honest states.

const STILL_OPEN_MS = 30 * 60_000;

/** `alarm.help`. */
export const helpPayload = ({ alarmId, at, visitId }) => ({
  alarm_id: alarmId,
  happened_at: new Date(at).toISOString(),
  visit_id: visitId || null,
});

/**
 * The alarm that a second press means too: one of the last half hour that nobody has settled. Pressing again must
 * not look like a new emergency, nor hide that the first one is still on its way.
 */
export function openAlarm(me, commands, { visitId, now }) {
  const pressed = commands.filter(
    ({ kind, payload }) => kind === "alarm.help" && (payload.visit_id ?? null) === (visitId || null),
  );
  for (const command of pressed.toReversed()) {
    const line = me.alarms.find(({ id }) => id === command.payload.alarm_id);
    const recent = now - Date.parse(command.payload.happened_at) < STILL_OPEN_MS;
    if (recent && !line?.settled_how) return command.payload.alarm_id;
  }
  return null;
}

/**
 * "not_sent" until the server itself says that it has it, "sent" until someone reads it, then "read" with who and
 * when. Anything in doubt is "not_sent".
 */
export function helpState(me, commands, alarmId) {
  const line = me?.alarms.find(({ id }) => id === alarmId);
  const command = commands.find(({ payload }) => payload?.alarm_id === alarmId);
  const applied = command ? command.state === "applied" : Boolean(line?.received_at);
  if (!applied) return { state: "not_sent", read_by: [] };
  const readers = line?.read_by ?? [];
  return readers.length ? { state: "read", read_by: readers } : { state: "sent", read_by: [] };
}

/** Who can be texted or called now: my supervisors, then whoever is on call. Each once, with a number. */
export function whoHelps(me, now) {
  const people = (me?.colleagues ?? []).filter(({ phone }) => phone);
  const supervisors = people.filter((one) => one.is_my_supervisor);
  const onCall = people.filter(
    (one) => !one.is_my_supervisor && one.on_call_until && Date.parse(one.on_call_until) > now,
  );
  return { supervisors, on_call: onCall };
}
