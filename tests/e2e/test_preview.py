"""Preview as family: staff see what the family's phone shows, and can do nothing there."""

import re

from playwright.sync_api import BrowserContext, expect

from tests.e2e import maya
from tests.e2e.conftest import Ask
from tests.e2e.waits import hydrated


def test_maya_sees_what_rosa_sees_and_can_do_nothing_there(held: BrowserContext, ask: Ask) -> None:
    page = held.new_page()
    maya.sign_in(page)
    [rosa] = ask("SELECT id FROM account WHERE email = 'rosa@demo.test'")
    steps = ask(
        "SELECT what FROM next_step JOIN sharing_grant ON item_id = next_step.id AND kind = 'next_step' "
        "WHERE account_id = ? AND revoked_at IS NULL AND withdrawn_at IS NULL",
        rosa["id"],
    )
    before = page.evaluate("indexedDB.databases()")
    page.goto(f"/preview/{rosa['id']}")
    hydrated(page)
    expect(page.get_by_role("heading", name="What Rosa Delgado sees")).to_be_visible()
    theirs = page.get_by_role("group", name="What they see")
    shared = re.compile("|".join(re.escape(step["what"]) for step in steps))
    expect(theirs.get_by_text(shared).first).to_be_visible()
    for button in theirs.get_by_role("button").all():
        expect(button).to_be_disabled()
    page.get_by_role("link", name="Crisis plan").click()
    expect(theirs.get_by_role("heading").first).to_be_visible()
    assert page.evaluate("indexedDB.databases()") == before
    page.goto("/today")
    hydrated(page)
    expect(page.get_by_role("heading", name="Visits", exact=True)).to_be_visible()
    [read] = ask(
        "SELECT count(*) AS n FROM audit_event WHERE action = 'family.preview' AND subject_id = ?", rosa["id"]
    )
    assert read["n"] > 0
