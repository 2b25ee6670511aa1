"""A phone in Chromium: 390x844, a processor four times slower, offline at will."""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page, sync_playwright

SLOWDOWN = 4
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
DEMO_PASSWORD = "demo-only-change-me"  # noqa: S105  the demo's published password

# Runs before every page: notes, on the page's own clock, when a selector first stands painted.
WATCH = """
window.__painted = (selector) => new Promise((resolve) => {
  const look = () => {
    const found = document.querySelector(selector)
    if (!found) return false
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
        page = self.context.new_page()
        page.add_init_script(WATCH)
        self.cdp(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        return page

    def cdp(self, page: Page) -> CDPSession:
        return self.context.new_cdp_session(page)

    def sign_in(self, origin: str, email: str = "maya@demo.test") -> Page:
        """Signs in and waits until the phone holds everything and the service worker has the page."""
        page = self.page()
        page.goto(f"{origin}/sign-in")
        page.get_by_label("Email").fill(email)
        page.get_by_label("Password", exact=True).fill(DEMO_PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/today", timeout=60_000)
        page.get_by_text("All sent").first.wait_for(timeout=120_000)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.wait_for_function("navigator.serviceWorker.controller !== null", timeout=60_000)
        return page


@contextlib.contextmanager
def phone() -> Iterator[Phone]:
    """A fresh profile: nothing cached, nobody signed in."""
    chromium = os.environ.get("CASEPWA_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright, TemporaryDirectory(prefix="casepwa-phone-") as profile:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=chromium,
            args=FLAGS,
            viewport={"width": 390, "height": 844},
            device_scale_factor=2,
            is_mobile=True,
            has_touch=True,
        )
        try:
            yield Phone(context)
        finally:
            context.close()


def cold_open(held: Phone, url: str, selector: str) -> float:
    """Milliseconds from the start of navigation to ``selector`` painted, worker stopped before, page new."""
    page = held.page()
    held.cdp(page).send("ServiceWorker.enable")
    held.cdp(page).send("ServiceWorker.stopAllWorkers")
    try:
        page.goto(url, wait_until="commit")
        return float(page.evaluate("(selector) => window.__painted(selector)", selector))
    finally:
        page.close()


def tap_to_painted(page: Page, tap: Callable[[], Any], selector: str) -> float:
    """Milliseconds from the pointer or key going down to ``selector`` painted."""
    page.evaluate(
        """(selector) => {
          window.__tap = new Promise((resolve) => {
            const begin = () => {
              const from = performance.now()
              window.__painted(selector).then((at) => resolve(at - from))
            }
            for (const kind of ['pointerdown', 'keydown'])
              addEventListener(kind, begin, { capture: true, once: true })
          })
        }""",
        selector,
    )
    tap()
    return float(page.evaluate("window.__tap"))
