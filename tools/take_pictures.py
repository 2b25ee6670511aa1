"""Takes the pictures of the manifest: `python -m tools.take_pictures`. Commit what changes."""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.browser import launch
from tests.e2e.maya import sign_in
from tests.e2e.waits import hydrated
from tests.server import ROOT, serving

SCREENSHOTS = ROOT / "assets" / "screenshots"
NARROW: ViewportSize = {"width": 390, "height": 844}
WIDE: ViewportSize = {"width": 1024, "height": 768}


def take(browser: Browser, *, url: str, size: ViewportSize, scale: float, name: str) -> None:
    """Sign in as Maya on a screen of this size and keep a picture of Today."""
    context = browser.new_context(base_url=url, viewport=size, device_scale_factor=scale)
    page = context.new_page()
    sign_in(page)
    page.goto("/today")
    hydrated(page)
    page.get_by_role("heading", name="Visits", exact=True).wait_for()
    page.screenshot(path=SCREENSHOTS / name)
    context.close()


def main() -> None:
    """Take every picture, from a server of its own with the demo agency."""
    SCREENSHOTS.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as var,
        serving(Path(var), after="demo") as server,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        take(browser, url=server.url, size=NARROW, scale=2, name="today-narrow.png")
        take(browser, url=server.url, size=WIDE, scale=1, name="today-wide.png")
        browser.close()


if __name__ == "__main__":
    main()
