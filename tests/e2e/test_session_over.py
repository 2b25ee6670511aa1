"""A session that ends with a full outbox: asks to sign in, keeps everything, then sends it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from tests.e2e import maya
from tests.e2e.conftest import Ask
from tests.e2e.waits import arrived, open_hydrated
from tests.server import DATABASE, Server

NOTES = "SELECT text FROM contact_note_version WHERE text LIKE 'Outbox note%' ORDER BY text"
EXPIRE = "UPDATE sign_in_session SET expires_at = created_at"


def expire_every_session(agency: Server) -> None:
    with closing(sqlite3.connect(Path(agency.var, DATABASE), timeout=30)) as database, database:
        database.execute(EXPIRE)


def test_a_session_that_ends_with_a_full_outbox_asks_to_sign_in_and_then_sends(
    held: BrowserContext, agency: Server, ask: Ask
) -> None:
    page = held.new_page()
    maya.sign_in(page)
    held.set_offline(True)
    for number in (1, 2, 3):
        maya.quick_note(page, f"Outbox note {number}")
    maya.half_a_note(page, "Not finished yet")
    expire_every_session(agency)

    held.set_offline(False)
    open_hydrated(page, "/today")
    banner = page.get_by_role("status").filter(has_text="Sign in to send.")
    expect(banner).to_contain_text("What you recorded is kept on this phone.")
    maya.waiting(page, 3)
    expect(page.get_by_role("heading", name="Visits", exact=True)).to_be_visible()  # still readable
    assert ask(NOTES) == []

    banner.get_by_role("link", name="Sign in").click()
    page.get_by_label("Email").fill("maya@demo.test")
    page.get_by_label("Password", exact=True).fill(maya.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    arrived(page, "/today")
    maya.all_sent(page)
    expect(page.get_by_text("Sign in to send.")).to_have_count(0)
    assert [row["text"] for row in ask(NOTES)] == [f"Outbox note {number}" for number in (1, 2, 3)]
    page.get_by_role("link", name="Draft").click()
    expect(page.get_by_label("What happened")).to_have_value("Not finished yet")
