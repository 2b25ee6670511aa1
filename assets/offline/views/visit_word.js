// The visit word: when a visit asks for it, what is typed sealed at once; and both words set, in Settings.
import { errorText, t } from "../text.js";
import { sealWord } from "../sealed_word.js";
import { ask } from "../http.js";
import { getSnapshot } from "../snapshot.js";
import { cell } from "./cached.js";
import { sayFaults } from "./form_faults.js";
import { toast } from "./toasts.js";
import { useSyncExternalStore } from "react";

const MINUTE = 60_000;

/** Whether a check-out about `now` is after the expected end; a minute early, so that it is never a surprise. */
export const asksWord = (visit, me, now) =>
  Boolean(me?.has_visit_word) && now + MINUTE > Date.parse(visit.expected_end ?? visit.planned_end);

/**
 * The word of `form`, sealed: { word }, or null when the form now says what is missing. Which of the two words it is,
 * this phone does not know.
 */
export async function sealedFrom(form, me) {
  const typed = (new FormData(form).get("word") ?? "").trim();
  if (!typed) {
    sayFaults(form, { word: t("Enter your visit word.") });
    return null;
  }
  try {
    return { word: await sealWord(typed, me.word_key) };
  } catch {
    sayFaults(form, { word: t("This browser cannot protect your word. Open the app at its https address.") });
    return null;
  }
}

const setting = cell({ busy: false, done: false });

/** **Save both words**: needs the password and a network; nothing of it stays on this phone. */
export async function saveWords(_, event) {
  event.preventDefault();
  const form = event.target;
  if (setting.get().busy) return undefined;
  const said = Object.fromEntries(["word", "duress_word", "password"].map((name) => [name, new FormData(form).get(name) ?? ""]));
  const faults = {};
  if (!said.word.trim()) faults.word = t("Choose a word.");
  if (!said.duress_word.trim()) faults.duress_word = t("Choose a second word.");
  if (!said.password) faults.password = t("Enter your password.");
  if (sayFaults(form, faults)) return undefined;
  setting.set({ busy: true, done: false });
  const { kind, error } = await ask("PUT", "/api/v1/visit-word", said);
  setting.set({ busy: false, done: kind === "ok" });
  if (kind !== "ok") {
    const words = kind === "offline" ? t("Setting your words needs a connection.") : errorText(error?.id ?? "server", error?.params);
    const field = error?.id === "password_wrong" ? "password" : error?.id === "visit_words_too_alike" ? "duress_word" : "word";
    sayFaults(form, { [field]: words });
    return undefined;
  }
  form.reset();
  toast(t("Both words are set."));
  return undefined;
}

/** { state: none, set or hidden; busy }. Hidden: whoever is signed in goes on no visits. */
export function useVisitWord() {
  const read = () => shown(getSnapshot().me, setting.get());
  return useSyncExternalStore(setting.subscribe, read, () => HIDDEN);
}

const HIDDEN = { state: "hidden", busy: false };
let last = { me: null, state: null, page: HIDDEN };

function shown(me, state) {
  if (last.me === me && last.state === state) return last.page;
  const has = me?.has_visit_word || state.done;
  const page = { state: me?.permissions?.includes("visit_word.set") ? (has ? "set" : "none") : "hidden", busy: state.busy };
  last = { me, state, page };
  return page;
}
