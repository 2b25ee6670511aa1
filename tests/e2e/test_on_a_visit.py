"""A visit on a phone: in, marks, help, out, a note each; the place is asked for once, never where hidden."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.phone import fixture, seed
from tests.e2e.stored import commands
from tests.e2e.waits import arrived, open_hydrated
from tests.server import Server

THEO = "01930000-0000-7000-8000-000000000101"
LENA = "01930000-0000-7000-8000-000000000102"
JONAH = "01930000-0000-7000-8000-000000000103"
VISIT = "01930000-0000-7000-8000-000000000301"


@pytest.fixture
def caseload() -> dict[str, Any]:
    return fixture()


@pytest.fixture
def maya(phone: BrowserContext, server: Server, caseload: dict[str, Any]) -> Page:
    """Her phone, with nothing reaching the server."""
    phone.route("**/api/v1/sync", lambda route: route.abort())
    page = phone.new_page()
    seed(page, base_url=server.url, caseload=caseload)
    return page


def allow_location(page: Page) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 41.88, "longitude": -87.63, "accuracy": 12})


def test_two_siblings_are_seen_and_each_gets_a_note_that_does_not_name_the_other(maya: Page) -> None:
    allow_location(maya)
    open_hydrated(maya, f"/visit/{VISIT}")
    maya.get_by_role("button", name="Check in").tap()
    expect(maya.get_by_text("Safety timer is not running yet.")).to_be_visible()
    expect(maya.get_by_text("Jonah")).to_have_count(0)
    maya.get_by_text("Progress", exact=True).first.tap()
    maya.get_by_role("button", name="Check out").tap()
    sheet = maya.get_by_role("dialog")
    sheet.get_by_label("Theo").select_option("seen")
    sheet.get_by_label("Lena").select_option("seen_alone")
    sheet.get_by_role("button", name="Check out").tap()
    for name, text in (("Theo Marchetti", "He drew."), ("Lena Marchetti", "She read.")):
        expect(maya.locator("#note-person")).to_have_value(name)
        maya.get_by_label("What happened").fill(text)
        maya.get_by_role("button", name="Submit for approval").tap()
    arrived(maya, "/today")
    kinds = [one["kind"] for one in commands(maya)]
    assert kinds == ["visit.check_in", "goal.mark", "visit.check_out", "note.submit", "note.submit"]
    check_in, _, check_out, first, second = commands(maya)
    assert check_in["payload"]["location"]["method"] == "gps"
    assert check_out["after"] == [check_in["id"]]
    assert check_out["id"] in first["after"]
    assert LENA not in first["box"]
    assert THEO not in second["box"]


def test_location_refused_is_fine_and_asks_why(maya: Page) -> None:
    maya.add_init_script("navigator.geolocation.getCurrentPosition = (_, failed) => failed({ code: 1 })")
    open_hydrated(maya, f"/visit/{VISIT}")
    maya.get_by_role("button", name="Check in").tap()
    expect(maya.get_by_role("heading", name="Location is off. That is fine.")).to_be_visible()
    maya.locator("#visit-check-in").get_by_label("Reason").select_option("no_signal")
    maya.get_by_role("button", name="Check in").tap()
    expect(maya.get_by_text("Here for")).to_be_visible()
    [check_in] = commands(maya, "visit.check_in")
    assert check_in["payload"]["location"] == {
        "method": "manual",
        "place_type": "home",
        "reason": "No signal indoors",
    }


def test_a_confidential_place_is_never_asked_for(
    maya: Page, server: Server, caseload: dict[str, Any]
) -> None:
    for client in (THEO, LENA):
        caseload["bundles"][client]["visits"][0] |= {"is_confidential": True, "place_type": "shelter"}
    seed(maya, base_url=server.url, caseload=caseload)
    maya.add_init_script("navigator.geolocation.getCurrentPosition = () => { throw new Error('asked'); }")
    open_hydrated(maya, f"/visit/{VISIT}")
    maya.get_by_role("button", name="Check in").tap()
    expect(maya.get_by_text("Here for")).to_be_visible()
    [check_in] = commands(maya, "visit.check_in")
    assert check_in["payload"]["location"] == {"method": "place_type", "place_type": "shelter"}


def test_nobody_flagged_is_visited_alone(maya: Page, server: Server, caseload: dict[str, Any]) -> None:
    caseload["bundles"][THEO]["header"]["pair_required"] = True
    seed(maya, base_url=server.url, caseload=caseload)
    allow_location(maya)
    open_hydrated(maya, f"/visit/{VISIT}")
    expect(maya.get_by_text("Nobody visits Theo alone.")).to_be_visible()
    maya.get_by_role("button", name="Check in").tap()
    expect(maya.get_by_text("Say who goes with you first.")).to_be_visible()
    assert commands(maya, "visit.check_in") == []
    maya.get_by_label("Who goes with me").fill("Omar Haddad")
    maya.get_by_role("button", name="Check in").tap()
    expect(maya.get_by_text("Here for")).to_be_visible()
    [check_in] = commands(maya, "visit.check_in")
    assert check_in["payload"]["going_with"] == "Omar Haddad"


def test_help_is_recorded_at_the_first_press_and_once(maya: Page) -> None:
    allow_location(maya)
    open_hydrated(maya, f"/visit/{VISIT}")
    maya.get_by_role("button", name="Check in").tap()
    for _ in range(2):
        expect(maya.get_by_role("dialog")).to_be_hidden()
        maya.get_by_role("button", name="I need help").tap()
        expect(maya.get_by_role("dialog").get_by_text("Not sent")).to_be_visible()
        expect(maya.get_by_role("link", name="Call 911")).to_be_visible()
        expect(maya.get_by_role("link", name="Text my supervisor").last).to_be_visible()
        maya.keyboard.press("Escape")
    [call] = commands(maya, "alarm.help")
    assert call["urgent"]
    assert call["after"] == []


def test_an_unplanned_visit_starts_from_a_person_and_survives_a_reload(maya: Page) -> None:
    allow_location(maya)
    open_hydrated(maya, f"/visit/new?client={JONAH}")
    maya.get_by_role("button", name="Check in").tap()
    arrived(maya, "/visit/0*")
    maya.reload()
    expect(maya.get_by_text("Here for")).to_be_visible()
    [check_in] = commands(maya, "visit.check_in")
    assert check_in["payload"]["unplanned"]["client_ids"] == [JONAH]


def test_a_mark_can_be_undone_and_both_stay_on_record(maya: Page) -> None:
    open_hydrated(maya, f"/people/{THEO}/goals")
    maya.locator("label").get_by_text("Met", exact=True).first.tap()
    maya.get_by_role("button", name="Undo").tap()
    expect(maya.get_by_role("radio", name="Met").first).not_to_be_checked()
    mark, undone = (one for one in commands(maya) if one["kind"].startswith("goal"))
    assert undone["payload"]["kind"] == "undone"
    assert undone["payload"]["mark_id"] == mark["payload"]["mark_id"]


def test_a_line_on_a_mark_is_kept_when_the_field_is_left(maya: Page) -> None:
    open_hydrated(maya, f"/people/{THEO}/goals")
    maya.locator("label").get_by_text("Progress", exact=True).first.tap()
    maya.get_by_label("Short line, optional").fill("Two mornings")
    maya.keyboard.press("Tab")
    expect(maya.get_by_role("status").filter(has_text="2 waiting").first).to_be_visible()
    assert commands(maya)[-1]["payload"]["line"] == "Two mornings"


def test_a_visit_is_planned_for_two_siblings_without_a_signal(maya: Page) -> None:
    open_hydrated(maya, f"/people/{THEO}/visits/new")
    maya.get_by_text("Lena Marchetti", exact=True).tap()
    maya.get_by_label("Date").fill("2099-03-12")
    maya.get_by_label("Start").fill("15:30")
    maya.get_by_role("button", name="Plan visit").tap()
    arrived(maya, f"/people/{THEO}")
    [plan] = commands(maya, "visit.schedule")
    assert plan["payload"]["client_ids"] == [THEO, LENA]
    open_hydrated(maya, "/outbox")
    expect(maya.get_by_text("Theo and Lena Marchetti")).to_be_visible()
    expect(maya.get_by_text("On this phone").last).to_be_visible()
