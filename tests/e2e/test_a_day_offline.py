"""A case manager's day with no network, from the first look at Today to everything in the database once."""

import re
from collections.abc import Generator
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e import maya
from tests.e2e.conftest import PHONE, Ask, watched
from tests.e2e.waits import hydrated
from tests.server import Server

SIBLINGS = """
SELECT visit.id, client.id AS client, client.given_name, visit.latitude, visit.longitude FROM visit
JOIN visit_client ON visit_client.visit_id = visit.id JOIN client ON client.id = visit_client.client_id
JOIN account ON account.id = worker_id
WHERE account.email = 'maya@demo.test' AND visit.status = 'planned' AND NOT visit.is_confidential
AND visit.id IN (SELECT visit_id FROM visit_client GROUP BY visit_id HAVING count(*) = 2)
AND visit.id IN (
  SELECT visit_id FROM visit_client JOIN goal ON goal.client_id = visit_client.client_id
  WHERE lifecycle = 'active'
)
ORDER BY abs(julianday(planned_start) - julianday('now')), client.given_name LIMIT 2
"""


@pytest.fixture
def held(browser: Browser, agency: Server, ask: Ask) -> Generator[BrowserContext]:
    """A phone that says it stands at the siblings' door, twelve metres exact."""
    door = ask(SIBLINGS)[0]
    yield from watched(
        browser.new_context(
            base_url=agency.url,
            viewport=PHONE,
            has_touch=True,
            is_mobile=True,
            permissions=["geolocation"],
            geolocation={"latitude": door["latitude"], "longitude": door["longitude"], "accuracy": 12},
        )
    )


def write_up(page: Page, names: list[str]) -> str:
    """The pre-filled note of the next person seen: the words, then Submit. Returns whose it was."""
    person = page.get_by_label("Person")
    expect(person).to_have_value(re.compile("|".join(names)))
    whose = next(name for name in names if name in person.input_value())
    page.get_by_label("What happened").fill(
        f"{whose} and I talked about the week. The chart is on the fridge."
    )
    page.get_by_role("button", name="Submit for approval").click()
    return whose


def test_the_whole_day_with_no_network_arrives_exactly_once(held: BrowserContext, ask: Ask) -> None:
    visit, *_ = siblings = ask(SIBLINGS)
    first, second = [row["given_name"] for row in siblings]
    page = held.new_page()
    maya.sign_in(page)

    held.set_offline(True)
    page.reload()
    hydrated(page)
    expect(page.get_by_role("heading", name="Visits", exact=True)).to_be_visible()

    page.get_by_role("link", name="People").first.click()
    page.get_by_placeholder("Name, phone, street or goal").fill(first.lower())
    page.locator("main").get_by_role("link", name=re.compile(first)).first.click()
    page.get_by_role("link", name="Crisis plan").first.click()
    expect(page.get_by_role("link", name="Call 988")).to_be_visible()

    page.goto(f"/visit/{UUID(visit['id'])}")
    hydrated(page)
    page.get_by_role("button", name="Check in").click()
    expect(page.get_by_text("Safety timer is not running yet")).to_be_visible()
    for name in (first, second):
        page.get_by_role("group", name="Whose goals").get_by_text(name, exact=True).click()
        page.locator("main").get_by_text("Progress", exact=True).first.click()
    page.get_by_role("button", name="Check out").click()
    ending = page.get_by_role("dialog", name="How did the visit end?")
    for name in (first, second):
        ending.get_by_label(name).select_option("seen")
    ending.get_by_role("button", name="Check out").click()
    whose = write_up(page, [first, second])
    assert write_up(page, [name for name in (first, second) if name != whose]) != whose
    expect(page.get_by_role("heading", name="Write note")).not_to_be_visible()

    page.goto("/note")
    hydrated(page)
    page.get_by_label("Person").fill(first)
    page.get_by_role("option", name=re.compile(first)).first.click()
    page.get_by_role("group", name="Who was contacted").locator("label").nth(1).click()
    page.get_by_text("Reached", exact=True).click()
    page.get_by_text("10", exact=True).click()
    page.get_by_label("What happened").fill("Called to confirm Thursday.\nShe will bring the school letter.")
    page.get_by_role("button", name="Submit for approval").click()
    maya.waiting(page, 7)

    held.set_offline(False)
    maya.all_sent(page)

    stamps = ask("SELECT * FROM visit_stamp WHERE visit_id = ? ORDER BY happened_at", visit["id"])
    assert [stamp["kind"] for stamp in stamps] == ["check_in", "check_out"]
    for stamp in stamps:
        assert (stamp["method"], stamp["is_at_place"], stamp["accuracy_m"]) == ("gps", 1, 12)
        happened, received = (datetime.fromisoformat(stamp[when]) for when in ("happened_at", "received_at"))
        assert timedelta(0) < received - happened < timedelta(minutes=5)
    outcomes = ask("SELECT outcome FROM visit_client WHERE visit_id = ?", visit["id"])
    assert [row["outcome"] for row in outcomes] == ["seen", "seen"]
    marks = ask("SELECT client_id, level FROM goal_mark WHERE visit_id = ?", visit["id"])
    assert {(row["client_id"], row["level"]) for row in marks} == {
        (row["client"], "progress") for row in siblings
    }
    notes = ask(
        "SELECT note.client_id, note.status, version.number, version.text FROM contact_note AS note"
        " JOIN contact_note_version AS version ON version.note_id = note.id WHERE note.visit_id = ?",
        visit["id"],
    )
    assert sorted((row["client_id"], row["status"], row["number"]) for row in notes) == sorted(
        (row["client"], "submitted", 1) for row in siblings
    )
    assert not any(first in row["text"] and second in row["text"] for row in notes)
    called = ask(
        "SELECT minutes, contact_type, outcome FROM contact_note_version WHERE text LIKE 'Called to confirm%'"
    )
    assert [tuple(row) for row in called] == [(10, "phone", "reached")]
