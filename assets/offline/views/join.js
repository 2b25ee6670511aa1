// An invited person sets a password on their own phone, and is signed in with it.
import { useEffect, useSyncExternalStore } from "react";
import { useParams } from "react-router";
import { ask } from "../http.js";
import { signIn } from "../session.js";
import { getLanguage } from "../text.js";
import { cell } from "./cached.js";
import { deviceName } from "./install.js";

const REST = { status: "opening", name: "", email: "", agency: "", until: "", is_family: false, error: "", params: {}, busy: false, shown: false };
const form = cell(REST);
const WAIT_MS = 30_000;
let link = "";

export function useJoin() {
  return useSyncExternalStore(form.subscribe, form.get, () => REST);
}

/** Asks whom the link in the address is for, once. */
export function useJoinPage() {
  const { token } = useParams();
  useEffect(() => {
    if (!token || token === link) return;
    link = token;
    look();
  }, [token]);
  return useJoin().status;
}

async function look() {
  form.set({ ...REST });
  const { kind, json, error } = await ask("POST", "/api/v1/join/look", { token: link }, { timeoutMs: WAIT_MS });
  if (kind === "ok") {
    form.set({ ...REST, status: "ready", name: json.name, email: json.email, agency: json.agency, until: json.expires_at, is_family: json.is_family });
  } else {
    form.set({ ...REST, status: "stopped", error: error.id, params: error.params ?? {} });
  }
}

export const lookAgain = () => look();

export function toggleJoinShown() {
  form.set({ ...form.get(), shown: !form.get().shown });
  document.getElementById("password")?.focus();
}

/** Sets the password and signs in; what is wrong with it is said there, and nothing typed is lost. */
export async function submitJoin(_form, event) {
  if (form.get().busy) return;
  const password = String(new FormData(event.target).get("password") ?? "");
  form.set({ ...form.get(), busy: true, error: "", params: {} });
  const told = await ask("POST", "/api/v1/join", { token: link, password, language: getLanguage() }, { timeoutMs: WAIT_MS });
  if (told.kind !== "ok") return stop(told.error);
  const { email } = told.json;
  const signed = await signIn({ email, password, device_name: deviceName(navigator.userAgent) }).catch(() => ({ ok: false }));
  globalThis.location.assign(signed.ok ? signed.first_screen : "/sign-in");
}

function stop({ id, params }) {
  const over = id.startsWith("link_");
  form.set({ ...form.get(), status: over ? "stopped" : "ready", busy: false, error: id, params: params ?? {} });
  document.getElementById("join-error")?.focus();
}
