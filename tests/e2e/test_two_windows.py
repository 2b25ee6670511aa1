"""The same draft open in two windows: each is told of the other, and neither loses a word."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.phone import fixture, seed
from tests.e2e.stored import commands, until_kept
from tests.e2e.waits import arrived, open_hydrated
from tests.server import Server

THEO = "01930000-0000-7000-8000-000000000101"
DRAFT = "01930000-0000-7000-8000-000000000681"


@pytest.fixture
def windows(phone: BrowserContext, server: Server) -> tuple[Page, Page]:
    """Two windows on Maya's phone, both on the same draft, with nothing reaching the server."""
    phone.route("**/api/v1/sync", lambda route: route.abort())
    caseload = fixture()
    fields = {
        "client_id": THEO,
        "text": "Rosa called.",
        "day": "2026-03-10",
        "start": "16:05",
        "end": "16:15",
    }
    draft: dict[str, Any] = {"id": DRAFT, "client_id": THEO, "fields": fields}
    one, other = phone.new_page(), phone.new_page()
    seed(one, base_url=server.url, caseload=caseload | {"drafts": [draft]})
    for window in (one, other):
        open_hydrated(window, f"/note/{DRAFT}")
        expect(text(window)).to_have_value("Rosa called.")
    return one, other


def text(window: Page):
    return window.get_by_label("What happened")


def told(window: Page, words: str):
    return window.get_by_role("status").filter(has_text=words)


def test_the_other_window_is_told_as_soon_as_one_of_them_is_typed_in(windows: tuple[Page, Page]) -> None:
    one, other = windows
    text(one).fill("Rosa called. Mornings are calmer.")
    expect(told(other, "This note is open in another window, too.")).to_be_visible()
    expect(text(other)).to_have_value("Rosa called.")
    expect(told(one, "This note is open in another window, too.")).to_have_count(0)


def test_what_both_windows_type_is_kept_as_two_drafts(windows: tuple[Page, Page]) -> None:
    one, other = windows
    text(one).fill("Rosa called. Mornings are calmer.")
    expect(told(other, "This note is open in another window, too.")).to_be_visible()
    text(other).fill("Rosa called. She asks for the school's letter.")
    expect(told(other, "This note is open twice. Both are kept as drafts.")).to_be_visible()
    text(one).fill("Rosa called. Mornings are calmer. Friday too.")
    expect(one.get_by_text("Saved on this phone")).to_be_visible()
    until_kept(one, "Friday too.")

    open_hydrated(one, "/today")
    drafts = one.get_by_role("link", name="Draft")
    expect(drafts).to_have_count(2)
    kept = set()
    for number in (0, 1):
        open_hydrated(one, "/today")
        drafts.nth(number).click()
        arrived(one, "/note/*")
        expect(text(one)).not_to_have_value("")
        kept.add(text(one).input_value())
    assert kept == {
        "Rosa called. Mornings are calmer. Friday too.",
        "Rosa called. She asks for the school's letter.",
    }


def test_both_can_be_submitted_and_are_two_notes(windows: tuple[Page, Page]) -> None:
    one, other = windows
    text(one).fill("The first window's words.")
    expect(told(other, "This note is open in another window, too.")).to_be_visible()
    text(other).fill("The second window's words.")
    expect(told(other, "This note is open twice. Both are kept as drafts.")).to_be_visible()
    for window in (one, other):
        window.get_by_text("Rosa (Mother)").click()
        window.get_by_text("Reached", exact=True).click()
        window.get_by_text("10", exact=True).click()
        window.get_by_role("button", name="Submit for approval").click()
        expect(window.get_by_role("heading", name="Write note")).not_to_be_visible()
    notes = commands(one, "note.submit")
    assert {note["payload"]["text"] for note in notes} == {
        "The first window's words.",
        "The second window's words.",
    }
    assert len({note["payload"]["note_id"] for note in notes}) == 2
