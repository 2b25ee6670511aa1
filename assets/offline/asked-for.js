// The server-driven screen that was asked for with no network; the service worker puts it into ?from=.

/** The path in `search`'s `from`, or the first screen: only a path of this app, never another site. */
export function askedFor(search) {
  const from = new URLSearchParams(search).get("from") ?? "/";
  return /^\/(?![/\\])/.test(from) ? from : "/";
}

/** Ask for it again, with a full load: a server screen needs its own socket. */
export function tryAgain() {
  location.assign(askedFor(location.search));
}
