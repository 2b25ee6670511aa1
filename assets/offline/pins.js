// Comments that a reviewer writes about the words of a note: kept in this browser until they are taken.
//
// The words are chosen by selecting them in [data-note-text] (mouse, touch or caret keys), or as a sentence from a
// list. Offsets count characters as Python does (code points) over the note's own text: what was removed since an
// earlier version stands there in <del> and does not count.
import { useSyncExternalStore } from "react";
import { keptKey } from "./kept-text.js";
import { cell } from "./views/cached.js";

const NOBODY = { panel: "", comments: [], selected: "", payload: "[]" };
const pins = cell({ note: "", panel: "", comments: [], selected: null });
const WHOLE = "0-0";
let isListening = false;

const shown = ({ panel, comments, selected }) => ({
  panel,
  comments: comments.map(({ key, place, words, text }) => ({ key, place, words, text })),
  selected: selected?.words ?? "",
  payload: JSON.stringify(comments.map(({ place, text }) => {
    const [starts, ends] = place.split("-").map(Number);
    return { starts, ends, text };
  })),
});
let last = null;
let view = NOBODY;

function read() {
  const state = pins.get();
  if (state !== last) [last, view] = [state, shown(state)];
  return view;
}

// { panel: "", "return", "coach" or "withdraw", comments: [{ key, place, words, text }], selected, payload }
export const usePins = () => useSyncExternalStore(pins.subscribe, read, () => NOBODY);

const keyOf = (note) => keptKey(`return:${note}`);

function keep(state) {
  const { note, comments } = state;
  if (note) {
    if (comments.some(({ text }) => text.trim())) localStorage.setItem(keyOf(note), JSON.stringify(comments));
    else localStorage.removeItem(keyOf(note));
  }
  return state;
}

const change = (facts) => pins.set((state) => keep({ ...state, ...facts(state) }));

// When a note appears (<span data-pins="its key">): what was typed about it and not sent comes back.
export function noteShown() {
  const note = document.querySelector("[data-pins]")?.dataset.pins ?? "";
  if (note === pins.get().note) return;
  let comments = [];
  try {
    comments = JSON.parse(localStorage.getItem(keyOf(note)) ?? "[]");
  } catch {
    // what cannot be read is as good as nothing typed
  }
  pins.set({ note, panel: comments.length ? "return" : "", comments, selected: null });
  listen();
}

// When the comments of a note were taken.
export function forgetPins() {
  const { note } = pins.get();
  localStorage.removeItem(keyOf(note));
  pins.set({ note, panel: "", comments: [], selected: null });
}

export function openPanel(panel) {
  change(({ comments, selected }) =>
    panel === "return" ? { panel, selected: null, comments: comments.length && !selected ? comments : [...comments, made(selected)] } : { panel },
  );
  focusLast();
  // The panel takes half of the screen: what is spoken about comes into the other half.
  setTimeout(() => document.querySelector("[data-note-text]")?.scrollIntoView({ block: "start" }), 0);
}

export const closePanel = () => change(() => ({ panel: "" }));

export function addComment() {
  change(({ comments, selected }) => ({ comments: [...comments, made(selected)], selected: null }));
  focusLast();
}

export const dropComment = (key) => change(({ comments }) => ({ comments: comments.filter((one) => one.key !== key) }));

export const placeComment = (key, place) => changeOne(key, { place });

export const typeComment = (key, text) => changeOne(key, { text });

const changeOne = (key, facts) =>
  change(({ comments }) => ({ comments: comments.map((one) => (one.key === key ? { ...one, ...facts } : one)) }));

let made_ = 0;
const made = (selected) => ({ key: `${Date.now()}-${made_++}`, place: selected?.place ?? WHOLE, words: selected?.words ?? "", text: "" });

const focusLast = () => setTimeout(() => [...document.querySelectorAll("[data-panel] textarea")].at(-1)?.focus(), 0);

// A saved phrase goes behind what stands in the field that was used last.
let used = null;
export function usePhrase(words) {
  const fields = [...document.querySelectorAll("[data-panel] textarea")];
  const field = fields.includes(used) ? used : fields.at(-1);
  if (!field) return;
  const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set;
  set.call(field, field.value ? `${field.value.trimEnd()} ${words}` : words);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

function listen() {
  if (isListening) return;
  isListening = true;
  document.addEventListener("selectionchange", select);
  document.addEventListener("focusin", ({ target }) => {
    if (target.closest?.("[data-panel]") && target.tagName === "TEXTAREA") used = target;
  });
}

function select() {
  const selection = document.getSelection();
  const text = document.querySelector("[data-note-text]");
  if (!selection.rangeCount || !text) return;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return; // a tap on a button is no change of mind
  const found = selection.isCollapsed ? null : chosenIn(text, range);
  pins.set((state) => ({ ...state, selected: found }));
}

// What of `text` the range holds: { place: "starts-ends", words }, or null for nothing but space.
export function chosenIn(text, range) {
  const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let at = 0;
  let starts = null;
  let words = "";
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    if (node.parentElement.closest("del")) continue;
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.length;
    if (range.intersectsNode(node) && to > from) {
      starts ??= at + points(node.data.slice(0, from));
      words += node.data.slice(from, to);
    }
    at += points(node.data);
  }
  const inner = words.trim();
  if (starts === null || !inner) return null;
  starts += points(words.slice(0, words.indexOf(inner)));
  return { place: `${starts}-${starts + points(inner)}`, words: inner };
}

const points = (string) => [...string].length;
