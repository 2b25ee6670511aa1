"""Signing out a phone that is elsewhere, by oneself or an administrator; unsent work is not lost."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.e2e import maya, stored
from tests.e2e.conftest import PHONE, TABLET, Ask, watched
from tests.e2e.waits import arrived, open_hydrated
from tests.server import Server

NOTES = "SELECT text FROM contact_note_version WHERE text LIKE 'Left in%'"


@pytest.fixture
def lost(browser: Browser, agency: Server) -> Iterator[BrowserContext]:
    """A second phone of hers."""
    yield from watched(browser.new_context(base_url=agency.url, viewport=PHONE))


def test_a_phone_signed_out_from_another_is_emptied_and_its_unsent_work_stays(
    held: BrowserContext, lost: BrowserContext, ask: Ask
) -> None:
    far = lost.new_page()
    maya.sign_in(far)
    lost.set_offline(True)
    maya.quick_note(far, "Left in the car with this unsent.")
    maya.waiting(far, 1)

    near = held.new_page()
    maya.sign_in(near)
    open_hydrated(near, "/settings")
    mine = near.get_by_role("listitem")
    expect(mine.filter(has_text="This device")).to_have_count(1)
    near.get_by_role("button", name=re.compile("^Sign out (?!on this device)")).click()
    question = near.get_by_role("dialog", name="Sign out that device?")
    expect(question.get_by_text("What was not sent stays there.")).to_be_visible()
    question.get_by_role("button", name="Sign out", exact=True).click()
    expect(near.get_by_role("status").filter(has_text="Signed out there.")).to_be_visible()
    expect(near.get_by_role("button", name=re.compile("^Sign out (?!on this device)"))).to_have_count(0)

    lost.set_offline(False)
    arrived(far, "/sign-in")
    assert stored.held(far) == [{"bundles": 0, "commands": 1, "drafts": 0}]
    assert ask(NOTES) == []

    maya.sign_in(far)
    assert [row["text"] for row in ask(NOTES)] == ["Left in the car with this unsent."]
    open_hydrated(near, "/today")
    maya.all_sent(near)


@pytest.fixture
def desk(browser: Browser, agency: Server) -> Iterator[BrowserContext]:
    yield from watched(browser.new_context(base_url=agency.url, viewport=TABLET))


def test_a_lost_phone_is_erased_by_an_administrator_and_its_unsent_work_stays(
    lost: BrowserContext, desk: BrowserContext, ask: Ask
) -> None:
    far = lost.new_page()
    maya.sign_in(far, "tom@demo.test")
    lost.set_offline(True)
    maya.quick_note(far, "Written on the bus, before the phone was lost.")
    maya.waiting(far, 1)

    admin = desk.new_page()
    maya.fill_in(admin, "admin@demo.test")
    arrived(admin, "/admin")
    admin.get_by_role("link", name="Open Tom Adeyemi").click()
    arrived(admin, "/admin/account?**")
    admin.get_by_role("button", name=re.compile("^Sign out and erase")).click()
    question = admin.get_by_role("dialog", name="Sign out and erase that device?")
    expect(question.get_by_text("What Tom Adeyemi had not sent stays there for them.")).to_be_visible()
    question.get_by_role("button", name="Sign out and erase", exact=True).click()
    expect(question).to_be_hidden()
    expect(admin.get_by_role("status").filter(has_text="Signed out there.")).to_be_visible()
    expect(admin.get_by_text("No device holds records of this account.")).to_be_visible()
    expect(admin.get_by_text("Not signed in anywhere.")).to_be_visible()
    [event] = ask("SELECT count(*) AS n FROM audit_event WHERE action = 'account.erase_device'")
    assert event["n"] == 1

    lost.set_offline(False)
    arrived(far, "/sign-in")
    assert stored.held(far) == [{"bundles": 0, "commands": 1, "drafts": 0}]
    maya.sign_in(far, "tom@demo.test")
    [note] = ask("SELECT count(*) AS n FROM contact_note_version WHERE text LIKE 'Written on the bus%'")
    assert note["n"] == 1
