// Draws what a compiled page returns, once, as plain elements.
import { Fragment } from "./react.js";

const SVG = "http://www.w3.org/2000/svg";
const NAMES = { className: "class", htmlFor: "for", strokeWidth: "stroke-width", strokeLinecap: "stroke-linecap", strokeLinejoin: "stroke-linejoin" };
// Dialogs are opened, and the page is named, by React when it is there.
const NOT_YET = new Set(["dialog", "title", "meta"]);

/** Appends `node` (what jsx() made, words, a number, lists of these) to `parent`. */
export function draw(node, parent, space) {
  if (node === null || node === undefined || typeof node === "boolean") return;
  if (Array.isArray(node)) for (const one of node) draw(one, parent, space);
  else if (typeof node === "object") drawOne(node, parent, space);
  else parent.append(String(node));
}

function drawOne({ type, props, children }, parent, space) {
  const inside = children.length > 1 ? children : (children[0] ?? props?.children);
  if (type === Fragment) return draw(inside, parent, space);
  if (typeof type === "function") return draw(type({ ...props, children: inside }), parent, space);
  if (NOT_YET.has(type)) return;
  const own = type === "svg" ? SVG : space;
  const element = own ? document.createElementNS(own, type) : document.createElement(type);
  for (const [name, value] of Object.entries(props ?? {})) set(element, name, value);
  draw(inside, element, own);
  parent.append(element);
}

function set(element, name, value) {
  if (value === null || value === undefined || typeof value === "function" || ["children", "key", "ref"].includes(name)) return;
  const said = /^(aria|data)-/.test(name);
  if (value === false && !said) return;
  element.setAttribute(NAMES[name] ?? name, value === true && !said ? "" : String(value));
}
