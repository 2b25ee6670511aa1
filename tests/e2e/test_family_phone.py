"""A family's phone with no network: what Rosa does there reaches the database, once."""

import re

from playwright.sync_api import BrowserContext, expect

from tests.e2e import maya, stored
from tests.e2e.conftest import Ask
from tests.e2e.screens import MATEO, NOBODY
from tests.e2e.waits import arrived, hydrated, kept_on_phone, open_hydrated

QUESTION = "Can her grandmother come to the meeting too?"
COMPLAINT = "No one called back about the meeting on Tuesday."
STAFF_SCREENS = ("/today", "/people", "/note", f"/people/{MATEO}/crisis", f"/visit/{NOBODY}")
TOAST = re.compile("^(Undo|Close)$")
DONE_BY_ROSA = """
SELECT id FROM next_step
WHERE what = ? AND done_by_id = (SELECT id FROM account WHERE email = 'rosa@demo.test')
"""


def test_rosa_marks_a_step_done_and_asks_with_no_network(held: BrowserContext, ask: Ask) -> None:
    page = held.new_page()
    maya.fill_in(page, "rosa@demo.test")
    arrived(page, "/family")
    maya.all_sent(page)
    kept_on_phone(page)
    held.set_offline(True)
    open_hydrated(page, "/family")

    step = page.get_by_role("button", name="Done ").first
    what = (step.text_content() or "").removeprefix("Done").strip()
    before = len(ask(DONE_BY_ROSA, what))
    step.click()
    page.get_by_role("dialog").get_by_role("button", name="Done", exact=True).click()
    expect(page.get_by_text("1 waiting")).to_be_visible()
    expect(page.get_by_role("button", name=f"Done {what}")).to_have_count(0)

    page.get_by_role("link", name="Team", exact=True).click()
    arrived(page, "/family/team")
    page.get_by_role("radio", name="Question").check()
    page.get_by_label("Your words").fill(QUESTION)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Saved on this phone. Not sent yet.")).to_be_visible()
    expect(page.get_by_text("2 waiting")).to_be_visible()

    page.get_by_role("link", name="2 waiting").click()
    arrived(page, "/family/outbox")
    expect(page.get_by_role("button", name=TOAST)).to_be_visible()
    expect(page.get_by_role("heading", name="What you sent")).to_be_visible()
    expect(page.get_by_text(f"Done: {what}")).to_be_visible()
    expect(page.get_by_text(f"Question: “{QUESTION}”")).to_be_visible()
    page.get_by_role("link", name="Settings").click()  # the toast does not stand over it
    arrived(page, "/family/settings")
    expect(page.get_by_role("button", name="Leave quickly")).to_be_visible()

    page.get_by_role("link", name="Crisis plan").click()
    expect(page.get_by_role("link", name="Call 911")).to_be_visible()
    expect(page.get_by_role("heading", name="Never do")).to_be_visible()

    held.set_offline(False)
    page.goto("/family")
    hydrated(page)
    maya.all_sent(page)
    assert len(ask(DONE_BY_ROSA, what)) == before + 1
    assert len(ask("SELECT id FROM family_message WHERE text = ?", QUESTION)) == 1


def test_a_half_written_complaint_survives_a_reload_and_is_sent_once(held: BrowserContext, ask: Ask) -> None:
    page = held.new_page()
    maya.fill_in(page, "rosa@demo.test")
    arrived(page, "/family")
    maya.all_sent(page)
    open_hydrated(page, "/family/team")
    page.get_by_role("radio", name="Complaint").check()
    page.get_by_label("Your words").fill(COMPLAINT)
    stored.until_kept(page, COMPLAINT)
    page.reload()
    hydrated(page)
    expect(page.get_by_label("Your words")).to_have_value(COMPLAINT)
    expect(page.get_by_role("radio", name="Complaint")).to_be_checked()
    page.get_by_role("button", name="Send").dblclick()
    expect(page.get_by_label("Your words")).to_have_value("")
    maya.all_sent(page)
    assert len(ask("SELECT id FROM family_message WHERE text = ?", COMPLAINT)) == 1
    page.reload()
    hydrated(page)
    expect(page.get_by_label("Your words")).to_have_value("")


def test_each_is_led_from_the_others_screens_to_their_own(held: BrowserContext) -> None:
    page = held.new_page()
    maya.fill_in(page, "rosa@demo.test")
    arrived(page, "/family")
    maya.all_sent(page)
    kept_on_phone(page)
    for offline in (False, True):
        held.set_offline(offline)
        for typed in STAFF_SCREENS:
            page.goto(typed)
            arrived(page, "/family")
            expect(page.get_by_role("heading", name="For the team")).to_be_visible()
    held.set_offline(False)
    maya.sign_out(page)
    maya.sign_in(page)
    page.goto("/family/goals")
    arrived(page, "/today")
    expect(page.get_by_role("heading", name="Visits", exact=True)).to_be_visible()
