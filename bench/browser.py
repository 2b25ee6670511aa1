"""A phone in Chromium: 390x844, a processor four times slower, offline at will."""

import contextlib
from collections.abc import Callable, Generator
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page, sync_playwright

from tests.browser import FLAGS, executable
from tests.e2e import maya

SLOWDOWN = 4

# Runs before every page: when, on the page's own clock, something first holds and has been painted.
WATCH = """
window.__painted = (holds) => new Promise((resolve) => {
  const look = () => {
    if (!holds()) return false
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now()), 0))
    return true
  }
  if (look()) return
  const watch = new MutationObserver(() => { if (look()) watch.disconnect() })
  watch.observe(document, { childList: true, subtree: true, attributes: true, characterData: true })
})
"""


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
            context.set_default_timeout(60_000)
            found.append(Phone(context))
        yield found


@contextlib.contextmanager
def phone(origin: str) -> Generator[Phone]:
    """One phone."""
    with phones(origin) as (held,):
        yield held


def cold_open(held: Phone, path: str, holds: str) -> float:
    """Milliseconds from the start of navigation until ``holds`` (JavaScript) is painted.

    The page is new and the service worker was stopped before.
    """
    page = held.page()
    worker = held.cdp(page)
    worker.send("ServiceWorker.enable")
    worker.send("ServiceWorker.stopAllWorkers")
    try:
        page.goto(path, wait_until="commit")
        return float(page.evaluate(f"window.__painted(() => {holds})"))
    finally:
        page.close()


def tap_to_painted(page: Page, tap: Callable[[], Any], holds: str) -> float:
    """Milliseconds from the finger or key going down until ``holds`` (JavaScript) is painted."""
    page.evaluate(
        f"""() => {{
          window.__tap = new Promise((resolve) => {{
            let begun = false
            const begin = () => {{
              if (begun) return
              begun = true
              const from = performance.now()
              window.__painted(() => {holds}).then((at) => resolve(at - from))
            }}
            for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, begin, {{ capture: true }})
          }})
        }}"""
    )
    tap()
    return float(page.evaluate("window.__tap"))
