// The visit screen: which visit, and what is done on it.
import { useEffect, useSyncExternalStore } from "react";
import { uuid7 } from "../ids.js";
import { getSnapshot, subscribe, useMinute } from "../snapshot.js";
import { useText } from "../text.js";
import { NO_ALARM, alarmView } from "./alarm_view.js";
import { cached, cell } from "./cached.js";
import { useRoute } from "./go.js";
import { visitPage } from "./visit_view.js";

const MINUTE = 60_000;

/** busy: "", check_in or check_out; missing: why there is no location ("" while there is no question). */
export const visit = cell({ key: null, id: "", client_id: "" });

const begun = (key, id, clientId) => ({
  key,
  id,
  client_id: clientId,
  busy: "",
  missing: "",
  child: "",
  alerts_open: false,
  going_with: "",
  alarm_id: null,
  alarm_failed: false,
});

const minuteNow = () => Math.floor(Date.now() / MINUTE) * MINUTE;
const shown = cached((snapshot, now, state, _language) => visitPage(snapshot, now, state));
const EMPTY = visitPage({ me: null, clients: new Map() }, 0, visit.get());

function hear(listener) {
  const stops = [subscribe(listener), visit.subscribe(listener)];
  return () => stops.forEach((stop) => stop());
}

/** What the visit screen shows. /visit/new?client=... begins an unplanned one. */
export function useVisit() {
  const { params, search, key: visitKey } = useRoute();
  useMinute();
  useText();
  const language = globalThis.document?.documentElement.lang;
  const page = useSyncExternalStore(hear, () => shown(getSnapshot(), minuteNow(), visit.get(), language), () => EMPTY);
  const id = params.visit_id ?? "";
  const key = id === "new" ? `new ${visitKey}` : id;
  useEffect(() => {
    if (visit.get().key === key) return;
    visit.set(begun(key, id === "new" ? uuid7() : id, search.get("client") ?? ""));
  }, [key]);
  return page;
}

const alarm = cached((snapshot, now, { alarm_id: id, alarm_failed: failed }, _language) =>
  id ? alarmView(snapshot, now, id, { failed }) : NO_ALARM,
);

/** What has become of the call for help of this visit. */
export function useHelp() {
  useMinute();
  useText();
  const language = globalThis.document?.documentElement.lang;
  const read = () => alarm(getSnapshot(), minuteNow(), visit.get(), language);
  return useSyncExternalStore(hear, read, () => NO_ALARM);
}
