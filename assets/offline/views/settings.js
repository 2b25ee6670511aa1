// Settings: who I am, how this device shows things, what it holds, my other devices, signing out.
import { useEffect, useSyncExternalStore } from "react";
import { exact, number, shortDay, time } from "../formats.js";
import { ask } from "../http.js";
import { askToKeep, signOut } from "../session.js";
import { getSnapshot, subscribe, useMinute } from "../snapshot.js";
import { errorText, getLanguage, languages, t, useText, word } from "../text.js";
import { cached, cell } from "./cached.js";
import { deviceName, isInstalled, platformOf, waysToInstall } from "./install.js";
import { isOfForm } from "./kept_forms.js";
import { closeSheet, openSheet, sheetSubject } from "./sheets.js";
import { toast } from "./toasts.js";

const FORGET = "settings-forget-device";
const SIGN_OUT = "settings-sign-out";

/** devices: null before the first answer. who: of a desk session, which has no store here. */
const settings = cell({ devices: null, devices_state: "loading", who: null, usage: null, can_install: false, busy: false });
const set = (facts) => settings.set((state) => ({ ...state, ...facts }));

const minuteNow = () => Math.floor(Date.now() / 60_000) * 60_000;
const shown = cached((snapshot, _minute, state, language) => settingsPage(snapshot, state, { language }));

function hear(listener) {
  const stops = [subscribe(listener), settings.subscribe(listener)];
  return () => stops.forEach((stop) => stop());
}

export function useSettings() {
  useMinute();
  useText();
  const read = () => shown(getSnapshot(), minuteNow(), settings.get(), getLanguage());
  const page = useSyncExternalStore(hear, read, () => NOTHING);
  useEffect(open, []);
  return page;
}

let opened = 0;

// Each use of the page's data comes here: once for a visit to the screen is enough.
function open() {
  opened += 1;
  if (opened === 1) {
    look();
    addEventListener("casepwa-install", offer);
    offer();
  }
  return () => {
    opened -= 1;
    if (opened === 0) removeEventListener("casepwa-install", offer);
  };
}

const offer = () => set({ can_install: Boolean(globalThis.casepwaInstall) });

async function look() {
  measure();
  await loadDevices();
  if (getSnapshot().me) return;
  const { kind, json } = await ask("GET", "/api/v1/session");
  if (kind === "ok") set({ who: { ...json.account, surface: json.surface } });
}

async function measure() {
  const { usage = null } = (await globalThis.navigator?.storage?.estimate?.()) ?? {};
  set({ usage });
}

export async function loadDevices() {
  set({ devices_state: settings.get().devices ? "ready" : "loading" });
  const { kind, json, error } = await ask("GET", "/api/v1/devices");
  if (kind === "ok") set({ devices: json.devices, devices_state: "ready" });
  else set({ devices_state: kind === "offline" ? "offline" : "error", devices_error: error?.id ?? "server" });
}

