// A person's language goes with their account, so that it is the same on each of their devices. Before anyone is
// signed in it is what the switch on the page says, else the browser's own (text.js).
import { ask } from "./http.js";
import { getSnapshot } from "./memory.js";
import { setLanguage } from "./text.js";

const KEY = "language.account"; // { account, seen: what the server last said, untold: what it has not heard }
let asked = null; // chosen on this page, before signing in

const kept = () => JSON.parse(globalThis.localStorage?.getItem(KEY) ?? "null");
const keep = (facts) => globalThis.localStorage?.setItem(KEY, JSON.stringify(facts));
const codeOf = (locale) => locale.split("-")[0];

/** Shows everything in `code`; the account of whoever is signed in keeps it, as soon as there is a network. Resolves
 * to false when its words cannot be had now. */
export async function choose(code) {
  if (!(await setLanguage(code))) return false;
  const known = kept();
  if (known) {
    keep({ ...known, untold: code });
    await tell();
  } else {
    asked = code;
  }
  return true;
}

/** Someone has signed in: the language is theirs now, or becomes what they chose on the way in. */
export async function greet({ id, locale }) {
  const known = kept();
  const untold = asked ?? (known?.account === id ? known.untold : null);
  asked = null;
  keep({ account: id, seen: locale, untold });
  if (untold) await tell();
  else if (locale) await setLanguage(codeOf(locale));
}

/** Nobody is signed in any more; what is shown stays. */
export const partLanguage = () => globalThis.localStorage?.removeItem(KEY);

/** After each sync: what was chosen without a network is told; what was chosen on another device is shown. */
export async function agreeLanguage() {
  const known = kept();
  const { account, me } = getSnapshot();
  if (!account || !me?.locale) return;
  if (known?.account === account && known.untold) return void (await tell());
  if (known?.account === account && known.seen === me.locale) return;
  keep({ account, seen: me.locale, untold: null });
  await setLanguage(codeOf(me.locale));
}

async function tell() {
  const { account, untold } = kept();
  const { kind } = await ask("PUT", "/api/v1/preferences/language", { language: untold }, { timeoutMs: 15_000 });
  const now = kept();
  if (kind === "ok" && now?.account === account && now.untold === untold) keep({ ...now, untold: null });
}
