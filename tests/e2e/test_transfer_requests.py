"""Omar asks Ingrid's team to take a person over; she accepts on her screen, and the person moves."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e import maya
from tests.e2e.conftest import TABLET, Ask, watched
from tests.e2e.test_transfers import HERS, caseloads, choose
from tests.e2e.waits import open_hydrated, signed_in
from tests.server import Server

HELD_BY = """
SELECT account.email FROM team_member JOIN account ON account.id = team_member.account_id
WHERE team_member.client_id = ? AND team_member.role = 'case_manager' AND team_member.ends_at IS NULL
"""


@pytest.fixture
def omars(browser: Browser, agency: Server) -> Iterator[BrowserContext]:
    yield from watched(browser.new_context(base_url=agency.url, viewport=TABLET, has_touch=True))


@pytest.fixture
def ingrids(browser: Browser, agency: Server) -> Iterator[BrowserContext]:
    yield from watched(browser.new_context(base_url=agency.url, viewport=TABLET, has_touch=True))


def board(context: BrowserContext, email: str) -> Page:
    page = context.new_page()
    maya.fill_in(page, email)
    signed_in(page)
    open_hydrated(page, "/caseloads")
    expect(page.get_by_role("region", name="Workers")).to_be_visible()
    return page


def test_a_person_moves_to_another_team_when_its_supervisor_accepts(
    omars: BrowserContext, ingrids: BrowserContext, ask: Ask
) -> None:
    (person,) = ask(HERS)
    hers = board(ingrids, "ingrid@demo.test")
    expect(hers.get_by_role("heading", name="Asked of your team")).to_have_count(0)

    his = caseloads(omars.new_page(), "Maya Okonkwo")
    his.get_by_role("checkbox", name=person["name"]).check()
    choose(his, "Transfer to", "Charlie Nguyen")
    his.get_by_label("Reason").fill("The family moved west")
    his.get_by_role("button", name="Transfer cases").click()
    expect(his.get_by_text("The supervisor of Charlie Nguyen is asked.").first).to_be_visible()
    expect(his.get_by_role("heading", name="Asked of other teams")).to_be_visible()
    assert [row["email"] for row in ask(HELD_BY, person["id"])] == ["maya@demo.test"], "nothing moves yet"

    asked = hers.get_by_role("listitem").filter(has_text="for Charlie Nguyen.")
    expect(
        asked.get_by_text("Omar Haddad asks you to take over 1 person for Charlie Nguyen.")
    ).to_be_visible()
    expect(asked.get_by_text("Reason: The family moved west")).to_be_visible()
    expect(hers.get_by_text(person["name"])).to_have_count(0)  # who it is she sees when she has accepted
    asked.get_by_role("button", name="Accept").click()
    expect(hers.get_by_role("heading", name="Asked of your team")).to_have_count(0)

    expect(his.get_by_role("checkbox", name=person["name"])).to_have_count(0)
    expect(his.get_by_text("Accepted", exact=False).first).to_be_visible()
    assert [row["email"] for row in ask(HELD_BY, person["id"])] == ["charlie@demo.test"]
    hers.get_by_role("link", name="Charlie Nguyen", exact=True).click()
    expect(hers.get_by_role("checkbox", name=person["name"])).to_be_visible()
