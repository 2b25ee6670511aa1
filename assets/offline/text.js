// Words in the reader's language. English is the source: its sentences stand in the code, and only sentences that
// are looked up by an id (`error.<id>`, `outcome.seen`) come from its catalogue. See docs/offline-device.md.
import { useSyncExternalStore } from "react";
import english from "./en.json" with { type: "json" };

const SOURCE = "en";
const CONTEXT = "\u0004"; // as gettext joins a context and its message
const catalogues = new Map([[SOURCE, english]]);
const listeners = new Set();
let language = SOURCE;
let shown = english;

export const languages = () => english.languages;
export const getLanguage = () => language;

function show(code) {
  language = code;
  shown = catalogues.get(code);
  if (typeof document !== "undefined") Object.assign(document.documentElement, { lang: code, dir: shown.dir });
  for (const listener of [...listeners]) listener();
}

const kept = (code) => `catalogue.${code}`;

// Shows everything in `code`. Its catalogue is kept on the device, so that the next start needs no network and draws
// the right words at once. Resolves to false when it cannot be had now; then nothing changes.
export async function setLanguage(code) {
  if (!catalogues.has(code)) {
    const catalogue = await fetchCatalogue(code);
    if (!catalogue) return false;
    catalogues.set(code, catalogue);
  }
  localStorage.setItem("language", code);
  show(code);
  return true;
}

async function fetchCatalogue(code) {
  try {
    const answer = await fetch(`/catalogues/${code}.json`);
    const catalogue = answer.ok ? await answer.json() : null;
    if (!catalogue?.messages) return null;
    localStorage.setItem(kept(code), JSON.stringify(catalogue));
    return catalogue;
  } catch {
    return null;
  }
}

// At start: the language chosen here, from what is kept; then the newest catalogue, when there is one.
function resume() {
  const code = localStorage.getItem("language");
  if (!code || code === SOURCE) return;
  const known = localStorage.getItem(kept(code));
  if (known) {
    catalogues.set(code, JSON.parse(known));
    show(code);
  }
  fetchCatalogue(code).then((catalogue) => {
    if (!catalogue) return;
    catalogues.set(code, catalogue);
    show(code);
  });
}

const numbers = new Map();

function numeral(value) {
  if (!numbers.has(language)) numbers.set(language, new Intl.NumberFormat(language));
  return numbers.get(language).format(value);
}

const rules = new Map();

function pluralForm(count) {
  if (!rules.has(language)) rules.set(language, new Intl.PluralRules(language));
  return rules.get(language).select(count);
}

function fill(sentence, params) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = params[name];
    if (value === undefined || value === null) return whole;
    return typeof value === "number" ? numeral(value) : String(value);
  });
}

// The sentence `message` in the reader's language, with {names} filled in from params.
//
// params.plural is the English plural, chosen by params.n; params.context tells equal English words apart.
export function t(message, params = {}) {
  const { plural, context, n } = params;
  const key = context ? `${context}${CONTEXT}${message}` : message;
  const found = shown.messages[key] ?? english.messages[key];
  if (plural === undefined) return fill(typeof found === "string" ? found : message, params);
  const forms = typeof found === "object" ? found : { one: message, other: plural };
  return fill(forms[pluralForm(n ?? 0)] ?? forms.other, params);
}

// Whether the catalogue holds a sentence of this id.
export const has = (id) => id in english.messages;

// The word for a stored code: word("outcome", "left_message"). A code that this version does not know yet
// (an older app, a newer server) is shown readable rather than not at all.
export function word(group, code) {
  if (code === null || code === undefined || code === "") return "";
  const id = `${group}.${code}`;
  return has(id) ? t(id) : String(code).replaceAll("_", " ");
}

// The sentence for an error id that the server or this device gave.
export const errorText = (id, params = {}) => (has(`error.${id}`) ? t(`error.${id}`, params) : t("error.unknown", { id }));

const subscribe = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const words = { [SOURCE]: { t, word, errorText } };

// { t, word, errorText }: drawn again when the language changes.
export function useText() {
  const code = useSyncExternalStore(subscribe, getLanguage, () => SOURCE);
  return (words[code] ??= { t, word, errorText });
}

if (typeof localStorage !== "undefined" && typeof window !== "undefined") resume();
