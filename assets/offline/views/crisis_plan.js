// A crisis plan as it is read aloud, from this phone alone: nothing here waits for anything.
import { daysBetween } from "../clock.js";
import { age, exact, fullDay, list, shortDay, time } from "../formats.js";
import { useRead } from "../reads.js";
import { t, word } from "../text.js";
import { placeOf, sentence, todayOf, visitDay, zoneOf } from "./facts.js";
import { telHref } from "./reach.js";
import { screen, useClientId } from "./screen.js";

const LEVELS = ["early", "rising", "crisis"];
const BLANK = { calls: [], what_helps: {}, never_do: [], steps: [], warning_signs: [], triggers: [], making_safer: [], medications: [], safe_places: [] };

/** Everything the page shows; see casepwa/offline/crisis_plan.py. `state`: loading, missing, none or full. */
export function planPage(snapshot, now, { client_id: id }) {
  const bundle = snapshot.clients.get(id);
  const plan = bundle?.crisis_plan;
  const state = bundle ? (plan ? "full" : "none") : snapshot.status === "opening" ? "loading" : "missing";
  const content = { ...BLANK, ...plan?.content };
  const [first, ...others] = content.calls;
  return {
    state,
    id: id ?? "",
    name: bundle?.header.name ?? "",
    given_name: bundle?.header.given_name ?? "",
    first_call: first ? [callRow(first, 0)] : [],
    more_calls: others.map((call, i) => callRow(call, i + 1)),
    tell: bundle ? tellThem(bundle, content.tell_them ?? {}, { snapshot, now }) : NOTHING_TO_TELL,
    ...whatHelps(content.what_helps),
    never: lines(content.never_do),
    steps: stepLevels(content.steps),
    signs: lines([...content.warning_signs, ...content.triggers]),
    safer: lines(content.making_safer),
    over: lines(content.over_looks_like ? content.over_looks_like.split("\n").filter(Boolean) : []),
    medications: lines(content.medications),
    places: content.safe_places.map(placeRow),
    version: plan ? versionWords(plan) : "",
    since: bundle ? t("On this phone since {when}", { when: sinceWords(bundle._given_at, snapshot, now) }) : "",
    since_iso: bundle?._given_at ?? "",
    review: plan ? reviewWords(plan, todayOf(snapshot, now)) : "",
    review_is_over: Boolean(plan?.review_due_on && plan.review_due_on < todayOf(snapshot, now)),
    about_version: plan?.version ?? 0,
    may_edit: Boolean(bundle && snapshot.me?.roles?.includes("care_coordinator")),
    note_href: `/note?client=${id}&purpose=crisis`,
  };
}

// The first three stand on the first screen; whatever more there is follows by its own heading, nothing twice.
const FIRST_HELPS = 3;

export function whatHelps({ own = [], people_and_places: places = [], family_and_friends: family = [] }) {
  const all = [...own, ...places, ...family];
  const rest = (list, from) => lines(list.slice(Math.max(0, FIRST_HELPS - from)));
  const groups = [
    { id: "own", title: t("On their own"), lines: rest(own, 0) },
    { id: "places", title: t("People and places"), lines: rest(places, own.length) },
    { id: "family", title: t("Family and friends"), lines: rest(family, own.length + places.length) },
  ];
  const left = all.length - FIRST_HELPS;
  return {
    helps: lines(all.slice(0, FIRST_HELPS)),
    more_helps: groups.filter((group) => group.lines.length),
    more_helps_words: left > 0 ? t("{n} more below", { n: left }) : "",
  };
}

export const placeRow = (place, i) => ({
  id: String(i),
  words: [place.name, place.address].filter(Boolean).join(", "),
  phone: place.phone ?? "",
  tel: place.phone ? telHref(place.phone) : "",
});

export const lines = (all) => all.map((words, i) => ({ id: String(i), words }));

export const callRow = (call, i) => ({
  id: String(i),
  label: call.label,
  who: call.who ?? "",
  phone: call.phone,
  tel: telHref(call.phone),
});

export const NOTHING_TO_TELL = { who: "", where: "", where_label: "", ask_for: "", how: "", allergies: "", weapons: "", dispatch: "", dispatch_tel: "" };

