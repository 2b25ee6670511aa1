// The submit of a form that records something: once, however often its button is tapped.
import { errorText } from "../text.js";
import { sayFaults } from "./form_faults.js";
import { draftSent, draftToDrop } from "./kept_forms.js";
import { closeSheet, finishSheet } from "./sheets.js";
import { toast } from "./toasts.js";

const SECOND_TAP_MS = 600; // of two taps the second may come when the first is done and the form is empty
const busy = new WeakSet();

/**
 * A form's handler. `say(typed, form)` reads its FormData: { faults: words by field, keep: records it, words: for the toast },
 * or null when what the form is about is not here any more, which closes its sheet. keep({ dropDraft }) ends the form's draft with
 * the command. What this phone could not keep is said at the field `at` ("kept": above the buttons) and stays typed; keep()
 * resolves to false when it has said so itself.
 */
export const submitted = (say, { at = "kept" } = {}) =>
  async function submit(_, event) {
    event.preventDefault();
    const form = event.target;
    if (busy.has(form)) return;
    const said = say(new FormData(form), form);
    if (!said) return void closeSheet();
    if (sayFaults(form, said.faults)) return;
    busy.add(form);
    if (await isKept(form, at, said)) {
      setTimeout(() => busy.delete(form), SECOND_TAP_MS);
      draftSent(form);
      finishSheet(form);
      toast(said.words);
    } else busy.delete(form);
  };

/** What this phone could not keep, said where it is seen: a toast stands behind an open sheet. */
export function sayNotKept(error) {
  const form = document.querySelector("dialog[open] form");
  if (form) sayFaults(form, { kept: errorText(error.id) });
  else toast(errorText(error.id));
}

async function isKept(form, at, { keep }) {
  try {
    return (await keep({ dropDraft: await draftToDrop(form) })) !== false;
  } catch (error) {
    sayFaults(form, { [at]: errorText(error.id) });
    return false;
  }
}
