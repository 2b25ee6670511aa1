// Finding people by what a worker remembers: a name, a number, a street, words of a goal. In memory, over the open
// snapshot; what can be found of a person is worked out once for each bundle.

import { plain } from "./person_search.js";

const digits = (text) => text.replace(/\D/g, "");
const PHONE_LIKE = /^[\d\s()+.-]{3,}$/;
const known = new WeakMap();

function findable(bundle) {
  if (!known.has(bundle)) {
    const { header, contacts, team, goals } = bundle;
    const phones = [...contacts, ...team].map(({ phone }) => phone).filter(Boolean);
    known.set(bundle, {
      name: words(header.name),
      fields: [
        ["address", header.address ?? ""],
        ...goals.map((goal) => ["goal", goal.words]),
        ...contacts.map((contact) => ["contact", contact.name]),
      ].map(([kind, text]) => ({ kind, text, words: words(text) })),
      phones: phones.map((phone) => ({ phone, digits: digits(phone) })),
    });
  }
  return known.get(bundle);
}

const TOGETHER = 20;

/** Functions to call, each of which works out what can be found of a few of the `count` people that `bundles()` gives then. */
export function warmSearch(count, bundles) {
  const starts = Array.from({ length: Math.ceil(count / TOGETHER) }, (_, i) => i * TOGETHER);
  return starts.map((start) => () => [...bundles()].slice(start, start + TOGETHER).forEach(findable));
}

const words = (text) => plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
const begins = (list, part) => list.some((word) => word.startsWith(part));

/**
 * How this person answers the query: null when not at all, { by: "name" }, or { by: "address" | "goal" | "contact" |
 * "phone", text } with what was found. Every word of the query must begin a word somewhere.
 */
export function answers(bundle, query) {
  const wanted = words(query);
  if (!wanted.length) return { by: "name" };
  const { name, fields, phones } = findable(bundle);
  if (wanted.every((part) => begins(name, part))) return { by: "name" };
  if (PHONE_LIKE.test(query.trim())) {
    const found = phones.find((one) => one.digits.includes(digits(query)));
    if (found) return { by: "phone", text: found.phone };
  }
  const inFields = new Set();
  for (const part of wanted) {
    if (begins(name, part)) continue;
    const field = fields.find((one) => begins(one.words, part));
    if (!field) return null;
    inFields.add(field);
  }
  const [first] = inFields;
  return { by: first.kind, text: first.text };
}
