"""A phone in Chromium, 390x844 and a processor four times slower, offline at will; and a desk, 1024x768."""

import contextlib
from collections.abc import Callable, Generator
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.browser import FLAGS, executable, launch
from tests.e2e import maya

SLOWDOWN = 4
LONGEST_MS = 60_000
"""No wait is longer, on the page or beside it."""

# Runs before every page: when, on the page's own clock, something first holds and has been painted.
WATCH = """
window.__painted = (holds) => new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error(`not within MOST ms: ${holds} at ${location.pathname}`)), MOST)
  const look = () => {
    if (!holds()) return false
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now()), 0))
    return true
  }
  if (look()) return
  const watch = new MutationObserver(() => { if (look()) watch.disconnect() })
  watch.observe(document, { childList: true, subtree: true, attributes: true, characterData: true })
})
""".replace("MOST", str(LONGEST_MS))


class NeverCame(Exception):
    """What was waited for did not happen in ``LONGEST_MS``; says what it was."""


@dataclass
class Phone:
    context: BrowserContext

    def page(self) -> Page:
        """A new page on the slow processor."""
        page = self.context.new_page()
        page.add_init_script(WATCH)
        self.cdp(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        return page

    def cdp(self, page: Page) -> CDPSession:
        return self.context.new_cdp_session(page)

    def signed_in(self) -> Page:
        """Maya is signed in, her phone holds everything, the service worker holds the screens."""
        page = self.page()
        maya.sign_in(page)
        return page


@contextlib.contextmanager
def phones(*origins: str) -> Generator[list[Phone]]:
    """A phone for each origin, each with a fresh profile: nothing cached, nobody signed in."""
    with sync_playwright() as playwright, contextlib.ExitStack() as held:
        found: list[Phone] = []
        for origin in origins:
            profile = held.enter_context(TemporaryDirectory(prefix="casepwa-phone-"))
            context = playwright.chromium.launch_persistent_context(
                profile,
                executable_path=executable(),
                args=["--no-sandbox", *FLAGS],
                base_url=origin,
                viewport={"width": 390, "height": 844},
                device_scale_factor=2,
                is_mobile=True,
                has_touch=True,
            )
            held.callback(context.close)
            context.set_default_timeout(LONGEST_MS)
            found.append(Phone(context))
        yield found


@contextlib.contextmanager
def phone(origin: str) -> Generator[Phone]:
    """One phone."""
    with phones(origin) as (held,):
        yield held


@contextlib.contextmanager
def desk(origin: str) -> Generator[BrowserContext]:
    """A fresh browser on a tablet or desk, 1024x768, at the machine's own speed."""
    with sync_playwright() as playwright, contextlib.closing(launch(playwright)) as browser:
        context = browser.new_context(base_url=origin, viewport={"width": 1024, "height": 768})
        context.set_default_timeout(LONGEST_MS)
        context.add_init_script(WATCH)
        yield context


def opened(context: BrowserContext, path: str, holds: str) -> float:
    """Milliseconds from the start of navigation in a new tab until ``holds`` (JavaScript) is painted."""
    page = context.new_page()
    try:
        with telling(f"{path} opened"):
            page.goto(path, wait_until="commit")
            return float(page.evaluate(f"window.__painted(() => {holds})"))
    finally:
        _closed(page)


def cold_open(held: Phone, path: str, holds: str) -> float:
    """Milliseconds from the start of navigation until ``holds`` (JavaScript) is painted.

    The page is new and the service worker was stopped before.
    """
    page = held.page()
    worker = held.cdp(page)
    worker.send("ServiceWorker.enable")
    worker.send("ServiceWorker.stopAllWorkers")
    try:
        with telling(f"{path} opened cold"):
            page.goto(path, wait_until="commit")
            return float(page.evaluate(f"window.__painted(() => {holds})"))
    finally:
        _closed(page)


def _closed(page: Page) -> None:
    """Closed when nothing loads any more: one that is on its way elsewhere may never close."""
    page.wait_for_load_state()
    page.close()


@contextlib.contextmanager
def telling(what: str) -> Generator[None]:
    """What a browser says when a wait was too long, with what was being measured, as ``NeverCame``."""
    try:
        yield
    except PlaywrightError as error:
        raise NeverCame(f"{what}: {error.message.strip().splitlines()[0]}") from error


def tap_to_painted(page: Page, tap: Callable[[], Any], holds: str) -> float:
    """Milliseconds from the finger or key going down until ``holds`` (JavaScript) is painted."""
    page.evaluate(
        f"""() => {{
          window.__tap = new Promise((resolve, reject) => {{
            setTimeout(() => reject(new Error("no finger or key came down")), {LONGEST_MS})
            let begun = false
            const begin = () => {{
              if (begun) return
              begun = true
              const from = performance.now()
              window.__painted(() => {holds}).then((at) => resolve(at - from), reject)
            }}
            for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, begin, {{ capture: true }})
          }})
        }}"""
    )
    tap()
    return float(page.evaluate("window.__tap"))