/** Everything the page shows; see casepwa/offline/settings.py for the shape. */
export function settingsPage(snapshot, state, { language, userAgent = globalThis.navigator?.userAgent ?? "" }) {
  const { me, sync, storage, status } = snapshot;
  const drafts = snapshot.drafts.filter((draft) => !isOfForm(draft));
  const who = me ?? state.who;
  const install = waysToInstall(platformOf(userAgent, { touchPoints: globalThis.navigator?.maxTouchPoints }));
  const unsent = sync.waiting + sync.needs_fix;
  return {
    state: who ? "full" : status === "opening" ? "opening" : "nobody",
    name: who?.name ?? "",
    email: who?.email ?? "",
    role: (who?.roles ?? []).map((role) => word("role", role)).join(", "),
    agency: me?.agency ?? "",
    language,
    languages: Object.entries(languages()).map(([id, name]) => ({ id, name })),
    device: deviceName(userAgent),
    has_store: Boolean(me),
    at_desk: Boolean(state.who?.roles?.includes("supervisor")),
    desk_keys: state.who?.desk_keys ?? false,
    last_sync: sync.last_at ? t("{day}, {time}", { day: shortDay(sync.last_at), time: time(sync.last_at) }) : t("Not yet"),
    used: bytes(state.usage ?? storage?.usage),
    kept: storage ? (storage.kept ? "yes" : "no") : "unknown",
    devices_state: state.devices_state,
    devices_error: state.devices_error ? errorText(state.devices_error) : "",
    devices: (state.devices ?? []).map(deviceRow),
    is_installed: isInstalled(),
    can_install: state.can_install,
    install: install.mine,
    install_others: install.others,
    unsent: unsent ? t("{n} thing is not sent yet.", { plural: "{n} things are not sent yet.", n: unsent }) : "",
    unsent_drafts: drafts.length ? t("{n} draft is not finished.", { plural: "{n} drafts are not finished.", n: drafts.length }) : "",
    leaves_behind: unsent > 0 || drafts.length > 0,
    busy: state.busy,
  };
}

function deviceRow(device) {
  const last = device.last_sync_at ?? device.last_contact_at;
  return {
    id: device.id,
    name: device.name || deviceName(device.user_agent),
    line: last ? t("Last seen {when}", { when: exact(last) }) : t("Signed in {when}", { when: exact(device.first_seen_at) }),
    is_this: device.is_this_one,
    is_signed_in: device.is_signed_in,
  };
}

// In the unit that people know: megabytes, one decimal under ten.
function bytes(count) {
  if (count === null || count === undefined) return "";
  const size = count / 1_000_000;
  return number(size, { style: "unit", unit: "megabyte", maximumFractionDigits: size < 10 ? 1 : 0 });
}

// What the page is prerendered with: the same on every device, whatever it knows of itself by now.
const NOTHING = {
  ...settingsPage(
    { me: null, sync: { waiting: 0, needs_fix: 0, last_at: null }, storage: null, drafts: [], status: "opening" },
    settings.get(),
    { language: "en", userAgent: "" },
  ),
  is_installed: false,
};

/** **Single keys at the approval desk**: kept with the account. The box goes back when the server did not take it. */
export async function chooseDeskKeys(desk_keys) {
  set({ who: { ...settings.get().who, desk_keys } });
  const { kind, error } = await ask("PUT", "/api/v1/preferences", { desk_keys });
  if (kind === "ok") return;
  set({ who: { ...settings.get().who, desk_keys: !desk_keys } });
  toast(errorText(error?.id ?? "offline"));
}

/** Asks the browser to promise that it will not throw the records away. */
export async function keepStorage() {
  await askToKeep();
  await measure();
  toast(getSnapshot().storage?.kept ? t("The browser promised to keep it.") : t("The browser did not promise. Installing the app helps."));
}

/** **Install app**, where the browser offers it. */
export async function installApp() {
  const prompt = globalThis.casepwaInstall;
  if (!prompt) return;
  globalThis.casepwaInstall = null;
  offer();
  await prompt.prompt();
}

export const askForget = (deviceId) => openSheet(FORGET, deviceId);
export const askSignOut = () => openSheet(SIGN_OUT);

/** **Sign out** of another device of mine: its copy is erased when it next asks. */
export async function forgetDevice() {
  const { kind, error } = await ask("DELETE", `/api/v1/devices/${sheetSubject()}`);
  closeSheet();
  if (kind !== "ok") return toast(errorText(error?.id ?? "server"));
  toast(t("Signed out there. What it holds is erased when it next connects."));
  return loadDevices();
}

/** **Sign out** here, with or without a network. What is unsent stays for its author. */
export async function signOutHere() {
  if (settings.get().busy) return;
  set({ busy: true });
  try {
    await signOut();
  } finally {
    // A full load: nothing of this person stays in memory.
    location.assign("/sign-in");
  }
}
