// Rows of a form on a server-driven screen: shown one more, moved, emptied, before anything is sent.
//
// A row is [data-row] inside [data-rows]; only what its fields say moves, the elements stay where React put them.
// Each change says "input", so that kept-text.js writes it down.
const rowsOf = (row) => [...row.closest("[data-rows]").querySelectorAll("[data-row]")];
const fieldsOf = (row) => [...row.querySelectorAll("input, select, textarea")];
const isBox = (field) => field.type === "checkbox";
const valueOf = (field) => (isBox(field) ? field.checked : field.value);

function put(field, value) {
  if (isBox(field)) field.checked = value;
  else field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function swap(event, by) {
  const row = event.currentTarget.closest("[data-row]");
  const shown = rowsOf(row).filter((one) => !one.hidden);
  const other = shown[shown.indexOf(row) + by];
  if (!other) return;
  const [here, there] = [fieldsOf(row), fieldsOf(other)];
  const said = here.map(valueOf);
  here.forEach((field, index) => put(field, valueOf(there[index])));
  there.forEach((field, index) => put(field, said[index]));
  // The same button of the row it went to, so that it can be pressed again.
  other.querySelector(`[data-move="${by}"]`)?.focus();
}

export const moveUp = (event) => swap(event, -1);
export const moveDown = (event) => swap(event, 1);

/** Empty a row: what is empty is left out when the form is sent. */
export function emptyRow(event) {
  const [first, ...others] = fieldsOf(event.currentTarget.closest("[data-row]"));
  for (const field of [first, ...others]) put(field, isBox(field) ? false : field.tagName === "SELECT" ? field.options[0].value : "");
  first.focus();
}

/** Show the next row that waits, and go to it. */
export function addRow(event) {
  const spare = event.currentTarget.closest("[data-rows]").querySelector("[data-row][hidden]");
  if (!spare) return;
  spare.hidden = false;
  fieldsOf(spare)[0].focus();
}

/** A row that holds something is never hidden: after text that was kept is filled in again. */
export function showFilled() {
  for (const row of document.querySelectorAll("[data-row][hidden]")) {
    if (fieldsOf(row).some((field) => field.tagName !== "SELECT" && !isBox(field) && field.value)) row.hidden = false;
  }
}
