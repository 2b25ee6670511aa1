"""Maya is out, the hour passes, Omar's board says so by itself; both words look the same on her phone."""

import json
import re
import sqlite3
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.e2e import maya
from tests.e2e.conftest import PHONE, TABLET, Ask, watched
from tests.e2e.stored import commands
from tests.e2e.waits import hydrated, open_hydrated, signed_in
from tests.server import DATABASE, Server

WORD, DURESS = "lighthouse", "marigold"
MINE = """
SELECT visit.id FROM visit JOIN account ON account.id = worker_id
WHERE account.email = 'maya@demo.test' AND visit.status = 'planned' AND NOT is_confidential
AND visit.id NOT IN
  (SELECT visit_id FROM visit_client JOIN client ON client.id = client_id WHERE pair_required)
ORDER BY abs(julianday(planned_start) - julianday('now')) LIMIT 1
"""
# The watch looks every ten seconds by itself, and a busy machine takes its time.
SOON = 30_000


@pytest.fixture
def held(browser: Browser, agency: Server) -> Generator[BrowserContext]:
    yield from watched(
        browser.new_context(
            base_url=agency.url,
            viewport=PHONE,
            has_touch=True,
            is_mobile=True,
            permissions=["geolocation"],
            geolocation={"latitude": 40.2, "longitude": -74.7, "accuracy": 12},
        )
    )


@pytest.fixture
def board(browser: Browser, agency: Server) -> Generator[Page]:
    """Omar's tablet, on Visits now."""
    for context in watched(browser.new_context(base_url=agency.url, viewport=TABLET)):
        page = context.new_page()
        maya.fill_in(page, "omar@demo.test")
        signed_in(page)
        open_hydrated(page, "/visits-now")
        expect(page.get_by_role("heading", name="Visits now")).to_be_visible()
        yield page


@pytest.fixture
def move_clock(agency: Server) -> Callable[[int], None]:
    """As if so many minutes had passed since everybody's check-in."""

    def moved(minutes: int) -> None:
        by = f"-{minutes} minutes"
        with closing(sqlite3.connect(Path(agency.var, DATABASE), timeout=20)) as database, database:
            shift = "strftime('%Y-%m-%d %H:%M:%f', {0}, ?)"
            for table, column in (
                ("safety_timer", "due_at"),
                ("safety_timer", "next_at"),
                ("visit", "expected_end"),
            ):
                database.execute(
                    f"UPDATE {table} SET {column} = {shift.format(column)} WHERE {column} IS NOT NULL",
                    (by,),
                )

    return moved


def her_row(board: Page) -> Locator:
    return board.get_by_role("region", name="Workers out").get_by_role("row", name=re.compile("Maya Okonkwo"))


def take_time(page: Page, word: str) -> str:
    """+15 min with this word; what the phone says and shows then, without what differs by the minute."""
    page.get_by_role("button", name="+15 min").click()
    sheet = page.get_by_role("dialog", name="15 more minutes")
    sheet.get_by_label("Visit word").fill(word)
    sheet.get_by_role("button", name="Take 15 minutes").click()
    expect(page.get_by_text("Expected end is now")).to_be_visible()
    expect(sheet).to_be_hidden()
    maya.all_sent(page)
    expect(page.get_by_text("Expected end is now")).to_have_count(0, timeout=SOON)
    return re.sub(r"\d+|[AP]M", "0", page.locator("body").inner_text())


def test_an_overdue_worker_is_seen_asked_after_and_marked_safe(
    held: BrowserContext, board: Page, ask: Ask, move_clock: Callable[[int], None]
) -> None:
    [row] = ask(MINE)
    page = held.new_page()
    maya.sign_in(page)
    open_hydrated(page, f"/visit/{UUID(row['id'])}")
    page.get_by_role("button", name="Check in").click()
    expect(page.get_by_text("Safety timer is running until")).to_be_visible(timeout=SOON)
    expect(her_row(board)).to_contain_text("On time", timeout=SOON)

    move_clock(80)
    expect(her_row(board)).to_contain_text("min overdue", timeout=SOON)
    page.reload()
    hydrated(page)
    expect(page.get_by_text("Are you safe?")).to_be_visible(timeout=SOON)

    board.get_by_role("link", name="Maya Okonkwo").click()
    expect(board.get_by_text("Who has been told")).to_be_visible()
    board.get_by_role("button", name="Mark safe").click()
    expect(board.get_by_text("Say how they were spoken with.")).to_be_visible()
    board.get_by_label("How did you speak with them?").select_option("phone")
    board.get_by_role("button", name="Mark safe").click()
    expect(her_row(board)).to_contain_text("Marked safe")
    expect(board.get_by_text("Spoke with them: Omar Haddad")).to_be_visible()
    [check] = ask("SELECT how, name FROM safety_check JOIN account ON account.id = marked_by_id")
    assert tuple(check) == ("phone", "Omar Haddad")

    free = take_time(page, WORD)
    expect(her_row(board)).to_contain_text("On time", timeout=SOON)
    forced = take_time(page, DURESS)
    assert forced == free
    expect(her_row(board)).to_contain_text("Duress word", timeout=SOON)

    held.set_offline(True)
    page.get_by_role("button", name="+15 min").click()
    page.get_by_role("dialog").get_by_label("Visit word").fill(DURESS)
    page.get_by_role("button", name="Take 15 minutes").click()
    expect(page.get_by_text("More time has not reached the server yet.")).to_be_visible()
    [waiting] = [one for one in commands(page, "visit.extend") if one["state"] == "waiting"]
    assert waiting["payload"]["word"]
    stored = json.dumps(commands(page))
    assert DURESS not in stored
    assert WORD not in stored
    assert "duress" not in stored
