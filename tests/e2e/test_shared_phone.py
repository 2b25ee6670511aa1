"""One phone, two case managers: signing out with work unsent, online and offline; nobody sees the other's."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e import maya, stored
from tests.e2e.conftest import Ask
from tests.e2e.waits import arrived, holds, hydrated, open_hydrated

AUTHORS = """
SELECT account.email, version.text FROM contact_note_version AS version
JOIN contact_note AS note ON note.id = version.note_id JOIN account ON account.id = note.author_id
WHERE version.text LIKE ?
"""
LAST_SESSION = """
SELECT ended_reason FROM sign_in_session JOIN account ON account.id = account_id
WHERE email = ? ORDER BY sign_in_session.created_at DESC LIMIT 1
"""
UNSENT = "1 thing is not sent yet. 1 draft is not finished."


@pytest.fixture
def page(held: BrowserContext) -> Page:
    """Maya's, signed in."""
    page = held.new_page()
    maya.sign_in(page)
    return page


def nobody_is_in(page: Page) -> None:
    """No screen shows anything, and nothing that the server gave is left on the phone."""
    page.goto("/today")
    arrived(page, "/sign-in")
    assert [store["bundles"] for store in stored.held(page)] == [0]


def samira_sees_only_her_own(page: Page, *, text: str) -> None:
    maya.sign_in(page, "samira@demo.test")
    open_hydrated(page, "/outbox")
    expect(page.get_by_text("Nothing waits here")).to_be_visible()
    expect(page.get_by_text(text)).to_have_count(0)
    open_hydrated(page, "/today")
    expect(page.get_by_role("link", name="Draft")).to_have_count(0)


def test_signed_out_here_nothing_is_left_to_see_and_unsent_work_waits_for_its_author(
    page: Page, held: BrowserContext, ask: Ask
) -> None:
    held.route("**/api/v1/sync", lambda route: route.abort())  # the network is there, sending fails
    maya.quick_note(page, "Signed out with this unsent.")
    maya.half_a_note(page, "Half a thought about Thursday")
    maya.sign_out(page, says=UNSENT)
    nobody_is_in(page)
    assert [(store["commands"], store["drafts"]) for store in stored.held(page)] == [(1, 1)]

    held.unroute("**/api/v1/sync")
    samira_sees_only_her_own(page, text="Half a thought")
    assert ask(AUTHORS, "Signed out with this%") == []
    maya.sign_out(page)

    maya.sign_in(page)
    found = ask(AUTHORS, "Signed out with this%")
    assert [tuple(row) for row in found] == [("maya@demo.test", "Signed out with this unsent.")]
    page.get_by_role("link", name="Draft").click()
    expect(page.get_by_label("What happened")).to_have_value("Half a thought about Thursday")


def test_signed_out_without_a_network_the_session_ends_before_anybody_else_uses_it(
    page: Page, held: BrowserContext, ask: Ask
) -> None:
    held.set_offline(True)
    maya.quick_note(page, "Offline, then the phone was handed on.")
    maya.sign_out(page, says="1 thing is not sent yet.")
    nobody_is_in(page)

    hydrated(page)
    page.get_by_label("Email").fill("samira@demo.test")
    page.get_by_label("Password", exact=True).fill(maya.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("connection")
    expect(page.get_by_label("Email")).to_have_value("samira@demo.test")

    held.set_offline(False)
    samira_sees_only_her_own(page, text="handed on")
    assert ask(AUTHORS, "Offline, then%") == []
    assert ask(LAST_SESSION, "maya@demo.test")[0]["ended_reason"] == "signed_out"

    held.set_offline(True)
    maya.quick_note(page, "Samira wrote this offline.")
    maya.sign_out(page, says="1 thing is not sent yet.")
    held.set_offline(False)

    maya.sign_in(page)
    assert ask(AUTHORS, "Samira wrote%") == []
    maya.sign_out(page)
    maya.sign_in(page, "samira@demo.test")
    assert [row["email"] for row in ask(AUTHORS, "Offline, then%")] == ["maya@demo.test"]
    assert [row["email"] for row in ask(AUTHORS, "Samira wrote%")] == ["samira@demo.test"]


def test_a_window_that_was_left_open_shows_the_next_person_nothing_and_writes_nothing_into_their_store(
    page: Page, held: BrowserContext
) -> None:
    open_hydrated(page, "/note")
    page.get_by_label("What happened").fill("Half a thought about Friday")
    stored.until_kept(page, "Half a thought about Friday")
    other = held.new_page()
    maya.fill_in(other, "samira@demo.test")
    arrived(other, "/today")
    arrived(page, "/today")
    expect(page.get_by_text("Half a thought")).to_have_count(0)
    expect(page.get_by_role("link", name="Draft")).to_have_count(0)
    assert sorted(store["drafts"] for store in stored.held(page)) == [0, 1]
    maya.sign_out(page)
    maya.sign_in(page)
    page.get_by_role("link", name="Draft").click()
    expect(page.get_by_label("What happened")).to_have_value("Half a thought about Friday")


def test_a_page_that_the_browser_kept_whole_comes_back_as_a_new_one(page: Page) -> None:
    """It heard nothing while it was away: it may be of who was signed in before."""
    open_hydrated(page, "/today")
    page.evaluate("globalThis.isOld = true")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    holds(page, "() => !globalThis.isOld")
    hydrated(page)
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
