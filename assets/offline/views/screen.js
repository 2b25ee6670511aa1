// The hook of a screen: its pure selector over the snapshot, worked out once for a snapshot, a minute, a language and
// the screen's own parameters.
import { useParams } from "react-router";
import { view } from "../snapshot.js";
import { getLanguage, useText } from "../text.js";

export const useLanguage = () => {
  useText();
  return getLanguage();
};

/** `select(snapshot, now, { language, ...more })`; `useMore()` may return what else the screen depends on. */
export const screen = (select, useMore = () => undefined) =>
  view(select, { useParams: () => ({ language: useLanguage(), ...useMore() }) });

/** The person whom the address names: /people/[client_id]/... */
export const useClientId = () => ({ client_id: useParams().client_id ?? "" });
