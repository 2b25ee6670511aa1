"""A note from a phone to the desk and back: live, returned with comments on its words, mended, approved."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.e2e import maya
from tests.e2e.conftest import TABLET, Ask, watched
from tests.e2e.waits import arrived, holds, hydrated, open_desk, open_hydrated
from tests.server import Server

TEXT = "Met him at school. We did a breathing exercise. He responded well."
MENDED = "Met him at school. We did a breathing exercise. He did four of the five breaths."


@pytest.fixture
def omar(browser: Browser, agency: Server) -> Iterator[Page]:
    """Omar's tablet, the desk open."""
    for context in watched(browser.new_context(base_url=agency.url, viewport=TABLET)):
        page = context.new_page()
        maya.fill_in(page, "omar@demo.test")
        arrived(page, "/approvals")
        expect(page.get_by_role("list", name="Notes waiting")).to_be_visible(timeout=30_000)
        yield page


def rows(page: Page) -> Locator:
    return page.get_by_role("list", name="Notes waiting").get_by_role("link")


def waiting(page: Page) -> int:
    return int(page.get_by_role("status").filter(has_text="waiting, safety first").inner_text().split()[0])


def note_text(page: Page) -> Locator:
    return page.locator("[data-note-text]")


def open_note(page: Page, ask: Ask, text: str) -> None:
    """By its address: where it stands in the list depends on what else came meanwhile."""
    [row] = ask("SELECT note_id FROM contact_note_version WHERE text = ?", text)
    open_desk(page, f"/approvals?note={UUID(row['note_id'])}")


def select_words(page: Page, words: str) -> None:
    """As a finger or a mouse would."""
    page.evaluate(
        """(words) => {
          const text = document.querySelector("[data-note-text]");
          const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
            const at = node.data.indexOf(words);
            if (at === -1) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + words.length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
          }
        }""",
        words,
    )


def test_a_note_goes_to_the_desk_and_back_and_is_approved(omar: Page, held: BrowserContext, ask: Ask) -> None:
    before = waiting(omar)
    phone = held.new_page()
    maya.sign_in(phone)
    maya.quick_note(phone, TEXT)
    maya.all_sent(phone)
    expect(omar.get_by_text(f"{before + 1} waiting, safety first")).to_be_visible(timeout=20_000)

    open_note(omar, ask, TEXT)
    expect(note_text(omar)).to_have_text(TEXT)
    select_words(omar, "responded well")
    omar.get_by_role("button", name="Return with a comment on “responded well”").click()
    omar.get_by_role("textbox", name="Comment").fill("What did he do?")
    omar.reload()  # nothing typed is lost
    hydrated(omar)
    expect(omar.get_by_role("textbox", name="Comment")).to_have_value("What did he do?")
    omar.get_by_role("button", name="Another comment").click()
    omar.get_by_role("combobox", name="Words it is about").last.select_option(label="Met him at school.")
    omar.get_by_role("textbox", name="Comment").last.fill("Which one?")
    omar.get_by_role("button", name="Return", exact=True).click()
    expect(omar.get_by_text("You returned this")).to_be_visible()

    open_hydrated(phone, "/outbox")
    open_hydrated(phone, "/today")
    maya.all_sent(phone)
    expect(phone.get_by_text("What did he do?")).to_be_visible(timeout=20_000)
    held.set_offline(True)
    phone.get_by_role("link").filter(has_text="What did he do?").click()
    comments = phone.get_by_role("list", name="What to mend")
    expect(comments.get_by_text("Which one?")).to_be_visible()
    comments.get_by_role("button", name="responded well").click()
    field = phone.get_by_label("What happened")
    holds(phone, "() => getSelection().toString() === 'responded well'")
    field.fill(MENDED)
    expect(comments.get_by_text("These words have changed.")).to_be_visible()
    phone.get_by_role("button", name="Submit for approval").click()
    arrived(phone, "/today")
    maya.waiting(phone, 1)
    held.set_offline(False)
    maya.all_sent(phone)

    expect(omar.get_by_role("button", name="Show the new version")).to_be_visible(timeout=20_000)
    omar.get_by_role("button", name="Show the new version").click()
    expect(omar.get_by_role("heading", name="Changed since then")).to_be_visible()
    expect(note_text(omar).locator("del")).to_have_text(" responded well")
    expect(note_text(omar).locator("ins")).to_have_text("did four of the five breaths")
    omar.get_by_role("button", name="Approve", exact=True).click()
    expect(omar.get_by_text("You approved this")).to_be_visible()
    omar.get_by_role("button", name="Undo").click()
    expect(omar.get_by_role("button", name="Approve", exact=True)).to_be_visible()
    omar.get_by_role("button", name="Approve", exact=True).click()
    expect(omar.get_by_label("Why is it taken back?")).to_be_visible()


