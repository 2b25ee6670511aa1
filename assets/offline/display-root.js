// What a text size means on the page: used before first paint (boot.js) and on change (display.js).
export const DEFAULT_TEXT_SIZE = "100";

/** Put `value` (100, 125, 150 or 200, as text) on `root`; 100 is the style sheet's own size. */
export function showTextSize(root, value) {
  if (!value || value === DEFAULT_TEXT_SIZE) root.removeAttribute("data-text");
  else root.setAttribute("data-text", value);
}
