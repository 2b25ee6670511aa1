// **Language**, in Settings and before signing in.
import { useSyncExternalStore } from "react";
import { choose } from "../language.js";
import { errorText, getLanguage, hearLanguage } from "../text.js";
import { toast } from "./toasts.js";

/** The code of what is shown now. */
export const useLanguage = () => useSyncExternalStore(hearLanguage, getLanguage, () => "en");

export async function chooseLanguage(code) {
  if (!(await choose(code))) toast(errorText("language"));
}
