"""A case manager's day with a keyboard and no pointer: Tab to it, then Enter, Space, arrows or words."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e.phone import seed
from tests.e2e.stored import commands
from tests.e2e.waits import arrived, open_hydrated
from tests.server import Server

THEO = "01930000-0000-7000-8000-000000000101"
LENA = "01930000-0000-7000-8000-000000000102"


@pytest.fixture
def keyboard(phone: BrowserContext, server: Server) -> Page:
    """Today on Maya's phone, with a keyboard, at a door, with nothing reaching the server."""
    phone.route("**/api/v1/sync", lambda route: route.abort())
    phone.grant_permissions(["geolocation"])
    phone.set_geolocation({"latitude": 41.88, "longitude": -87.63, "accuracy": 12})
    page = phone.new_page()
    seed(page, base_url=server.url)
    open_hydrated(page, "/today")
    return page


def test_people_plans_and_steps_need_no_pointer(keyboard: Page) -> None:
    press(keyboard, "Enter", lambda: focused(keyboard).startswith("People"))
    expect(keyboard.get_by_role("heading", name="People", exact=True)).to_be_visible()
    press(keyboard, "Enter", lambda: focused(keyboard).startswith("Theo Marchetti"))
    expect(keyboard.get_by_role("heading", name="Theo Marchetti")).to_be_visible()
    press(keyboard, "Enter", lambda: focused(keyboard) == "Add a step")
    expect(keyboard.get_by_role("dialog", name="Add a next step")).to_be_visible()
    tab_to(keyboard, at(keyboard.get_by_label("What", exact=True)))
    keyboard.keyboard.type("Ask about the bus")
    keyboard.keyboard.press("Enter")
    expect(keyboard.get_by_role("status").filter(has_text="Step saved on this phone")).to_be_visible()
    expect(keyboard.get_by_role("button", name="Done Ask about the bus")).to_be_visible()


def test_a_visit_from_check_in_to_its_notes_needs_no_pointer(keyboard: Page) -> None:
    press(keyboard, "Enter", lambda: focused(keyboard).startswith("Check in"))
    arrived(keyboard, "/visit/0*")
    press(keyboard, "Enter", at(keyboard.get_by_role("button", name="Check in")))
    expect(keyboard.get_by_text("Here for")).to_be_visible()

    tab_to(keyboard, at(keyboard.get_by_role("radio", name="Slipped").first))
    keyboard.keyboard.press("ArrowRight")
    keyboard.keyboard.press("ArrowRight")
    expect(keyboard.get_by_role("radio", name="Progress").first).to_be_checked()

    press(keyboard, "Enter", at(keyboard.get_by_role("button", name="Check out")))
    ending = keyboard.get_by_role("dialog", name="How did the visit end?")
    for name in ("Theo", "Lena"):
        tab_to(keyboard, at(ending.get_by_label(name)))
        keyboard.keyboard.type("Seen")
        expect(ending.get_by_label(name)).to_have_value("seen")
    press(keyboard, "Enter", at(ending.get_by_role("button", name="Check out")))

    for name in ("Theo Marchetti", "Lena Marchetti"):
        expect(keyboard.locator("#note-person")).to_have_value(name)
        tab_to(keyboard, at(keyboard.get_by_label("What happened")))
        keyboard.keyboard.type("A quiet hour.")
        press(keyboard, "Enter", at(keyboard.get_by_role("button", name="Submit for approval")))
    arrived(keyboard, "/today")

    check_in, *marks, check_out, first, second = commands(keyboard)
    assert [one["kind"] for one in (check_in, check_out)] == ["visit.check_in", "visit.check_out"]
    assert marks[-1]["payload"].get("level") == "progress"
    assert [one["payload"]["text"] for one in (first, second)] == ["A quiet hour."] * 2
    assert [one["client_ids"] for one in (first, second)] == [[THEO], [LENA]]


def at(control: Locator) -> Callable[[], bool]:
    """Whether the keyboard stands on it."""
    return lambda: control.evaluate("(one) => one === document.activeElement")


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement?.innerText?.trim() ?? ''")


def press(page: Page, key: str, arrived: Callable[[], bool]) -> None:
    """Tab to where `arrived` is true, then press `key`."""
    tab_to(page, arrived)
    page.keyboard.press(key)


def tab_to(page: Page, arrived: Callable[[], bool]) -> None:
    for _ in range(60):
        if arrived():
            return
        page.keyboard.press("Tab")
    raise AssertionError("not reached with Tab")
