// Whom to call or text, and how to reach them safely, said before any number is dialled.
import { t, word } from "../text.js";

const EXTENSION = /\s*(?:x|ext(?:ension|\.)?|#)\s*(\d{1,6})\s*$/i;
const FEWEST_DIGITS = 7; // before an extension: "#77" is a number of its own
const dialled = (phone) => phone.replace(/[^\d+*#]/g, "");

function parted(phone) {
  const found = EXTENSION.exec(phone);
  const number = phone.slice(0, found?.index);
  return found && number.replace(/\D/g, "").length >= FEWEST_DIGITS ? [number, `,${found[1]}`] : [phone, ""];
}

// The extension after a pause: a comma.
export function telHref(phone) {
  const [number, extension] = parted(phone);
  return `tel:${dialled(number)}${extension}`;
}

// Nobody can text an extension.
export const smsHref = (phone) => `sms:${dialled(parted(phone)[0])}`;

/**
 * People of one bundle who can be reached, those at home first, those who must not be called last. A number that
 * must not be dialled never leaves this function.
 *
 * Rows { id, name, relation, lines: [{ id, words, drawing, tone }], tel, sms }; `tel` and `sms` are "" where that way
 * is not allowed or there is no number.
 */
export function whomToReach(bundle, me) {
  const contacts = bundle.contacts.map(contactRow);
  const known = new Set(bundle.contacts.map(({ name }) => name));
  const team = bundle.team
    .filter((line) => line.phone && line.account_id !== me?.account_id && !known.has(line.name))
    .map(teamRow);
  const rank = (row) => (row.tel || row.sms ? (row.is_home ? 0 : 1) : 2);
  return [...contacts, ...team].sort((a, b) => rank(a) - rank(b));
}

function contactRow(contact) {
  const { phone, safe_to_call: call, safe_to_text: text } = contact;
  const lines = [];
  const say = (id, words, drawing, tone) => lines.push({ id, words, drawing, tone });
  if (!call && !text) {
    const order = contact.protective_order;
    say("no", order ? t("Do not call: {order}", { order }) : t("Do not call or text"), "phone-off", "attn");
  } else {
    say("safe", safeWords(contact), "circle-check", "ok");
    if (contact.best_hours) say("hours", t("Best: {hours}", { hours: contact.best_hours }), "clock", "plain");
    if (!call) say("call", t("Do not call"), "phone-off", "attn");
    if (!text) say("text", t("Do not text"), "phone-off", "attn");
    if (call && !contact.safe_to_leave_message) say("message", t("Leave no message"), "voicemail", "attn");
    if (contact.protective_order) say("order", contact.protective_order, "shield-alert", "attn");
    if (contact.name_to_use) say("name", t("Name to use: {name}", { name: contact.name_to_use }), "user", "plain");
    if (contact.language && contact.language !== "English") {
      say("language", t("Speaks {language}", { language: contact.language }), "languages", "plain");
    }
  }
  if (contact.reach_note) say("note", contact.reach_note, "info", "plain");
  if (!phone) say("phone", t("No number here"), "phone-off", "plain");
  return {
    id: contact.id,
    name: contact.name,
    relation: contact.relation,
    is_home: contact.lives_with,
    lines,
    tel: phone && call ? telHref(phone) : "",
    sms: phone && text ? smsHref(phone) : "",
  };
}

function safeWords({ safe_to_call: call, safe_to_text: text }) {
  if (call && text) return t("Safe to call and text");
  return call ? t("Safe to call") : t("Safe to text");
}


function teamRow(line) {
  const heard = line.may_hear
    ? []
    : [{ id: "hear", words: t("Listen only: no release allows telling them anything"), drawing: "ban", tone: "attn" }];
  return {
    id: line.id,
    name: line.name,
    relation: word("team_role", line.role),
    is_home: false,
    lines: heard,
    tel: telHref(line.phone),
    sms: smsHref(line.phone),
  };
}
