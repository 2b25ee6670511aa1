// Text that is being typed on a server-driven screen: kept in this browser, by person and record, until it is sent.
//
// <form data-keep="settle:ID">: every named field in it is written down as it is typed, and filled in again after a
// reload, a lost session or a crash. `kept()` fills in when the form appears, `forgetIn()` throws away when it is done.
// A form with data-keep-over had words to begin with: what was typed stands in their place. A field with data-unkept
// is answered anew each time.
import { showFilled } from "./form-rows.js";

const START = "typed:";
let whose = "";
let isListening = false;

export function keepWhose(account) {
  whose = account;
  if (isListening) return;
  isListening = true;
  document.addEventListener("input", ({ target }) => write(target));
  for (const form of document.querySelectorAll("form[data-keep]")) fill(form);
}

export const keptKey = (name) => `${START}${whose}:${name}`;
const keyOf = (form) => keptKey(form.dataset.keep);
const isUnkept = (field) => field.dataset?.unkept !== undefined;

function write(target) {
  const form = target.closest?.("form[data-keep]");
  if (!form || !whose || !target.name || isUnkept(target)) return;
  const said = { ...read(form), [target.name]: target.type === "checkbox" ? String(target.checked) : target.value };
  localStorage.setItem(keyOf(form), JSON.stringify(said));
}

function read(form) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(form)) ?? "{}");
  } catch {
    return {};
  }
}

function fill(form) {
  const isOver = form.dataset.keepOver !== undefined;
  const said = Object.entries(read(form));
  for (const [name, value] of said) {
    const field = form.elements.namedItem(name);
    if (!field || field.type === "hidden" || isUnkept(field)) continue;
    if (field.type === "checkbox") field.checked = value === "true";
    else if (isOver || !field.value) field.value = value;
  }
  showFilled();
  if (isOver && said.length) form.querySelector("[data-kept-note]")?.removeAttribute("hidden");
}

/** Throw away what was typed into this form and not sent, and begin from what the server has. */
export function throwAway(event) {
  localStorage.removeItem(keyOf(event.currentTarget.closest("form[data-keep]")));
  location.reload();
}

// When such a form appears.
export function kept() {
  if (!whose) return;
  for (const form of document.querySelectorAll("form[data-keep]")) fill(form);
}

// When what was typed has been taken: the page shows <... data-forget="the form's data-keep">.
export function forgetIn() {
  for (const { dataset } of document.querySelectorAll("[data-forget]")) {
    localStorage.removeItem(`${START}${whose}:${dataset.forget}`);
  }
}