// What a dispatcher asks first: who, where we are now; then how to speak, what is dangerous.
function tellThem({ header, about, visits }, tell, { snapshot, now }) {
  const years = age(header.birth_date, now);
  const where = whereNow({ header, visits }, { snapshot, now });
  const allergies = about.allergies.map((one) => t("{substance} allergy.", { substance: one.substance }));
  const languages = about.languages.length > 1 || about.languages[0] !== "English" ? t("Speaks {languages}.", { languages: list(about.languages) }) : "";
  return {
    who: years === null ? `${header.name}.` : t("{name}, {age}.", { name: header.name, age: years }),
    ...where,
    ask_for: askFor(tell.ask_for),
    how: [sentence(tell.how_to_communicate), languages].filter(Boolean).join(" "),
    allergies: allergies.join(" "),
    weapons: tell.weapons ? t("Weapons: {what}", { what: sentence(tell.weapons) }) : t("Weapons: not known."),
    dispatch: tell.dispatch_phone ?? "",
    dispatch_tel: tell.dispatch_phone ? telHref(tell.dispatch_phone) : "",
  };
}

// Plans say whom to ask for ("a crisis-trained officer") or the whole sentence.
export function askFor(words) {
  if (!words) return t("Please send a crisis-trained officer.");
  return /^(an?|the) /i.test(words) ? t("Please send {who}.", { who: words.replace(/[.\s]+$/, "") }) : sentence(words);
}

/**
 * Where we are now: the place of the visit that is on, or of today's visit at its hour; else the address that is known,
 * said to be that. A hidden place is never written here: who calls must say it.
 */
function whereNow({ header, visits }, { snapshot, now }) {
  const zone = zoneOf(snapshot);
  const today = todayOf(snapshot, now);
  const here = visits.find((visit) => visit.is_mine && visit.status === "checked_in");
  const due = visits.find((visit) => visit.is_mine && visit.status === "planned" && visitDay(visit, zone) === today && isAbout(visit, now));
  const visit = here ?? due;
  if (visit ? visit.is_confidential : header.is_confidential) return { where_label: "", where: t("Say where you are: this place is kept hidden.") };
  if (visit?.address) return { where_label: t("Now at"), where: sentence(visit.address) };
  if (visit) return { where_label: t("Now at"), where: sentence(placeOf(visit)) };
  return header.address ? { where_label: t("Home:"), where: sentence(header.address) } : { where_label: "", where: t("Say where you are now.") };
}

const AROUND = 30 * 60_000;
const isAbout = (visit, now) => Date.parse(visit.planned_start) - AROUND <= now && now <= Date.parse(visit.planned_end) + AROUND;

export function stepLevels(steps) {
  return LEVELS.map((level, i) => ({
    id: level,
    number: String(i + 1),
    title: word("plan_level", level),
    steps: steps
      .filter((step) => step.level === level)
      .map((step, n) => ({ id: String(n), who: step.who ? t("{who}:", { who: step.who }) : "", what: step.what, tel: step.phone ? telHref(step.phone) : "", phone: step.phone ?? "" })),
  })).filter(({ steps: some }) => some.length);
}

const versionWords = (plan) =>
  t("Version {version}. Published {day} by {name}, written by {author}.", {
    version: plan.version,
    day: fullDay(plan.published_at),
    name: plan.published_by,
    author: plan.author,
  });

export function sinceWords(moment, snapshot, now) {
  const zone = zoneOf(snapshot);
  return visitDay({ planned_start: moment }, zone) === todayOf(snapshot, now) ? time(moment) : exact(moment);
}

export function reviewWords({ review_due_on: due }, today) {
  if (!due) return "";
  const over = daysBetween(due, today);
  if (over <= 0) return t("Review due {day}.", { day: fullDay(due) });
  return t("Review is {n} day over. It was due {day}. This plan still holds until it is replaced.", {
    plural: "Review is {n} days over. It was due {day}. This plan still holds until it is replaced.",
    n: over,
    day: shortDay(due),
  });
}

const useShown = screen(planPage, useClientId);

/** The hook of the page; opening a plan is a reading of the record, also with no network. */
export function useCrisisPlan() {
  const { client_id } = useClientId();
  useRead("crisis_plan", client_id);
  return useShown();
}
