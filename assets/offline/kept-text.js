// Text that is being typed on a server-driven screen: kept in this browser, by person and record, until it is sent.
//
// <form data-keep="settle:ID">: every named field in it is written down as it is typed, and filled in again after a
// reload, a lost session or a crash. `kept()` fills in when the form appears, `forgetIn()` throws away when it is done.
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

const keyOf = (form) => `${START}${whose}:${form.dataset.keep}`;

function write(target) {
  const form = target.closest?.("form[data-keep]");
  if (!form || !whose || !target.name) return;
  const said = { ...read(form), [target.name]: target.value };
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
  for (const [name, value] of Object.entries(read(form))) {
    const field = form.elements.namedItem(name);
    if (field && field.type !== "hidden" && !field.value) field.value = value;
  }
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
