// Crisis: the people with a visit today first, anyone found by name; each row opens the plan itself.
import { useSyncExternalStore } from "react";
import { age, shortDay } from "../formats.js";
import { t } from "../text.js";
import { cell } from "./cached.js";
import { listState, todayOf, visitDay, zoneOf } from "./facts.js";
import { byName } from "./people.js";
import { screen } from "./screen.js";
import { answers } from "./search.js";

/** { state, is_search, today, everyone } of rows { id, href, name, age, line, has_plan }. */
export function crisisPage(snapshot, now, { query = "" }) {
  const zone = zoneOf(snapshot);
  const day = todayOf(snapshot, now);
  const isSearch = query.trim() !== "";
  const found = [];
  for (const bundle of snapshot.clients.values()) {
    const answer = isSearch ? answers(bundle, query) : { by: "name" };
    if (answer) found.push({ bundle, answer });
  }
  found.sort(byName);
  const isToday = ({ bundle }) => bundle.visits.some((visit) => visit.is_mine && visitDay(visit, zone) === day);
  const row = ({ bundle }) => planRow(bundle, now);
  const state = listState(snapshot, now);
  return {
    state: state === "full" && !found.length ? "none" : state,
    query,
    is_search: isSearch,
    today: isSearch ? [] : found.filter(isToday).map(row),
    everyone: (isSearch ? found : found.filter((one) => !isToday(one))).map(row),
  };
}

function planRow({ header, crisis_plan: plan }, now) {
  const years = age(header.birth_date, now);
  return {
    id: header.id,
    href: `/people/${header.id}/crisis`,
    name: header.name,
    age: years === null ? "" : String(years),
    line: plan ? t("Plan from {day}", { day: shortDay(plan.published_at) }) : t("No plan yet"),
    has_plan: Boolean(plan),
  };
}

const typed = cell({ query: "" });
export const searchPlans = (query) => typed.set({ query });

const empty = { query: "" };
export const useCrisis = screen(crisisPage, () => useSyncExternalStore(typed.subscribe, typed.get, () => empty));
