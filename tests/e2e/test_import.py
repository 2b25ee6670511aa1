"""An administrator brings a caseload in the browser: tried, taken in, and again nothing changes."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import maya
from tests.e2e.conftest import TABLET, Ask, watched
from tests.e2e.waits import arrived, open_hydrated
from tests.server import Server

SIXTY = Path(__file__).parents[1] / "integration" / "caseloads" / "sixty.csv"
PEOPLE = "SELECT count(*) AS n FROM client"
OF_MAYA = """
SELECT count(*) AS n FROM team_member JOIN account ON account.id = team_member.account_id
JOIN client ON client.id = team_member.client_id
WHERE account.email = 'maya@demo.test' AND client.import_key IS NOT NULL
"""
BAD = """case_number,given_name,family_name,birth_date,case_manager,program
B-1,Nora,Whit,2016-02-30,maya@demo.test,Targeted case management
B-2,,Okoro,2015-01-04,nobody@demo.test,Targeted case management
B-3,Ida,Berg,2015-01-04,maya@demo.test,Targeted case management
"""


@pytest.fixture
def admin(browser: Browser, agency: Server) -> Iterator[Page]:
    for context in watched(browser.new_context(base_url=agency.url, viewport=TABLET)):
        page = context.new_page()
        maya.fill_in(page, "admin@demo.test")
        arrived(page, "/admin")
        open_hydrated(page, "/admin/import")
        yield page


def try_file(page: Page, contents: str, name: str = "people.csv") -> None:
    page.get_by_label("File", exact=True).set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": contents.encode()}
    )
    page.get_by_role("button", name="Try the file").click()


def count(ask: Ask, sql: str) -> int:
    return ask(sql)[0]["n"]


def test_each_bad_cell_is_named_by_line_and_column_and_nothing_is_taken_in(admin: Page, ask: Ask) -> None:
    before = count(ask, PEOPLE)
    try_file(admin, BAD)
    said = admin.get_by_role("status")
    expect(said.get_by_text("3 cells to mend.")).to_be_visible()
    expect(said.get_by_text("Nothing was changed. Mend the file and try it again.")).to_be_visible()
    named = admin.locator("ol > li")
    expect(named).to_have_count(3)
    for place in ("Line 2, birth_date", "Line 3, given_name", "Line 3, case_manager"):
        expect(named.filter(has_text=place)).to_have_count(1)
    expect(admin.get_by_role("button", name="Take in")).to_have_count(0)
    assert count(ask, PEOPLE) == before


def test_a_good_file_is_tried_then_taken_in_and_again_changes_nothing(admin: Page, ask: Ask) -> None:
    before = count(ask, PEOPLE)
    next_year = date.today().year + 1
    sixty = SIXTY.read_text("utf-8-sig").replace("@example.test", "@demo.test")
    sixty = sixty.replace("2026-04-", f"{next_year}-04-")  # a planned visit is ahead
    try_file(admin, sixty)
    said = admin.get_by_role("status")
    expect(said.get_by_text("60 people would be taken in.")).to_be_visible(timeout=30_000)
    assert count(ask, PEOPLE) == before, "trying changes nothing"
    admin.get_by_role("button", name="Take in 60 people").click()
    expect(said.get_by_text("60 people are taken in.")).to_be_visible(timeout=30_000)
    assert count(ask, PEOPLE) == before + 60
    assert count(ask, OF_MAYA) == 60

    try_file(admin, sixty)
    expect(admin.get_by_text("60 people are here already, and are left as they are.")).to_be_visible(
        timeout=30_000
    )
    expect(said.get_by_text("0 people would be taken in.")).to_be_visible()
    expect(admin.get_by_role("button", name="Take in")).to_have_count(0)
    assert count(ask, PEOPLE) == before + 60
