"""Every screen there is: axe, narrow phones, large text, dark, tablets."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from casepwa.pages import PAGES
from tests.e2e.accessible import cut_off, runs_sideways, violations
from tests.e2e.conftest import watched
from tests.e2e.screens import SCREENS, THEO, VISIT_NOW, device_of, opened
from tests.server import Server

SHEETS = {
    "call": (f"/people/{THEO}", "Call"),
    "add a step": (f"/people/{THEO}", "Add a step"),
    "step done": (f"/people/{THEO}", "Done Call the school about reading help"),
    "no one home": ("/today", "No one home , Jonah Whitfield"),
    "propose": (f"/people/{THEO}/crisis", "Propose a change"),
    "fix": ("/outbox", "Fix and resend"),
    "check out": (f"/visit/{VISIT_NOW}", "Check out"),
    "help": (f"/visit/{VISIT_NOW}", "I need help"),
}
Device = Callable[[str], Page]


@pytest.fixture(scope="module")
def device(browser: Browser, server: Server) -> Iterator[Device]:
    """The page of the device of `who` (screens.py); made once, text at 100 %, light."""
    pages: dict[str, Page] = {}
    contexts = []

    def page_of(who: str) -> Page:
        if who not in pages:
            contexts.append(watched(device_of(who, browser, server)))
            pages[who] = next(contexts[-1]).pages[0]
        pages[who].emulate_media(color_scheme="light")
        pages[who].evaluate("localStorage.removeItem('text-size')")
        return pages[who]

    yield page_of
    for context in contexts:
        next(context, None)


def test_no_screen_is_left_out() -> None:
    assert {screen.route for screen in SCREENS.values()} == {page.ROUTE for page in PAGES}


@pytest.mark.parametrize("name", SCREENS)
def test_axe_finds_nothing_on_phone_and_tablet_light_and_dark(device: Device, name: str) -> None:
    page = device(SCREENS[name].who)
    page.set_viewport_size({"width": 390, "height": 3000})  # nothing half under the dock
    unfold(opened(page, SCREENS[name]))
    found = in_both_themes(page)
    page.set_viewport_size({"width": 1024, "height": 1500})
    found |= in_both_themes(page)
    assert not found
    assert not runs_sideways(page)
    assert page.get_by_role("navigation", name="Main").count() <= 1


@pytest.mark.parametrize("name", SCREENS)
def test_a_narrow_phone_with_large_text_loses_nothing(device: Device, name: str) -> None:
    page = device(SCREENS[name].who)
    page.set_viewport_size({"width": 320, "height": 640})
    for size in ("100", "200"):
        page.evaluate("(size) => localStorage.setItem('text-size', size)", size)
        unfold(opened(page, SCREENS[name]))
        assert not runs_sideways(page)
        assert not cut_off(page)


@pytest.mark.parametrize("name", SHEETS)
def test_an_open_sheet_reads_well(device: Device, name: str) -> None:
    path, button = SHEETS[name]
    page = device("phone")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(path)
    page.get_by_role("button", name=button, exact=True).click()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_be_visible()
    assert not in_both_themes(page)
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate("document.documentElement.dataset.text = '200'")
    assert sheet.evaluate("(dialog) => dialog.scrollWidth <= dialog.clientWidth")
    assert not cut_off(page)


def test_an_open_alarm_reads_well(device: Device) -> None:
    page = device("omar")
    page.set_viewport_size({"width": 390, "height": 3000})
    opened(page, SCREENS["alarms"]).locator("main a[href*='alarm=']").first.click()
    expect(page.get_by_role("region", name="Alarm", exact=True)).to_be_visible()
    assert not in_both_themes(page)
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate("document.documentElement.dataset.text = '200'")
    assert not cut_off(page)


def in_both_themes(page: Page) -> set[str]:
    found = set()
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        expect(page.locator(f"html.{theme}")).to_be_attached()
        found |= {f"{theme}: {one}" for one in violations(page)}
    return found


def unfold(page: Page) -> None:
    """Open whatever waits folded for a tap."""
    folded = page.locator("summary, button[aria-expanded=false]")
    folded.evaluate_all("(all) => all.forEach((one) => one.click())")
