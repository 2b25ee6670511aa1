// A reviewer's comments on a returned note, at the words they are about, as those stand in the text being mended.

/** Where `quote` stands in `text` nearest to `starts`; -1 when its words have changed. `starts` counts code points. */
export function findAgain(text, quote, starts) {
  const from = [...text].slice(0, starts).join("").length;
  let best = -1;
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) {
    if (best === -1 || Math.abs(at - from) < Math.abs(best - from)) best = at;
  }
  return best;
}

/** { id, quote, text, starts, state }: whole (about the note), here, or changed. */
export function commentRow({ starts, quote, text }, i, typed) {
  const state = !quote ? "whole" : findAgain(typed ?? "", quote, starts) === -1 ? "changed" : "here";
  return { id: String(i), quote, text, starts, state };
}

/** Takes the author to the words: they are selected in the field where they are mended. */
export function showWords(quote, starts) {
  const field = document.getElementById("note-text");
  const at = findAgain(field?.value ?? "", quote, starts);
  if (!field || at === -1) return;
  field.focus();
  field.setSelectionRange(at, at + quote.length);
  field.scrollIntoView({ block: "center" });
}
