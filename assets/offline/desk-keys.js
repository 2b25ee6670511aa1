// Single keys at a desk list: J and K go to the next and the previous row; A and R press what is marked with
// data-key, and are there only when the person has switched them on ([data-keys="on"]). They do nothing until the note
// that was asked for is open: what stands on the screen before that is the one that was left.
let isListening = false;
let wanted = null; // the note that a row, or the way back, asked for last

export function listenForKeys() {
  if (isListening) return;
  isListening = true;
  document.addEventListener("keydown", pressed);
  document.addEventListener("click", asked, { capture: true });
  addEventListener("popstate", () => (wanted = new URLSearchParams(location.search).get("note")));
}

function asked(event) {
  const row = event.target.closest?.("a[data-row]");
  if (row && !event.ctrlKey && !event.metaKey && !event.shiftKey) wanted = row.dataset.row;
}

const isOpen = () =>
  wanted === null || wanted === document.querySelector("[data-note-text]")?.dataset.noteText.split(".")[0];

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return;
  const key = event.key.toLowerCase();
  if (key === "j") move(1);
  else if (key === "k") move(-1);
  else if ((key === "a" || key === "r") && document.querySelector('[data-keys="on"]')) {
    if (isOpen()) document.querySelector(`[data-key="${key}"]`)?.click();
  } else return;
  event.preventDefault();
}

const isTyping = (target) => Boolean(target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], dialog[open]"));

function move(step) {
  const rows = [...document.querySelectorAll("a[data-row]")];
  if (!rows.length) return;
  const at = rows.findIndex((row) => row.getAttribute("aria-current") === "true");
  const next = rows[at === -1 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1)];
  next.focus();
  next.click();
  next.scrollIntoView({ block: "nearest" });
}