def test_the_reviewer_sees_all_that_the_author_signed(omar: Page, held: BrowserContext, ask: Ask) -> None:
    said = "We drove to the clinic and filled in the form."
    phone = held.new_page()

    def more() -> None:
        phone.locator("details[data-more] > summary").click()
        phone.get_by_label("My role").select_option("broker")
        phone.get_by_label("The time went to").select_option("travel")
        phone.get_by_text("I gave transport").click()
        phone.get_by_text("I helped with forms").click()

    maya.sign_in(phone)
    maya.quick_note(phone, said, more=more)
    maya.all_sent(phone)
    open_note(omar, ask, said)
    note = omar.get_by_role("region", name="Note")
    for words in (
        "Who was contacted: Client",
        "Role: Broker",
        "The time went to: Travel",
        "Also: gave transport, helped with forms",
        "Written: ",
    ):
        expect(note.get_by_text(words)).to_be_visible()


def test_several_notes_are_approved_together_once_each_was_opened(omar: Page) -> None:
    before = waiting(omar)
    boxes = omar.get_by_role("checkbox", name="before selecting")
    names = []
    for _ in range(2):
        row = boxes.first.locator("xpath=ancestor::li").get_by_role("link")
        names.append(row.get_attribute("data-row"))
        row.click()
        expect(omar.locator(f'a[data-row="{names[-1]}"][aria-current="true"]')).to_be_visible()
        omar.locator(f'li:has(a[data-row="{names[-1]}"]) input[type=checkbox]').check()
    omar.get_by_role("button", name="Approve 2 selected").click()
    expect(omar.get_by_text(f"{before - 2} waiting, safety first")).to_be_visible()
    expect(omar.get_by_text("2 notes approved")).to_be_visible()
    omar.get_by_role("button", name="Undo").click()
    expect(omar.get_by_text(f"{before} waiting, safety first")).to_be_visible()


def test_keys_move_through_the_list_and_only_approve_when_switched_on(omar: Page) -> None:
    omar.keyboard.press("j")
    expect(rows(omar).nth(0)).to_have_attribute("aria-current", "true")
    omar.keyboard.press("j")
    expect(rows(omar).nth(1)).to_have_attribute("aria-current", "true")
    omar.keyboard.press("k")
    expect(rows(omar).nth(0)).to_have_attribute("aria-current", "true")
    omar.keyboard.press("r")
    expect(omar.get_by_role("form", name="Return this note")).to_have_count(0)
    open_hydrated(omar, "/settings")
    omar.get_by_role("checkbox", name="Single keys at the approval desk").check()
    expect(omar.get_by_text("A approves and R returns")).to_be_visible()
    open_hydrated(omar, "/approvals")
    rows(omar).first.click()
    expect(rows(omar).first).to_have_attribute("aria-current", "true")
    omar.keyboard.press("r")
    expect(omar.get_by_role("form", name="Return this note")).to_be_visible()


def test_a_key_never_decides_on_the_note_that_was_just_left(omar: Page) -> None:
    open_hydrated(omar, "/settings")
    omar.get_by_role("checkbox", name="Single keys at the approval desk").check()
    expect(omar.get_by_text("A approves and R returns")).to_be_visible()
    open_hydrated(omar, "/approvals")
    expect(rows(omar).first).to_be_visible()
    before = waiting(omar)
    omar.keyboard.press("j")
    expect(rows(omar).nth(0)).to_have_attribute("aria-current", "true")
    left, reached = (rows(omar).nth(at).get_attribute("data-row") for at in (0, 1))
    omar.evaluate(  # in one turn: the server has not answered between the two
        """() => ["j", "a"].forEach((key) =>
             document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })))"""
    )
    expect(omar.locator(f'a[data-row="{reached}"]')).to_have_attribute("aria-current", "true")
    expect(omar.get_by_role("button", name="Approve", exact=True)).to_be_visible()
    assert (waiting(omar), omar.locator(f'a[data-row="{left}"]').count()) == (before, 1)
    omar.keyboard.press("a")
    expect(omar.locator(f'a[data-row="{reached}"]')).to_have_count(0)
    assert omar.locator(f'a[data-row="{left}"]').count() == 1


def test_a_comment_without_returning_leaves_the_note_waiting(omar: Page) -> None:
    before = waiting(omar)
    rows(omar).last.click()
    omar.get_by_role("button", name="Comment without returning").click()
    omar.get_by_label("Comment without returning").fill("Well seen, and well written.")
    omar.get_by_role("button", name="Send comment").click()
    expect(omar.get_by_role("heading", name="Your coaching")).to_be_visible()
    expect(omar.get_by_text(f"{before} waiting, safety first")).to_be_visible()
