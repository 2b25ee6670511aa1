"""A desk session that comes to its end: warned of in time, put off by one tap, no typed word lost by it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e import maya
from tests.e2e.accessible import cut_off, violations
from tests.e2e.conftest import TABLET, Ask, watched
from tests.e2e.waits import arrived, holds, hydrated, open_desk
from tests.server import DATABASE, Server, serving

WORDS = "Spoke with Maya. She stays until the grandmother is there."
LOOK_UP = "**/api/v1/session?contact=none"
END = "UPDATE sign_in_session SET ended_at = CURRENT_TIMESTAMP, ended_reason = 'signed_out'"


@pytest.fixture
def agency(site: None, tmp_path: Path) -> Iterator[Server]:
    """A server for each test: one settles the alarm that the others write about, or ends every session."""
    with serving(tmp_path, after="demo") as running:
        yield running


@pytest.fixture
def omar(browser: Browser, agency: Server) -> Iterator[Page]:
    """Omar at his tablet, with a clock that this test can put forward."""
    for context in watched(browser.new_context(base_url=agency.url, viewport=TABLET)):
        page = context.new_page()
        page.clock.install()
        at_the_alarms(page, "omar@demo.test")
        yield page


def at_the_alarms(page: Page, email: str) -> None:
    maya.fill_in(page, email)
    arrived(page, "/approvals")
    open_desk(page, "/supervisor")
    expect(page.get_by_role("heading", name="Alarms")).to_be_visible()


def open_the_alarm(page: Page) -> Locator:
    """The box under an open alarm."""
    page.get_by_role("list", name="Open alarms").get_by_role("link").first.click()
    expect(page.get_by_role("region", name="Alarm", exact=True)).to_be_visible()
    return page.get_by_label("How was it settled?")


def asks_alone(page: Page) -> None:
    """From now on the page hears no more of its session than it knows.

    A page whose clock is put forward has a broken socket and asks about its session for that; the server's
    own clock, which stood still, would give it another hour.
    """
    page.route(LOOK_UP, lambda route: route.abort())


def end_every_session(agency: Server) -> None:
    with closing(sqlite3.connect(Path(agency.var, DATABASE), timeout=30)) as database, database:
        database.execute(END)


def test_the_end_is_warned_of_five_minutes_ahead_and_put_off_by_one_tap(omar: Page) -> None:
    warning = omar.get_by_role("alert").filter(has_text="You will be signed out in")
    asks_alone(omar)
    omar.clock.fast_forward("54:00")
    expect(warning).to_have_count(0)
    omar.clock.fast_forward("02:00")
    expect(warning).to_contain_text("What you typed is kept.")
    # An hour in two steps is also silence on the socket: the page connects anew, and is whole again after it.
    expect(omar.get_by_role("heading", name="Alarms")).to_be_visible()
    assert not violations(omar)
    omar.evaluate("document.documentElement.dataset.text = '200'")
    assert not cut_off(omar)
    omar.get_by_role("button", name="Stay signed in").click()
    expect(warning).to_have_count(0)
    expect(omar.get_by_role("heading", name="Alarms")).to_be_visible()


def test_who_does_nothing_is_signed_out_and_what_was_typed_is_there_again(omar: Page, agency: Server) -> None:
    open_the_alarm(omar).fill(WORDS)
    end_every_session(agency)  # the server's clock goes on, too
    omar.clock.fast_forward("01:05:00")
    arrived(omar, "/sign-in")

    at_the_alarms(omar, "omar@demo.test")
    expect(open_the_alarm(omar)).to_have_value(WORDS)


def test_what_is_typed_survives_a_reload(omar: Page) -> None:
    open_the_alarm(omar).fill(WORDS)
    omar.reload()
    hydrated(omar)
    expect(omar.get_by_label("How was it settled?")).to_have_value(WORDS)


def test_a_session_ended_elsewhere_loses_no_word_and_what_is_taken_leaves_the_browser(
    omar: Page, agency: Server, ask: Ask
) -> None:
    open_the_alarm(omar).fill(WORDS)
    end_every_session(agency)
    omar.reload()
    arrived(omar, "/sign-in")

    at_the_alarms(omar, "omar@demo.test")
    box = open_the_alarm(omar)
    expect(box).to_have_value(WORDS)
    omar.get_by_role("button", name="Mark settled").click()
    expect(omar.get_by_role("region", name="Alarm", exact=True).get_by_text(WORDS)).to_be_visible()
    assert [
        row["settled_how"] for row in ask("SELECT settled_how FROM alarm WHERE settled_how = ?", WORDS)
    ] == [WORDS]
    holds(omar, "() => !Object.keys(localStorage).some((key) => key.startsWith('typed:'))")
