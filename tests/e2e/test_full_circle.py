"""One note around the whole circle, on three devices: Maya's phone, Omar's tablet, Rosa's phone."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e import maya
from tests.e2e.conftest import PHONE, TABLET, Ask, watched
from tests.e2e.test_approvals import note_text, select_words, waiting
from tests.e2e.waits import arrived, hydrated, kept_on_phone, open_hydrated
from tests.server import Server

LUCIA = "Lucía Delgado"
TEXT = "Lucía rode the bus with a friend. She did fine on the way back."
MENDED = "Lucía rode the bus with a friend. She sat in front and greeted the driver on the way back."
LINE = "Lucía took the bus and was proud of it."
STEP = "Bring the bus card to the meeting"
QUESTION = "Which day is the meeting?"
DONE = "SELECT email FROM next_step JOIN account ON account.id = done_by_id WHERE what = ?"


@pytest.fixture
def devices(browser: Browser, agency: Server) -> Iterator[tuple[Page, Page, Page]]:
    """Maya's phone, Omar's tablet with the desk open, Rosa's phone."""
    with ExitStack() as stack:
        hand = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
        hers, rosas = (stack.enter_context(held(browser, agency, hand)) for _ in range(2))
        desk = stack.enter_context(held(browser, agency, {"viewport": TABLET}))
        yield hers, desk, rosas


@contextmanager
def held(browser: Browser, server: Server, how: dict[str, object]) -> Iterator[Page]:
    """The page of a device of its own, watched for what it throws."""
    for context in watched(browser.new_context(base_url=server.url, **how)):  # type: ignore[arg-type]
        yield context.new_page()


def offline(page: Page, *, is_off: bool = True) -> None:
    context: BrowserContext = page.context
    context.set_offline(is_off)


def test_a_note_goes_round_from_the_phone_to_the_desk_to_the_family_and_back(
    devices: tuple[Page, Page, Page], ask: Ask
) -> None:
    hers, desk, rosas = devices
    maya.sign_in(hers)
    maya.fill_in(rosas, "rosa@demo.test")
    arrived(rosas, "/family")
    maya.all_sent(rosas)
    kept_on_phone(rosas)
    maya.fill_in(desk, "omar@demo.test")
    arrived(desk, "/approvals")
    expect(desk.get_by_role("list", name="Notes waiting")).to_be_visible(timeout=30_000)
    before = waiting(desk)

    writes_offline_and_shares(hers)
    offline(hers, is_off=False)
    maya.all_sent(hers)
    expect(desk.get_by_text(f"{before + 1} waiting, safety first")).to_be_visible(timeout=20_000)

    [row] = ask("SELECT note_id FROM contact_note_version WHERE text = ?", TEXT)
    desk.goto(f"/approvals?note={UUID(row['note_id'])}")
    hydrated(desk)
    expect(note_text(desk)).to_have_text(TEXT)
    select_words(desk, "did fine")
    desk.get_by_role("button", name="Return with a comment on “did fine”").click()
    desk.get_by_role("textbox", name="Comment").fill("What did you see?")
    desk.get_by_role("button", name="Return", exact=True).click()
    expect(desk.get_by_text("You returned this")).to_be_visible()

    mends_offline(hers)
    offline(hers, is_off=False)
    maya.all_sent(hers)

    desk.get_by_role("button", name="Show the new version").click(timeout=20_000)
    expect(note_text(desk).locator("ins")).to_contain_text(["sat in front"])
    assert not ask(
        "SELECT 1 FROM contact_note_review WHERE decision = 'approved' AND note_id = ?", row["note_id"]
    )
    open_hydrated(rosas, "/family")
    maya.all_sent(rosas)
    choose_child(rosas)
    expect(rosas.get_by_role("heading", name=STEP)).to_be_visible(timeout=20_000)  # not only when approved
    expect(rosas.get_by_text(LINE)).to_have_count(0)  # not before the note is approved
    desk.get_by_role("button", name="Approve", exact=True).click()
    expect(desk.get_by_text("You approved this")).to_be_visible()

    open_hydrated(rosas, "/family")
    expect(rosas.get_by_text(LINE)).to_be_visible(timeout=20_000)
    answers_offline(rosas)
    offline(rosas, is_off=False)
    rosas.reload()
    maya.all_sent(rosas)

    sees_both(hers)
    [done] = ask(DONE, STEP)
    assert done["email"] == "rosa@demo.test"


def writes_offline_and_shares(page: Page) -> None:
    offline(page)
    open_hydrated(page, "/note")
    page.get_by_label("Person").fill("Lucía")
    page.get_by_role("option", name=LUCIA).click()
    page.get_by_role("group", name="Who was contacted").locator("label").first.click()
    page.get_by_text("Reached", exact=True).click()
    page.get_by_text("10", exact=True).click()
    page.get_by_label("What happened").fill(TEXT)
    page.locator("summary").filter(has_text="More").click()
    page.get_by_text("Add a next step").click()
    page.get_by_label("What", exact=True).fill(STEP)
    page.get_by_label("Who", exact=True).select_option(label="Rosa Delgado")
    page.get_by_role("checkbox", name="Share this step with the family").check()
    page.get_by_role("button", name="Add this step").click()
    expect(page.get_by_text("Rosa Delgado, shared")).to_be_visible()
    page.get_by_role("switch", name="Share with family").check()
    page.get_by_label("Line for the family").fill(LINE)
    page.get_by_role("button", name="Submit for approval").click()
    arrived(page, "/today")
    maya.waiting(page, 2)


def mends_offline(page: Page) -> None:
    open_hydrated(page, "/today")
    expect(page.get_by_text("What did you see?")).to_be_visible(timeout=20_000)
    offline(page)
    page.reload()
    hydrated(page)
    page.get_by_role("link").filter(has_text="What did you see?").click()
    pinned = page.get_by_role("list", name="What to mend")
    pinned.get_by_role("button", name="did fine").click()
    page.get_by_label("What happened").fill(MENDED)
    page.get_by_role("button", name="Submit for approval").click()
    arrived(page, "/today")
    maya.waiting(page, 1)


def choose_child(page: Page) -> None:
    page.get_by_role("combobox", name="Child").select_option(label="For Lucía")


def answers_offline(page: Page) -> None:
    offline(page)
    choose_child(page)
    page.get_by_role("button", name=f"Done {STEP}").click()
    page.get_by_role("dialog").get_by_role("button", name="Done", exact=True).click()
    page.get_by_role("link", name="Team", exact=True).click()
    arrived(page, "/family/team")
    page.get_by_role("radio", name="Question").check()
    page.get_by_label("Your words").fill(QUESTION)
    page.get_by_role("button", name="Send").click()
    maya.waiting(page, 2)


def sees_both(page: Page) -> None:
    open_hydrated(page, "/people")
    page.get_by_role("searchbox").fill("Lucía")
    page.get_by_role("link").filter(has_text=LUCIA).first.click()
    arrived(page, "/people/*")
    expect(page.get_by_text("1 new")).to_be_visible(timeout=20_000)
    page.locator("summary").filter(has_text="From the family").click()
    expect(page.get_by_text(QUESTION)).to_be_visible()
    expect(page.get_by_text(STEP)).to_be_visible()
    expect(
        page.get_by_role("listitem").filter(has_text=STEP).get_by_text("Done by Rosa Delgado")
    ).to_be_visible()
