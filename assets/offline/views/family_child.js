// Which child a family screen is about: with two children the one chosen at the top, else the only one.
import { useSyncExternalStore } from "react";
import { fullDay, list } from "../formats.js";
import { isPreview } from "../preview.js";
import { isFamily } from "../strayed.js";
import { t } from "../text.js";
import { cell } from "./cached.js";
import { listState } from "./facts.js";
import { screen } from "./screen.js";

const KEY = "family-child"; // an id alone; it goes with the tab, and with Leave quickly

const chosen = cell("");
const remembered = () => chosen.get() || (globalThis.sessionStorage?.getItem(KEY) ?? "");

/** The select at the top: shows another child on every family screen. */
export function chooseChild(id) {
  if (!isPreview()) globalThis.sessionStorage?.setItem(KEY, id);
  chosen.set(id);
}

const byName = (a, b) => a.header.name.localeCompare(b.header.name);

/**
 * { state, child, name, is_you, children, bundle }. `state`: loading, error, empty (nothing is shared) or full. `bundle`
 * is null unless full.
 */
export function familyOf(snapshot, now, child = "") {
  const bundles = [...snapshot.clients.values()].filter(isFamily).sort(byName);
  const bundle = bundles.find(({ header }) => header.id === child) ?? bundles[0] ?? null;
  return {
    state: bundles.length ? "full" : listState(snapshot, now),
    child: bundle?.header.id ?? "",
    name: bundle?.header.name ?? "",
    is_you: bundle?.header.is_you ?? false,
    children: bundles.length > 1 ? bundles.map(({ header }) => ({ id: header.id, name: header.name })) : [],
    bundle,
  };
}

/** Everyone who can see a thing, in one sentence. */
export const whoSees = (readers) => (readers.length ? t("{names} can see this.", { names: list([t("You"), ...readers]) }) : t("Only you can see this."));

/** The notice of what left under a consent, and that consent; "" where there is none. */
export const underConsent = (label) =>
  label ? t("{notice} You see this under a consent that ends on {day}.", { notice: label.notice, day: fullDay(label.expires_on) }) : "";

/** The hook of a family screen: `select(snapshot, now, { child })`. */
export const familyScreen = (select) =>
  screen(select, () => ({ child: useSyncExternalStore(chosen.subscribe, remembered, () => "") }));
