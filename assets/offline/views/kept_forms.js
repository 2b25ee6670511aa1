// What is typed into a form of the phone's screens stands in the store until it is sent: a reload, an update or a page that was
// ended loses no word of it.
//
// <form data-draft="step">: its named fields, by what the sheet around it is about; outside a sheet the name says itself what
// it is about ("message:<client id>"). Nothing secret: no password, no visit word.
import { useEffect } from "react";
import { LINE, keepDraft } from "../drafts.js";
import { holdUpdate } from "../half-written.js";
import { getSnapshot } from "../memory.js";
import { isPreview } from "../preview.js";

const KIND = "form";
const SECRET = new Set(["word", "duress_word", "password"]);
const NO_WORDS = new Set(["hidden", "password", "file", "submit", "button", "reset"]);
const CHOSEN = new Set(["checkbox", "radio"]);
const keepers = new WeakMap(); // form -> { id, keeper }

const fieldsOf = (form) => [...form.elements].filter(({ name, type }) => name && !SECRET.has(name) && !NO_WORDS.has(type));
const idOf = (form) => [KIND, form.dataset.draft, form.closest("dialog")?.dataset.about].filter(Boolean).join(":");
const draftOf = (form) => getSnapshot().drafts.find(({ id }) => id === idOf(form));

/** Whether a draft is what stands in such a form, or a line; the others are notes and plans, which are listed. */
export const isOfForm = ({ kind }) => kind === KIND || kind === LINE;

// A choice alone is no word: whoever opened the form has made it for them.
const isWritten = (form) => fieldsOf(form).some((field) => hasWords(field) && field.value !== field.defaultValue);
const hasWords = ({ type, tagName }) => tagName !== "SELECT" && !CHOSEN.has(type);

/** { name: words, or the chosen of a group } */
export function saidIn(form) {
  const said = {};
  for (const { name, type, value, checked } of fieldsOf(form)) {
    if (!CHOSEN.has(type)) said[name] = value;
    else said[name] = [...(said[name] ?? []), ...(checked ? [value] : [])];
  }
  return said;
}

// No new version takes over while words of these drafts are not in the store: draft id -> release().
const holding = new Map();

function free(id) {
  holding.get(id)?.();
  holding.delete(id);
}

/** Something was typed or chosen: kept from here on, and no new version takes over before it is. */
export function keepForm(form) {
  if (isPreview() || !getSnapshot().account || !(isWritten(form) || draftOf(form))) return;
  const { id, keeper } = keptOf(form) ?? begin(form);
  if (!holding.has(id)) holding.set(id, holdUpdate());
  keeper.put(saidIn(form), { kind: KIND, client_id: null });
}

// What is kept of this form as it stands: a sheet goes on to be about another.
function keptOf(form) {
  const kept = keepers.get(form);
  return kept?.id === idOf(form) ? kept : undefined;
}

function begin(form) {
  const before = keepers.get(form);
  before?.keeper.close().then(() => free(before.id));
  const id = idOf(form);
  const kept = { id, keeper: keepDraft(id, { onSaved: () => free(id) }) };
  keepers.set(form, kept);
  return kept;
}

/** What is typed in this form is recorded now: the id of its draft, to be dropped with the command, or undefined. */
export async function draftToDrop(form) {
  if (!form.dataset.draft) return undefined;
  const kept = keptOf(form);
  await kept?.keeper.flush();
  return kept?.keeper.id ?? draftOf(form)?.id;
}

/** It was recorded: what was typed is no draft any more. */
export function draftSent(form) {
  const kept = form.dataset.draft && keptOf(form);
  if (!kept) return;
  keepers.delete(form);
  kept.keeper.forget();
  free(kept.id);
}

/** Fills a form in which nothing is written with what was typed before. */
export function refill(form) {
  const draft = !isPreview() && form.dataset.draft && !isWritten(form) ? draftOf(form) : null;
  if (!draft) return;
  for (const field of fieldsOf(form)) {
    const said = draft.fields[field.name];
    if (said === undefined) continue;
    if (CHOSEN.has(field.type)) field.checked = said.includes(field.value);
    else field.value = said;
  }
}

/** Of a form that stands in the page itself: filled when it appears. */
export function useKeptForms() {
  useEffect(() => document.querySelectorAll("main form[data-draft]").forEach(refill));
  return "";
}

if (typeof document !== "undefined") {
  const heard = ({ target }) => {
    const form = target.closest?.("form[data-draft]");
    if (form) keepForm(form);
  };
  for (const kind of ["input", "change"]) document.addEventListener(kind, heard);
}
