// People: the caseload, found as one types. Rows are made only for what is shown: 200 people cost no more than 20.
import { useEffect, useSyncExternalStore } from "react";
import { age, number } from "../formats.js";
import { t } from "../text.js";
import { cell } from "./cached.js";
import { chipsOf, listState, todayOf, visitDay, whenLine, zoneOf } from "./facts.js";
import { screen } from "./screen.js";
import { answers } from "./search.js";

const PAGE = 20;

/** { state, line, found, today, everyone, more }: `today` is empty while a query stands. */
export function peopleOf(snapshot, now, { query = "", shown = PAGE } = {}) {
  const zone = zoneOf(snapshot);
  const state = listState(snapshot, now);
  const isSearch = query.trim() !== "";
  const found = [];
  for (const bundle of snapshot.clients.values()) {
    const answer = isSearch ? answers(bundle, query) : { by: "name" };
    if (answer) found.push({ bundle, answer });
  }
  found.sort(byName);
  const day = todayOf(snapshot, now);
  const isToday = ({ bundle }) => bundle.visits.some((visit) => visit.is_mine && visit.status !== "cancelled" && visitDay(visit, zone) === day);
  const today = isSearch ? [] : found.filter(isToday).sort((a, b) => firstStart(a, day, zone).localeCompare(firstStart(b, day, zone)));
  const everyone = isSearch ? found : found.filter((one) => !isToday(one));
  const row = ({ bundle, answer }) => rowOf(bundle, answer, { now, zone, drafts: snapshot.drafts });
  return {
    state: state === "full" && isSearch && !found.length ? "none" : state,
    line: state === "full" ? t("{n} person on your caseload", { n: snapshot.clients.size, plural: "{n} on your caseload" }) : "",
    may_take_in: Boolean(snapshot.me?.roles?.includes("care_coordinator")),
    query,
    is_search: isSearch,
    found: t("{n} found", { n: found.length }),
    today: today.map(row),
    today_count: number(today.length),
    everyone: everyone.slice(0, shown).map(row),
    more: everyone.length > shown ? t("Show {n} more", { n: everyone.length - shown }) : "",
  };
}

const collator = new Intl.Collator(undefined, { sensitivity: "base" });
// Names first, then what was found elsewhere; each A to Z.
export function byName(a, b) {
  const first = (one) => (one.answer.by === "name" ? 0 : 1);
  return first(a) - first(b) || collator.compare(a.bundle.header.name, b.bundle.header.name);
}

// When the next visit of today begins; those already seen come after everyone who is still to be seen.
function firstStart({ bundle }, day, zone) {
  const todays = bundle.visits.filter((visit) => visit.is_mine && visitDay(visit, zone) === day);
  const ahead = todays.filter((visit) => ["planned", "checked_in"].includes(visit.status));
  const starts = (ahead.length ? ahead : todays).map((visit) => visit.planned_start).sort();
  return `${ahead.length ? 0 : 1}${starts[0] ?? ""}`;
}

function rowOf(bundle, answer, { now, zone, drafts }) {
  const { id, name, birth_date } = bundle.header;
  const years = age(birth_date, now);
  return {
    id,
    href: `/people/${id}`,
    name,
    age: years === null ? "" : String(years),
    line: whenLine(bundle, now, zone),
    why: answer.by === "name" ? "" : answer.text,
    chips: chipsOf(bundle, { now, zone, drafts }),
  };
}

// What is typed stays while the app is open: coming back from a person shows the same list.
const FIRST = { query: "", shown: PAGE };
const typed = cell(FIRST);

export const searchPeople = (query) => typed.set({ query, shown: PAGE });
export const showMorePeople = () => typed.set((now) => ({ ...now, shown: now.shown + 2 * PAGE }));

export const usePeople = screen(peopleOf, () => useSyncExternalStore(typed.subscribe, typed.get, () => FIRST));

const AHEAD = { rootMargin: "0px 0px 800px" };

/** "Show 161 more": pressed by hand, or by coming near while scrolling. */
export function useMorePeople() {
  const { more } = usePeople();
  useEffect(() => {
    const button = document.getElementById("more-people");
    if (!button || typeof IntersectionObserver === "undefined") return undefined;
    const near = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && showMorePeople(), AHEAD);
    near.observe(button);
    return () => near.disconnect();
  }, [more]);
  return more;
}
