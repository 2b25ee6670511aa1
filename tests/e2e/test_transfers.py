"""A person goes from Maya to Tom on Omar's tablet, while Maya is out of reach with a note about them."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e import maya
from tests.e2e.conftest import PHONE, TABLET, Ask, watched
from tests.e2e.waits import hydrated, open_hydrated, signed_in
from tests.server import Server

HERS = """
SELECT client.id, client.given_name || ' ' || client.family_name AS name FROM client
JOIN team_member AS member ON member.client_id = client.id JOIN account ON account.id = member.account_id
WHERE account.email = 'maya@demo.test' AND preferred_name IS NULL
AND family_id IN (SELECT family_id FROM client GROUP BY family_id HAVING count(*) = 1)
ORDER BY name LIMIT 1
"""
WORDS = "The lease is signed. The keys come on Friday."


@pytest.fixture
def omars(browser: Browser, agency: Server) -> Iterator[BrowserContext]:
    yield from watched(browser.new_context(base_url=agency.url, viewport=TABLET, has_touch=True))


@pytest.fixture
def toms(browser: Browser, agency: Server) -> Iterator[BrowserContext]:
    yield from watched(
        browser.new_context(base_url=agency.url, viewport=PHONE, has_touch=True, is_mobile=True)
    )


def call_about(page: Page, name: str) -> None:
    """Write up a call of ten minutes and submit it."""
    open_hydrated(page, "/note")
    page.get_by_label("Person").fill(name)
    page.get_by_role("option", name=name).click()
    page.get_by_role("group", name="Who was contacted").locator("label").first.click()
    page.get_by_text("Reached", exact=True).click()
    page.get_by_text("10", exact=True).click()
    page.get_by_label("What happened").fill(WORDS)
    page.get_by_role("button", name="Submit for approval").click()
    expect(page.get_by_role("heading", name="Write note")).not_to_be_visible()


def choose(page: Page, label: str, who: str) -> None:
    """The option that begins with a worker's name and goes on with how much room they have."""
    box = page.get_by_label(label, exact=True)
    option = box.locator("option").filter(has_text=who).first
    box.select_option(value=option.get_attribute("value"))


def caseloads(page: Page, worker: str) -> Page:
    maya.fill_in(page, "omar@demo.test")
    signed_in(page)
    open_hydrated(page, "/caseloads")
    page.get_by_role("link", name=worker, exact=True).click()
    expect(page.get_by_role("heading", name=worker)).to_be_visible()
    return page


def test_a_note_queued_before_the_transfer_lands_and_the_person_leaves_the_phone(
    held: BrowserContext, omars: BrowserContext, toms: BrowserContext, ask: Ask
) -> None:
    (person,) = ask(HERS)
    client_id, name = UUID(person["id"]), person["name"]
    hers = held.new_page()
    maya.sign_in(hers)
    held.set_offline(True)
    call_about(hers, name)
    maya.waiting(hers, 1)

    desk = caseloads(omars.new_page(), "Maya Okonkwo")
    desk.get_by_role("button", name="Transfer cases").click()
    expect(desk.get_by_role("alert").filter(has_text="Choose who to transfer")).to_be_visible()
    desk.get_by_role("checkbox", name=name).check()
    choose(desk, "Transfer to", "Tom Adeyemi")
    desk.get_by_label("Reason").fill("Tom has room")
    desk.get_by_role("button", name="Transfer cases").click()
    expect(desk.get_by_role("status").get_by_text(f"{name} now with Tom Adeyemi.")).to_be_visible()
    expect(desk.get_by_role("checkbox", name=name)).to_have_count(0)
    desk.get_by_role("status").get_by_role("link", name=f"Brief of {name}").click()
    expect(desk.get_by_text("From Maya Okonkwo to Tom Adeyemi on")).to_be_visible()
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Download as PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")

    held.set_offline(False)
    maya.all_sent(hers)
    open_hydrated(hers, f"/people/{client_id}")
    expect(hers.get_by_text("Not on this phone")).to_be_visible()
    (note,) = ask("SELECT * FROM contact_note_version WHERE text = ?", WORDS)
    assert note["is_late_right"] == 1

    his = toms.new_page()
    maya.sign_in(his, "tom@demo.test")
    open_hydrated(his, f"/people/{client_id}")
    his.locator("summary").filter(has_text="Notes").click()
    expect(his.get_by_text(WORDS)).to_be_visible()
    his.goto(f"/clients/{client_id}/brief")
    hydrated(his)
    expect(his.get_by_role("banner").get_by_text(name)).to_be_visible()
    expect(his.get_by_text(WORDS)).to_be_visible()


def test_cover_is_given_seen_on_the_phone_and_ended(
    held: BrowserContext, omars: BrowserContext, ask: Ask
) -> None:
    desk = omars.new_page()
    maya.fill_in(desk, "omar@demo.test")
    signed_in(desk)
    open_hydrated(desk, "/cover")
    for label, who in (("Who is away", "Tom"), ("Who covers", "Maya")):
        choose(desk, label, who)
    desk.get_by_role("button", name="Give cover").click()
    expect(desk.get_by_text("Cover is arranged.")).to_be_visible()
    hers = held.new_page()
    maya.sign_in(hers)
    open_hydrated(hers, "/people")
    (his,) = ask(
        "SELECT client.given_name, client.family_name FROM client "
        "JOIN team_member AS member ON member.client_id = client.id "
        "JOIN account ON account.id = member.account_id "
        "WHERE email = 'tom@demo.test' AND preferred_name IS NULL AND member.ends_at IS NULL "
        "ORDER BY client.id LIMIT 1"
    )
    hers.get_by_placeholder("Name, phone, street or goal").fill(his["family_name"])
    expect(hers.get_by_text(f"{his['given_name']} {his['family_name']}").first).to_be_visible()
    desk.get_by_role("button", name="End cover of Maya Okonkwo for Tom Adeyemi").click()
    expect(desk.get_by_text("Maya Okonkwo covers for Tom Adeyemi")).to_have_count(0)
    (cover,) = ask("SELECT * FROM cover JOIN account ON account.id = absent_id WHERE email = 'tom@demo.test'")
    assert cover["ends_at"] > cover["starts_at"]
