"""What end-to-end tests wait for, instead of sleeping."""

import json
import re

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as TooLong

ASK_EVERY_MS = 50
_HYDRATED = """() => {
  const main = document.querySelector("main");
  return main && Object.keys(main).some((key) => key.startsWith("__reactFiber"));
}"""
_ARRIVED = """() => {
  const { pathname, search } = location;
  return new RegExp(%s).test(pathname + search) && (%s)();
}"""
_STANDS = """() => ({
  address: location.href,
  state: document.readyState,
  worker: navigator.serviceWorker?.controller?.state,
  seen: document.visibilityState,
  loaded: performance.getEntriesByType("resource").length,
  body: document.body?.outerHTML.slice(0, 2000),
})"""
_IN_TIME = """async () => {
  while (!(await (%s)())) await new Promise((next) => setTimeout(next, %d));
  return true;
}"""
_KNOWS_WHOSE = "() => localStorage.getItem('desk-until') !== null"


def open_hydrated(page: Page, path: str) -> None:
    """Go to `path` and return when React has taken the page over: what is tapped from now on counts."""
    page.goto(path)
    hydrated(page)


def hydrated(page: Page) -> None:
    """Return when React has taken over the page's <main>."""
    holds(page, _HYDRATED)


def arrived(page: Page, address: str) -> None:
    """Return when the page is at `address`, path and query with * for anything, and React has it.

    Where the page already is counts; an address that it only passes on its way elsewhere may be missed.
    """
    pattern = re.escape(address).replace(r"\*", ".*")
    holds(page, _ARRIVED % (json.dumps(f"^{pattern}$"), _HYDRATED), timeout=30_000)


def signed_in(page: Page) -> None:
    """Return when the sign-in screen has let this person through to a screen of theirs, whichever it is."""
    holds(page, _ARRIVED % (json.dumps("^(?!/sign-in)"), _HYDRATED), timeout=30_000)


def open_desk(page: Page, path: str) -> None:
    """Go to a server-driven screen and return when it knows whose session this is: from then on it keeps what
    is typed. What the screen before it knew is forgotten on the way.
    """
    page.goto("/api/v1/health")  # same origin, none of our scripts
    page.evaluate("localStorage.removeItem('desk-until')")
    open_hydrated(page, path)
    holds(page, _KNOWS_WHOSE)


def kept_on_phone(page: Page) -> None:
    """Return when the service worker holds the shell and controls this page: it now works offline."""
    holds(page, "() => navigator.serviceWorker.controller !== null", timeout=30_000)


def holds(page: Page, condition: str, *, timeout: float | None = None) -> None:
    """Return when `condition`, a JavaScript function or an async one, does; `timeout` in milliseconds.

    A timer asks: left to itself Playwright asks at each frame, and on a busy machine a browser of many pages
    may draw no frame of this one for longer than a test waits. And it takes any promise for a yes.

    Raises:
        AssertionError: it never did; says how the page stands.
    """
    try:
        page.wait_for_function(_IN_TIME % (condition, ASK_EVERY_MS), polling=ASK_EVERY_MS, timeout=timeout)
    except TooLong as error:
        raise AssertionError(f"never held: {condition}\n{page.evaluate(_STANDS)}") from error
