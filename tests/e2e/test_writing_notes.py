"""Write note: few taps, nothing lost, everything said."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.phone import fixture, seed
from tests.e2e.stored import commands, drafts
from tests.e2e.waits import arrived, hydrated, open_hydrated
from tests.server import Server

THEO = "01930000-0000-7000-8000-000000000101"
RETURNED = "01930000-0000-7000-8000-000000000701"
TEACHER = {
    "id": "01930000-0000-7000-8000-000000000977",
    "account_id": None,
    "name": "Ms. Alvarez",
    "role": "teacher",
    "duty": None,
    "phone": None,
    "may_hear": False,
}
_PUT_IN = """() => {
  const box = document.querySelector("textarea[name=text]");
  box.setRangeText("n", box.value.length, box.value.length, "end");
}"""
_COUNT_TAPS = """() => {
  globalThis.taps = 0;
  addEventListener("pointerdown", (event) => event.isTrusted && (globalThis.taps += 1), true);
}"""


@pytest.fixture
def caseload() -> dict[str, Any]:
    held = fixture()
    held["bundles"][THEO]["team"].append(TEACHER)
    held["me"]["rules"] = {"abuse_hotline": {"name": "State hotline", "phone": "+18005550199"}}
    return held


@pytest.fixture
def maya(phone: BrowserContext, server: Server, caseload: dict[str, Any]) -> Page:
    """Her phone with nothing reaching the server."""
    phone.route("**/api/v1/sync", lambda route: route.abort())
    page = phone.new_page()
    seed(page, base_url=server.url, caseload=caseload)
    return page


def called_rosa(page: Page) -> None:
    """Everything of a phone note but its text."""
    page.get_by_role("option", name="Theo Marchetti").tap()
    page.get_by_text("Rosa (Mother)").tap()
    page.get_by_text("Reached").tap()
    page.get_by_text("10", exact=True).tap()


def write_on(page: Page, words: str) -> None:
    """At the end of the text, key by key."""
    page.get_by_label("What happened").press("Control+End")
    page.keyboard.type(words)


def test_a_two_line_phone_note_takes_at_most_six_taps(maya: Page) -> None:
    open_hydrated(maya, "/today")
    maya.evaluate(_COUNT_TAPS)
    maya.get_by_role("link", name="Note", exact=True).tap()
    called_rosa(maya)
    expect(maya.get_by_label("What happened")).to_be_focused()  # no tap of its own
    maya.keyboard.type("Rosa called back.\nMornings are calmer.")
    maya.get_by_role("button", name="Submit for approval").tap()
    arrived(maya, "/today")
    assert maya.evaluate("globalThis.taps") <= 6
    [note] = commands(maya, "note.submit")
    assert note["payload"]["text"] == "Rosa called back.\nMornings are calmer."
    assert note["payload"]["contacted_names"] == ["Rosa Marchetti"]
    assert note["payload"]["minutes"] == 10


def test_nothing_typed_is_lost_by_reload_rotation_or_closing(maya: Page) -> None:
    open_hydrated(maya, "/note")
    called_rosa(maya)
    for typed, kept in (("Half", "Half"), (" a", "Half a"), (" sen", "Half a sen")):
        write_on(maya, typed)
        maya.reload()  # with the last letter still on its way
        hydrated(maya)
        expect(maya.get_by_label("What happened")).to_have_value(kept)
    assert len(drafts(maya)) == 1
    expect(maya.get_by_role("checkbox", name="Rosa (Mother)")).to_be_checked()
    maya.set_viewport_size({"width": 844, "height": 390})
    expect(maya.get_by_label("What happened")).to_have_value("Half a sen")
    maya.get_by_role("button", name="Close, keep what I wrote").click()
    open_hydrated(maya, "/today")
    maya.get_by_role("link", name="Draft").click()
    expect(maya.get_by_label("What happened")).to_have_value("Half a sen")


def test_what_stands_in_the_form_as_the_page_goes_is_not_lost(maya: Page) -> None:
    open_hydrated(maya, f"/note?client={THEO}")
    write_on(maya, "Half a se")
    maya.evaluate(_PUT_IN)  # the page was not told: its first write begins when it goes
    maya.reload()
    hydrated(maya)
    expect(maya.get_by_label("What happened")).to_have_value("Half a sen")
    assert len(drafts(maya)) == 1


def _back(page: Page) -> None:
    page.go_back()


def _close(page: Page) -> None:
    page.get_by_role("button", name="Close, keep what I wrote").tap()


@pytest.mark.parametrize("leave", [_back, _close])
def test_a_draft_opens_as_it_was_left_every_time(maya: Page, leave: Callable[[Page], None]) -> None:
    open_hydrated(maya, f"/note?client={THEO}")
    write_on(maya, "One.")
    open_hydrated(maya, "/today")
    for typed, kept in ((" Two.", "One."), (" Three.", "One. Two."), (" Four.", "One. Two. Three.")):
        maya.get_by_role("link", name="Draft").tap()
        expect(maya.get_by_label("What happened")).to_have_value(kept)
        write_on(maya, typed)
        leave(maya)
        arrived(maya, "/today")
    maya.get_by_role("link", name="Draft").tap()
    expect(maya.get_by_label("What happened")).to_have_value("One. Two. Three. Four.")
    assert len(drafts(maya)) == 1


def test_forward_to_a_note_that_was_left_shows_what_was_typed(maya: Page) -> None:
    open_hydrated(maya, "/today")
    maya.get_by_role("link", name="Note", exact=True).tap()
    called_rosa(maya)
    expect(maya.get_by_label("What happened")).to_be_focused()
    maya.keyboard.type("One.")
    maya.go_back()
    arrived(maya, "/today")
    maya.go_forward()
    expect(maya.get_by_label("What happened")).to_have_value("One.")
    assert len(drafts(maya)) == 1


def test_what_is_missing_is_said_in_place_and_loses_nothing(maya: Page) -> None:
    open_hydrated(maya, f"/note?client={THEO}")
    maya.get_by_label("What happened").fill("Only this.")
    maya.get_by_role("button", name="Submit for approval").tap()
    for sentence in (
        "Choose who was contacted.",
        "Choose what came of it.",
        "Choose how many minutes it took.",
    ):
        expect(maya.get_by_text(sentence)).to_be_visible()
    expect(maya.get_by_label("What happened")).to_have_value("Only this.")
    maya.get_by_text("Reached").tap()
    expect(maya.get_by_text("Choose what came of it.")).to_be_hidden()
    assert commands(maya, "note.submit") == []


def test_a_returned_note_opens_with_its_comment_and_builds_on_what_was_seen(maya: Page) -> None:
    open_hydrated(maya, f"/note?mend={RETURNED}")
    expect(maya.get_by_text("Who was in the room?")).to_be_visible()
    maya.get_by_label("What happened").fill("Rosa and I were in the room.")
    maya.get_by_role("button", name="Submit for approval").tap()
    arrived(maya, "/today")
    [note] = commands(maya, "note.submit")
    assert (note["payload"]["note_id"], note["payload"]["builds_on"]) == (RETURNED, 1)


def test_a_teacher_without_a_release_is_only_listened_to(maya: Page) -> None:
    open_hydrated(maya, f"/note?client={THEO}")
    maya.get_by_text("Ms. Alvarez").tap()
    expect(maya.get_by_text("Listen only.")).to_be_visible()


def test_sharing_names_every_reader_and_shows_what_they_will_see(maya: Page) -> None:
    open_hydrated(maya, f"/note?client={THEO}")
    maya.get_by_text("More", exact=True).tap()
    maya.get_by_label("Share with family").check()
    maya.get_by_label("Line for the family").fill("Great work!")
    expect(maya.get_by_role("listitem").filter(has_text="Rosa Marchetti, Mother")).to_be_visible()
    expect(maya.get_by_text("“Great work!”")).to_be_visible()


def test_a_safety_concern_is_not_sent_until_the_server_has_it(maya: Page) -> None:
    open_hydrated(maya, f"/note?client={THEO}&start=bad")
    maya.get_by_text("Rosa (Mother)").tap()
    maya.get_by_text("Reached").tap()
    maya.get_by_text("10", exact=True).tap()
    maya.get_by_label("What happened").fill("See below.")
    maya.get_by_text("More", exact=True).tap()
    maya.get_by_label("Safety concern").check()
    maya.get_by_text("Child abuse or neglect").tap()
    expect(maya.get_by_role("link", name="Call State hotline").first).to_be_visible()
    maya.get_by_label("What you saw or heard").fill("A bruise.")
    maya.get_by_role("button", name="Submit for approval").tap()
    expect(maya.get_by_text("Not sent")).to_be_visible()
    expect(maya.get_by_role("link", name="Call 911")).to_be_visible()
    expect(maya.get_by_role("link", name="Text my supervisor")).to_be_visible()
    [note] = commands(maya, "note.submit")
    assert note["urgent"]


def test_start_like_last_time_copies_fields_and_never_the_text(maya: Page) -> None:
    open_hydrated(maya, f"/note?client={THEO}")
    maya.get_by_role("button", name="Start like last time").tap()
    expect(maya.get_by_role("checkbox", name="Rosa (Mother)")).to_be_checked()
    expect(maya.get_by_role("radio", name="Reached")).to_be_checked()
    expect(maya.get_by_label("What happened")).to_have_value("")


def test_a_note_can_be_written_with_the_keyboard_alone(maya: Page) -> None:
    open_hydrated(maya, "/note")
    maya.get_by_role("combobox", name="Person").focus()
    for key in ("t", "h", "e", "ArrowDown", "Enter"):
        maya.keyboard.press(key)
    expect(maya.get_by_role("combobox", name="Person")).to_have_value("Theo Marchetti")
    maya.get_by_role("checkbox", name="Rosa (Mother)").focus()
    maya.keyboard.press("Space")
    maya.get_by_role("radio", name="Reached").focus()
    maya.keyboard.press("Space")
    maya.get_by_role("radio", name="10").focus()
    maya.keyboard.press("Space")
    expect(maya.get_by_role("radio", name="10")).to_be_focused()  # keys are never carried off
    maya.get_by_label("What happened").focus()
    maya.keyboard.type("By keyboard.")
    maya.get_by_role("button", name="Submit for approval").focus()
    maya.keyboard.press("Enter")
    arrived(maya, "/today")
    assert len(commands(maya, "note.submit")) == 1
