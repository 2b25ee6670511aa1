// "Note this call?": asked when the person comes back from a call that was placed here.
//
// The phone may close the app behind the call, so what was dialled is kept on the device: ids and the time, no name.
import { useEffect } from "react";
import { getSnapshot, useSnapshot } from "../snapshot.js";
import { time } from "../formats.js";
import { t } from "../text.js";
import { openSheet, useSheetSubject } from "./sheets.js";
import { whomToReach } from "./reach.js";

const KEY = "call";
const SHEET = "note-call";
const OLDEST_MS = 4 * 3_600_000;

export function callPlaced(clientId, contactId) {
  localStorage.setItem(KEY, JSON.stringify({ client_id: clientId, contact_id: contactId, at: new Date().toISOString() }));
}

export const forgetCall = () => localStorage.removeItem(KEY);

/** The call to ask about now, or null: not of someone else's people, not yesterday's. */
export function callToAsk(kept, snapshot, now) {
  const call = parsed(kept);
  if (!call || !snapshot.clients.has(call.client_id)) return null;
  const age = now - Date.parse(call.at);
  return age >= 0 && age < OLDEST_MS ? call : null;
}

function parsed(kept) {
  try {
    return kept ? JSON.parse(kept) : null;
  } catch {
    return null;
  }
}

/** What the sheet says: { about, href }. */
export function callWords(call, snapshot) {
  const bundle = call && snapshot.clients.get(call.client_id);
  if (!bundle) return { about: "", href: "/note" };
  const who = whomToReach(bundle, snapshot.me).find(({ id }) => id === call.contact_id);
  const params = { person: bundle.header.name, time: time(call.at) };
  const about = who
    ? t("{person}. Called {name} ({relation}) at {time}.", { ...params, name: who.name, relation: who.relation })
    : t("{person}. Called at {time}.", params);
  const query = new URLSearchParams({ client: call.client_id, contact: call.contact_id, start: call.at });
  return { about, href: `/note?${query}` };
}

function ask() {
  if (document.visibilityState !== "visible" || document.querySelector("dialog[open]")) return;
  const kept = localStorage.getItem(KEY);
  if (!kept) return;
  const call = callToAsk(kept, getSnapshot(), Date.now());
  if (call) openSheet(SHEET, kept);
  else if (getSnapshot().status === "ready") forgetCall();
}

/** { about, href } for the sheet; mounted on a page, it also watches for the person coming back. */
export function useCameBack() {
  const status = useSnapshot((snapshot) => snapshot.status);
  useEffect(() => {
    // The dialler covers the app at once or after a moment; only a return from it counts as coming back.
    const onShow = () => document.visibilityState === "visible" && ask();
    document.addEventListener("visibilitychange", onShow);
    window.addEventListener("focus", onShow);
    if (status === "ready") ask();
    return () => {
      document.removeEventListener("visibilitychange", onShow);
      window.removeEventListener("focus", onShow);
    };
  }, [status]);
  const kept = useSheetSubject();
  return useSnapshot((snapshot) => callWords(parsed(kept), snapshot));
}
