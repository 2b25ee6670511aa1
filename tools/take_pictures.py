"""Takes the pictures of the manifest and the README: `python -m tools.take_pictures`. Commit what changes."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser import launch
from tests.e2e.maya import fill_in, sign_in
from tests.e2e.waits import hydrated, kept_on_phone
from tests.server import ROOT, serving

FOR_MANIFEST = ROOT / "assets" / "screenshots"
FOR_README = ROOT / "docs" / "pictures"
NARROW: ViewportSize = {"width": 390, "height": 844}
WIDE: ViewportSize = {"width": 1024, "height": 768}


def today(page: Page) -> None:
    """Maya's day."""
    sign_in(page)
    page.goto("/today")
    hydrated(page)
    page.get_by_role("heading", name="Visits", exact=True).wait_for()


def crisis_plan(page: Page) -> None:
    """The crisis plan of one of her people."""
    sign_in(page)
    page.goto("/crisis")
    hydrated(page)
    page.get_by_role("main").get_by_role("link", name="Lucía Delgado").first.click()
    page.wait_for_url("**/people/*/crisis")
    page.get_by_role("heading", name="Tell them").wait_for()


def approvals(page: Page) -> None:
    """Omar's desk, with the first note open."""
    fill_in(page, "omar@demo.test")
    page.wait_for_url("**/approvals")
    hydrated(page)
    page.locator("a[href*='note=']").nth(1).click()
    page.get_by_role("button", name="Approve", exact=True).wait_for()


def family(page: Page) -> None:
    """What Rosa sees."""
    fill_in(page, "rosa@demo.test")
    page.wait_for_url("**/family")
    kept_on_phone(page)
    page.get_by_role("button", name="Done").first.wait_for()


def take(
    browser: Browser, *, url: str, size: ViewportSize, scale: float, show: Callable[[Page], None], to: Path
) -> None:
    """A picture of what `show` leads to, on a screen of this size."""
    context = browser.new_context(base_url=url, viewport=size, device_scale_factor=scale)
    page = context.new_page()
    show(page)
    page.screenshot(path=to)
    context.close()


def main() -> None:
    """Take every picture, from a server of its own with the demo agency."""
    FOR_README.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as var,
        serving(Path(var), after="demo") as server,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        for show, size, scale, to in (
            (today, NARROW, 2, FOR_MANIFEST / "today-narrow.png"),
            (today, WIDE, 1, FOR_MANIFEST / "today-wide.png"),
            (crisis_plan, NARROW, 1, FOR_README / "crisis-plan.png"),
            (family, NARROW, 1, FOR_README / "family.png"),
            (approvals, WIDE, 1, FOR_README / "approvals.png"),
        ):
            take(browser, url=server.url, size=size, scale=scale, show=show, to=to)
        browser.close()


if __name__ == "__main__":
    main()
