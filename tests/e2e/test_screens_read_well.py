"""Every screen that looks people up: axe, narrow phones, large text, dark, and nothing but a keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.accessible import runs_sideways, violations
from tests.e2e.conftest import watched
from tests.e2e.phone import seed
from tests.e2e.waits import hydrated
from tests.server import Server

THEO = "01930000-0000-7000-8000-000000000101"
JONAH = "01930000-0000-7000-8000-000000000103"
SCREENS = {
    "today": ("/today", "Theo and Lena Marchetti"),
    "people": ("/people", "Jonah Whitfield"),
    "person": (f"/people/{THEO}", "Mark progress"),
    "crisis": ("/crisis", "Jonah Whitfield"),
    "crisis plan": (f"/people/{THEO}/crisis", "Never do"),
    "no crisis plan": (f"/people/{JONAH}/crisis", "There is no plan for Jonah yet"),
}
SHEETS = {
    "call": (f"/people/{THEO}", "Call"),
    "add a step": (f"/people/{THEO}", "Add a step"),
    "step done": (f"/people/{THEO}", "Done Call the school about reading help"),
    "no one home": ("/today", "No one home , Theo and Lena Marchetti"),
    "propose": (f"/people/{THEO}/crisis", "Propose a change"),
}


def opened(page: Page, path: str, words: str) -> Page:
    page.goto(path)
    hydrated(page)
    expect(page.get_by_text(words).first).to_be_visible()
    return page


@pytest.fixture
def seeded(phone: BrowserContext, server: Server) -> Page:
    page = phone.new_page()
    seed(page, base_url=server.url)
    return page


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing(seeded: Page, screen: str, theme: str) -> None:
    seeded.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    seeded.set_viewport_size({"width": 390, "height": 3000})  # nothing half under the dock
    assert violations(opened(seeded, *SCREENS[screen])) == []


@pytest.mark.parametrize("sheet", SHEETS)
def test_axe_finds_nothing_in_an_open_sheet(seeded: Page, sheet: str) -> None:
    path, button = SHEETS[sheet]
    seeded.goto(path)
    seeded.get_by_role("button", name=button, exact=True).click()
    expect(seeded.get_by_role("dialog")).to_be_visible()
    assert violations(seeded) == []


@pytest.mark.parametrize("text", ["100", "200"])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_narrow_phone_with_large_text_loses_nothing_sideways(seeded: Page, screen: str, text: str) -> None:
    seeded.set_viewport_size({"width": 320, "height": 640})
    seeded.evaluate("(size) => localStorage.setItem('text-size', size)", text)
    assert not runs_sideways(opened(seeded, *SCREENS[screen]))


@pytest.mark.parametrize("screen", SCREENS)
def test_a_tablet_has_the_rail_and_no_bar_at_the_bottom(
    browser: Browser, server: Server, screen: str
) -> None:
    contexts = watched(browser.new_context(base_url=server.url, viewport={"width": 1024, "height": 1500}))
    page = next(contexts).new_page()
    seed(page, base_url=server.url)
    assert violations(opened(page, *SCREENS[screen])) == []
    assert not runs_sideways(page)
    assert page.get_by_role("navigation", name="Main").count() <= 1
    next(contexts, None)


def test_the_day_needs_no_pointer(seeded: Page) -> None:
    """From Today to a person, their plan, and back to a step, with Tab and Enter alone."""
    opened(seeded, *SCREENS["today"])
    tab_to(seeded, lambda: focused(seeded).startswith("People"))
    seeded.keyboard.press("Enter")
    expect(seeded.get_by_role("heading", name="People", exact=True)).to_be_visible()
    tab_to(seeded, lambda: focused(seeded).startswith("Theo Marchetti"))
    seeded.keyboard.press("Enter")
    expect(seeded.get_by_role("heading", name="Theo Marchetti")).to_be_visible()
    tab_to(seeded, lambda: focused(seeded) == "Add a step")
    seeded.keyboard.press("Enter")
    what = seeded.get_by_label("What", exact=True)
    tab_to(seeded, lambda: what.evaluate("(field) => field === document.activeElement"))
    seeded.keyboard.type("Ask about the bus")
    seeded.keyboard.press("Enter")
    expect(seeded.get_by_role("status").filter(has_text="Step saved on this phone")).to_be_visible()
    expect(seeded.get_by_role("button", name="Done Ask about the bus")).to_be_visible()


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement?.innerText?.trim() ?? ''")


def tab_to(page: Page, arrived: Callable[[], bool]) -> None:
    for _ in range(60):
        if arrived():
            return
        page.keyboard.press("Tab")
    raise AssertionError("not reached with Tab")
