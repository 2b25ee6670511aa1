// Signing in, and the way from `/` to each person's first screen.
import { useEffect, useSyncExternalStore } from "react";
import { signIn, whoAmI } from "../session.js";
import { useSnapshot } from "../snapshot.js";
import { isFamily } from "../strayed.js";
import { cell } from "./cached.js";
import { deviceName } from "./install.js";

const REST = { busy: false, error: "", params: {}, shown: false };
const form = cell(REST);

export function useSignIn() {
  return useSyncExternalStore(form.subscribe, form.get, () => REST);
}

/** A full load: a server-driven screen takes the session when its socket opens. */
const load = (path) => globalThis.location.assign(path);

/** Signs in with what stands in the form; whatever fails is said there, and nothing typed is lost. */
export async function submitSignIn(_form, event) {
  const typed = new FormData(event.target);
  if (form.get().busy) return;
  form.set({ ...form.get(), busy: true, error: "", params: {} });
  const told = await signIn({
    email: String(typed.get("email") ?? ""),
    password: String(typed.get("password") ?? ""),
    device_name: deviceName(navigator.userAgent),
    surface: surface(),
  }).catch(() => ({ ok: false, error: "device_store", params: {} }));
  if (told.ok) {
    load(told.first_screen);
    return;
  }
  form.set({ ...form.get(), busy: false, error: told.error, params: told.params ?? {} });
  document.getElementById("sign-in-error")?.focus();
}

// Asked for by the few who work on both: a wide window is a desk, a narrow one a phone.
const surface = () => (matchMedia("(min-width: 768px)").matches ? "desk" : "phone");

export function toggleShown() {
  form.set({ ...form.get(), shown: !form.get().shown });
  document.getElementById("password")?.focus();
}

const pick = ({ status, account, me, sync }) => ({ status, account, is_family: isFamily(me), signed_in: sync.signed_in });

/** Where someone who opens `/` or `/sign-in` belongs, once the store is open. Their own store needs no network. */
export function useStart(isStart) {
  const { status, account, is_family, signed_in } = useSnapshot(pick);
  useEffect(() => {
    if (status === "opening") return;
    if (account && status !== "signed_out" && signed_in !== false) {
      if (isStart) globalThis.location.replace(is_family ? "/family" : "/today");
      return;
    }
    let left = false;
    const found = account ? Promise.resolve(null) : whoAmI().catch(() => null);
    found.then((session) => {
      if (left) return;
      if (session) globalThis.location.replace(session.first_screen);
      else if (isStart) globalThis.location.replace("/sign-in");
    });
    return () => {
      left = true;
    };
  }, [status, account, is_family, signed_in, isStart]);
  return status;
}

export const useStartPage = () => useStart(true);
export const useSignInPage = () => useStart(false);
