// A family's team: whom to call or text, telling us something, and where each thing told stands.
import { list, shortDay } from "../formats.js";
import { uuid7 } from "../ids.js";
import { record } from "../outbox.js";
import { t, word } from "../text.js";
import { familyOf, familyScreen, underConsent, whoSees } from "./family_child.js";
import { smsHref, telHref } from "./reach.js";
import { submitted } from "./submitted.js";

/** See casepwa/offline/family.py. */
export function familyTeamPage(snapshot, now, { child = "" }) {
  const { bundle, ...family } = familyOf(snapshot, now, child);
  const team = bundle?.team ?? [];
  return {
    ...family,
    team: team.map(teamRow),
    team_count: t("{n} person", { plural: "{n} people", n: team.length }),
    told: (bundle?.messages ?? []).map(toldRow),
    staff: (bundle?.staff ?? []).map((one) => ({ id: one.account_id, words: `${one.name}, ${staffRole(one)}` })),
    notice_hours: bundle?.messages_go_to.length
      ? t("{name}’s team reads this on workdays, 9 to 5.", { name: bundle.messages_go_to[0].split(" ")[0] })
      : t("Your team reads this on workdays, 9 to 5."),
    read_by: goesTo(bundle?.messages_go_to),
    complaints_read_by: goesTo(bundle?.complaints_go_to),
  };
}

// A supervisor leads the team without being in it.
const staffRole = ({ role }) => (role === "supervisor" ? word("role", role) : word("team_role", role));

const goesTo = (names) => (names?.length ? whoSees(names) : t("You and your team can see this."));

const teamRow = (line) => ({
  id: line.id,
  name: line.is_you ? t("You") : line.name,
  role: word("team_role", line.role),
  duty: line.duty ?? "",
  tel: line.phone && !line.is_you ? telHref(line.phone) : "",
  sms: line.phone && !line.is_you ? smsHref(line.phone) : "",
  notice: underConsent(line.label),
});

function toldRow(message) {
  const day = shortDay(message.recorded_at);
  const headings = {
    question: () => t("Question, {day}", { day }),
    thanks: () => t("Thanks, {day}", { day }),
    complaint: () => t("Complaint, {day}", { day }),
  };
  return {
    id: message.id,
    heading: headings[message.kind](),
    text: t("“{words}”", { words: message.text }),
    about: message.about.length ? t("About {names}", { names: list(message.about) }) : "",
    ...whereItStands(message),
    answer: message.answer ?? "",
    answered_by: message.answer && message.answered_by ? t("From {name}", { name: message.answered_by }) : "",
  };
}

// The latest that is true, never more than the server has said.
function whereItStands(message) {
  if (message.resolved_at) return { stage: "answered", status: t("Closed by {name}, {day}", { name: message.resolved_by, day: shortDay(message.resolved_at) }) };
  if (message.answer) return { stage: "answered", status: t("Answered") };
  if (message.acknowledged_at) return { stage: "working", status: t("{name} is on it", { name: message.acknowledged_by }) };
  if (message.read_at) return { stage: "seen", status: t("{name} read it", { name: message.read_by }) };
  if (message.received_at) return { stage: "sent", status: t("Sent. No one has read it yet.") };
  return { stage: "waiting", status: t("Saved on this phone. Not sent yet.") };
}

/** `message.send` from the form, and what is missing: { payload, faults }. */
export function messageOf(form, { messageId, clientId }) {
  const kind = form.get("kind") || "question";
  const text = form.get("text")?.trim() ?? "";
  const about_account_ids = kind === "complaint" ? form.getAll("about") : [];
  const payload = { message_id: messageId, client_id: clientId, kind, text, about_account_ids };
  return { payload, faults: text ? {} : { text: t("Write a few words first.") } };
}

/** The form of **Tell us something**; it names its child itself. */
export const sendMessage = submitted(
  (typed) => {
    const clientId = typed.get("client_id");
    const { payload, faults } = messageOf(typed, { messageId: uuid7(), clientId });
    const keep = (also) => record("message.send", { ...also, client_ids: [clientId], payload });
    return { faults, keep, words: t("Saved on this phone. It goes to the team when you are online.") };
  },
  { at: "text" },
);

export const useFamilyTeam = familyScreen(familyTeamPage);
