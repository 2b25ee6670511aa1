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
/** Whose dates and numbers: "es-US" for Spanish as the United States write it. */
export const getFormats = () => shown.formats ?? language;

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
  keep("language", code);
  show(code);
  return true;
}

// A store that is full costs a later start its words at once, not this one.
function keep(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // the words of this page are there
  }
}

async function fetchCatalogue(code) {
  try {
    const answer = await fetch(`/catalogues/${code}.json`);
    const catalogue = answer.ok ? await answer.json() : null;
    if (!catalogue?.messages) return null;
    keep(kept(code), JSON.stringify(catalogue));
    return catalogue;
  } catch {
    return null;
  }
}

// Pages are prerendered in English: React takes them over as they are, and then their words change.
let isDrawn = false;
let next = null;

function showWhenDrawn(code) {
  if (isDrawn) show(code);
  else next = code;
}

/** The page may speak the reader's language from now on. */
export function drawn() {
  if (isDrawn) return;
  isDrawn = true;
  if (next) show(next);
}

// Before anybody has chosen: the first of the browser's languages that the app has.
function ofTheBrowser() {
  const wanted = (globalThis.navigator?.languages ?? []).map((tag) => tag.split("-")[0].toLowerCase());
  return wanted.find((code) => code in english.languages) ?? SOURCE;
}

// At start: the language chosen here, from what is kept; then this version's catalogue, if the kept one is another.
function resume() {
  const code = localStorage.getItem("language") ?? ofTheBrowser();
  if (code === SOURCE) return;
  const known = JSON.parse(localStorage.getItem(kept(code)) ?? "null");
  if (known) {
    catalogues.set(code, known);
    showWhenDrawn(code);
  }
  if (known?.version && known.version === english.versions[code]) return;
  fetchCatalogue(code).then((catalogue) => {
    if (!catalogue || (localStorage.getItem("language") ?? code) !== code) return;
    catalogues.set(code, catalogue);
    showWhenDrawn(code);
  });
}

// Chosen in another tab.
function follow({ key, newValue }) {
  if (key === "language" && newValue && newValue !== language) setLanguage(newValue);
}

const numbers = new Map();

function numeral(value) {
  if (!numbers.has(language)) numbers.set(language, new Intl.NumberFormat(getFormats()));
  return numbers.get(language).format(value);
}

const rules = new Map();

function pluralForm(count) {
  if (!rules.has(language)) rules.set(language, new Intl.PluralRules(language));
  return rules.get(language).select(count);
}

/** Loads what numbers and plurals of this language need. */
export const warmNumbers = () => pluralForm(1) + numeral(1);

function fill(sentence, params) {
  return sentence.replace(/\{(\w+)\}(\.?)/g, (whole, name, stop) => {
    const value = params[name];
    if (value === undefined || value === null) return whole;
    const said = typeof value === "number" ? numeral(value) : String(value);
    return said.endsWith(".") ? said : said + stop; // "2:30 p.m." has its stop already
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
export function errorText(id, params = {}) {
  if (!has(`error.${id}`)) return t("error.unknown", { id });
  return t(`error.${id}`, params.field ? { ...params, field: fieldWords(params.field) } : params);
}

// "payload.share.text" in the words of its label: the longest end of the path that has any.
function fieldWords(path) {
  const names = path.split(".").filter((part) => part !== "payload" && !/^\d+$/.test(part));
  for (let from = 0; from < names.length; from++) {
    const key = `field.${names.slice(from).join(".")}`;
    if (has(key)) return t(key);
  }
  return t("Something in it");
}

/** Calls `listener` whenever another language is shown; returns what ends that. */
export function hearLanguage(listener) {
  listeners.add(listener);
  if (!isDrawn) queueMicrotask(drawn);
  return () => listeners.delete(listener);
}
const words = { [SOURCE]: { t, word, errorText } };

// { t, word, errorText }: drawn again when the language changes.
export function useText() {
  const code = useSyncExternalStore(hearLanguage, getLanguage, () => SOURCE);
  return (words[code] ??= { t, word, errorText });
}

if (typeof localStorage !== "undefined" && typeof window !== "undefined") {
  resume();
  globalThis.addEventListener?.("storage", follow);
}
