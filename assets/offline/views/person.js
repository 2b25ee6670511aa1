// One person: what to do for them, and the record of the last ninety days.
import { useSyncExternalStore } from "react";
import { useLocation } from "react-router";
import { age, list, time } from "../formats.js";
import { useRead } from "../reads.js";
import { t } from "../text.js";
import { nextVisit, sentence, sentences, todayOf, visitDay, zoneOf } from "./facts.js";
import { saidRows } from "./family_inbox.js";
import { olderNotes, olderOf } from "./older_notes.js";
import { aboutRows } from "./person_about.js";
import { noteRows, notesAside } from "./person_notes.js";
import { goalRows, serviceRows, stepRows, teamRows } from "./person_plan.js";
import { visitRows, visitsAside } from "./person_visits.js";
import { whomToReach } from "./reach.js";
import { screen, useClientId } from "./screen.js";
import { stepOwners } from "./steps.js";

/** Everything the page shows; see casepwa/offline/person.py for the shape. `state`: loading, missing or full. */
export function personPage(snapshot, now, { client_id: id, older, part = "" }) {
  const bundle = snapshot.clients.get(id);
  if (!bundle) return { ...NOBODY, state: snapshot.status === "opening" ? "loading" : "missing" };
  const today = todayOf(snapshot, now);
  const zone = zoneOf(snapshot);
  const held = olderOf(older ?? olderNotes.get(), id, snapshot.account);
  const goals = goalRows(bundle, now);
  const steps = stepRows(bundle, { today, now });
  const open = steps.filter((step) => !step.done);
  const team = teamRows(bundle, snapshot.me);
  const services = serviceRows(bundle, today);
  const said = saidRows(bundle, now);
  const news = said.filter((one) => one.is_new).length;
  const { given_name: given } = bundle.header;
  return {
    state: "full",
    id,
    part,
    name: bundle.header.name,
    given_name: given,
    line: lineOf(bundle, now),
    until: bundle._until ? t("You see {name} until {time}", { name: given, time: time(bundle._until) }) : "",
    has_plan: Boolean(bundle.crisis_plan),
    check_in_href: checkInHref(bundle, { today, zone, now }),
    alerts: alertRows(bundle),
    reach: whomToReach(bundle, snapshot.me),
    goals,
    goals_aside: goals.length ? t("{n} active", { n: goals.length }) : t("None yet"),
    steps: open,
    steps_done: steps.filter((step) => step.done),
    steps_aside: open.length ? t("{n} open", { n: open.length }) : t("None open"),
    owners: stepOwners(bundle, snapshot.me),
    step_readers: bundle.share_readers.length
      ? t("{names} can see it at once.", { names: list(bundle.share_readers.map((reader) => reader.name)) })
      : "",
    visits: visitRows(bundle, { now, zone }),
    visits_aside: visitsAside(bundle, { now, zone }),
    team,
    team_aside: t("{n} person", { n: team.length, plural: "{n} people" }),
    services,
    services_aside: services.length ? t("{n} service", { n: services.length, plural: "{n} services" }) : t("None yet"),
    about: aboutRows(bundle),
    notes: noteRows(bundle, held.notes, { now, zone }),
    notes_aside: notesAside(bundle, { now }),
    said,
    said_aside: news ? t("{n} new", { n: news }) : t("{n} said", { n: said.length }),
    older: bundle.has_older_notes && held.more ? (held.state || "more") : "",
    older_error: held.error,
  };
}

const NOBODY = {
  id: "",
  part: "",
  name: "",
  given_name: "",
  line: "",
  until: "",
  has_plan: false,
  check_in_href: "",
  alerts: [],
  reach: [],
  goals: [],
  goals_aside: "",
  steps: [],
  steps_done: [],
  steps_aside: "",
  owners: [],
  step_readers: "",
  visits: [],
  visits_aside: "",
  team: [],
  team_aside: "",
  services: [],
  services_aside: "",
  about: [],
  notes: [],
  notes_aside: "",
  said: [],
  said_aside: "",
  older: "",
  older_error: "",
};

// "12, he/him. Lives with Rosa (mother)"
function lineOf({ header }, now) {
  const years = age(header.birth_date, now);
  const first = [years === null ? "" : String(years), header.pronouns ?? ""].filter(Boolean).join(", ");
  const home = header.lives_with.length ? t("Lives with {names}", { names: list(header.lives_with) }) : "";
  return [first, home].filter(Boolean).join(". ");
}

// The visit that is on or planned for today; without one the visit screen begins an unplanned one.
function checkInHref(bundle, { today, zone, now }) {
  const next = nextVisit(bundle, now, zone);
  const isDue = next && (next.is_open || visitDay(next.visit, zone) === today);
  return isDue ? `/visit/${next.visit.id}` : `/visit/new?client=${bundle.header.id}`;
}

// Severe allergies first, then what a visitor must know. { id, drawing, first, rest }
function alertRows({ about, alerts }) {
  const allergies = about.allergies
    .filter((allergy) => allergy.is_severe)
    .map((allergy) => ({
      id: `allergy-${allergy.substance}`,
      drawing: "shield-alert",
      first: t("{substance} allergy.", { substance: allergy.substance }),
      rest: sentences(allergy.reaction, allergy.what_to_do),
    }));
  const safety = alerts.map((alert) => ({
    id: alert.id,
    drawing: alert.kind === "animal" ? "dog" : "shield-alert",
    first: sentence(alert.title),
    rest: sentence(alert.detail),
  }));
  return [...allergies, ...safety];
}

const useOlder = () => useSyncExternalStore(olderNotes.subscribe, olderNotes.get, olderNotes.get);

// The part of the page that the address names (#services) stands open.
const usePart = () => useLocation().hash.slice(1);

const useShown = screen(personPage, () => ({ ...useClientId(), older: useOlder(), part: usePart() }));

/** The hook of the page; showing a person is a reading of their record. */
export function usePerson() {
  const { client_id } = useClientId();
  useRead("person", client_id);
  return useShown();
}
