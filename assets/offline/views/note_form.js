// The form in the page. Its inputs hold what is typed (they are uncontrolled); code writes into them only when one
// field follows from another.
import { FIELDS } from "./note_faults.js";
import { readForm } from "./note_fields.js";

export const FORM = "note-form";

export const form = () => document.getElementById(FORM);

/** What the form says now, over what `fields` said. */
export function fieldsNow(fields) {
  const element = form();
  if (!element) return fields;
  return readForm(new FormData(element), (name) => element.elements.namedItem(name) !== null, fields);
}

/** Writes these fields into their inputs: [name, value] of `changes`. */
export function writeForm(changes) {
  const element = form();
  if (!element) return;
  for (const control of element.elements) {
    if (!(control.name in changes)) continue;
    const value = changes[control.name];
    if (control.type === "checkbox") control.checked = Array.isArray(value) ? value.includes(control.value) : Boolean(value);
    else if (control.type === "radio") control.checked = control.value === value;
    else if (control.value !== value) control.value = value ?? "";
  }
}

/** The same after what depends on the new state has been drawn. */
export function writeFormSoon(changes) {
  requestAnimationFrame(() => requestAnimationFrame(() => writeForm(changes)));
}

/** Opens "More", where `name` may be hidden. */
export function openMore() {
  const more = form()?.querySelector("details[data-more]");
  if (more) more.open = true;
}

/** Puts the focus on the first field that has something to mend, opening what hides it. */
export function focusFirst(faults) {
  const name = FIELDS.find((field) => field in faults);
  const control = name === "person" ? document.getElementById("note-person") : form()?.elements.namedItem(name);
  const target = control instanceof RadioNodeList ? control[0] : control;
  if (!target) return;
  for (let up = target.closest("details"); up; up = up.parentElement?.closest("details")) up.open = true;
  target.focus();
  target.scrollIntoView({ block: "center" });
}
