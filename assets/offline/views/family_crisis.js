// What a family was given of a crisis plan, in the order of the staff's own; from this phone alone.
import { fullDay } from "../formats.js";
import { t } from "../text.js";
import { NOTHING_TO_TELL, askFor, callRow, lines, placeRow, reviewWords, sinceWords, stepLevels, whatHelps } from "./crisis_plan.js";
import { sentence, todayOf } from "./facts.js";
import { familyOf, familyScreen, underConsent, whoSees } from "./family_child.js";
import { telHref } from "./reach.js";

const BLANK = {
  calls: [],
  own: [],
  people_and_places: [],
  family_and_friends: [],
  never_do: [],
  steps: [],
  warning_signs: [],
  triggers: [],
  making_safer: [],
  medications: [],
  safe_places: [],
  allergies: [],
};

/** See casepwa/offline/family_crisis.py. `state`: as familyOf says, and none (no plan was shared). */
export function familyPlanPage(snapshot, now, { child = "" }) {
  const { bundle, ...family } = familyOf(snapshot, now, child);
  const given = bundle?.crisis_plan ?? null;
  const plan = { ...BLANK, ...given };
  const [first, ...others] = plan.calls;
  return {
    ...family,
    state: family.state === "full" && !given ? "none" : family.state,
    first_call: first ? [callRow(first, 0)] : [],
    more_calls: others.map((call, i) => callRow(call, i + 1)),
    tell: given ? tellThem(plan) : NOTHING_TO_TELL,
    ...whatHelps(plan),
    never: lines(plan.never_do),
    steps: stepLevels(plan.steps),
    signs: lines([...plan.warning_signs, ...plan.triggers]),
    safer: lines(plan.making_safer),
    over: lines(plan.over_looks_like ? plan.over_looks_like.split("\n").filter(Boolean) : []),
    medications: lines(plan.medications),
    places: plan.safe_places.map(placeRow),
    version: given
      ? t("Version {version}, from {day}, by {name}.", { version: plan.version, day: fullDay(plan.published_at), name: plan.published_by })
      : "",
    since: bundle ? t("On this phone since {when}", { when: sinceWords(bundle._given_at, snapshot, now) }) : "",
    since_iso: bundle?._given_at ?? "",
    review: given ? reviewWords(plan, todayOf(snapshot, now)) : "",
    readers: given ? whoSees(plan.readers) : "",
    notice: underConsent(given?.label),
  };
}

// Where they are now only the caller knows: an address of the record is never in a family's copy.
function tellThem(plan) {
  const allergies = plan.allergies.map(({ substance, what_to_do: act }) =>
    [t("{substance} allergy.", { substance }), sentence(act)].filter(Boolean).join(" "),
  );
  return {
    who: plan.age === null ? `${plan.name}.` : t("{name}, {age}.", { name: plan.name, age: plan.age }),
    where_label: "",
    where: t("Say where you are now."),
    ask_for: askFor(plan.ask_for),
    how: sentence(plan.how_to_communicate) ?? "",
    allergies: allergies.join(" "),
    weapons: plan.weapons ? t("Weapons: {what}", { what: sentence(plan.weapons) }) : t("Weapons: not known."),
    dispatch: plan.dispatch_phone ?? "",
    dispatch_tel: plan.dispatch_phone ? telHref(plan.dispatch_phone) : "",
  };
}

/** The browser's own print window; the page's print style makes it one sheet. */
export const printPlan = () => globalThis.print();

export const useFamilyPlan = familyScreen(familyPlanPage);
