"""A person at their phone: signing in, and what the header says."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e import stored
from tests.e2e.waits import arrived, kept_on_phone, open_hydrated

PASSWORD = "demo-only-change-me"
SYNC = re.compile(r"All sent|Sending…|\d+ waiting|\d+ needs? a fix|Getting records…|Records not here")


def sign_in(page: Page, email: str = "maya@demo.test") -> None:
    """Sign in; return when the phone holds the caseload and the shell: it now works offline."""
    fill_in(page, email)
    arrived(page, "/today")
    expect(page.get_by_role("heading", name="Visits", exact=True)).to_be_visible(timeout=30_000)
    all_sent(page)
    kept_on_phone(page)


def fill_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Fill in the sign-in form and send it."""
    open_hydrated(page, "/sign-in")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def quick_note(page: Page, text: str, *, more: Callable[[], None] = lambda: None) -> None:
    """Write up a call of ten minutes with whoever is offered first, and submit it; ``more``: before that."""
    open_hydrated(page, "/note")
    page.get_by_label("Person").focus()
    page.get_by_role("option").first.click()
    page.get_by_role("group", name="Who was contacted").locator("label").first.click()
    page.get_by_text("Reached", exact=True).click()
    page.get_by_text("10", exact=True).click()
    page.get_by_label("What happened").fill(text)
    more()
    page.get_by_role("button", name="Submit for approval").click()
    expect(page.get_by_role("heading", name="Write note")).not_to_be_visible()


def half_a_note(page: Page, text: str) -> None:
    """Type `text` into a new note and leave it as a draft."""
    open_hydrated(page, "/note")
    page.get_by_label("Person").focus()
    page.get_by_role("option").first.click()
    page.get_by_label("What happened").fill(text)
    expect(page.get_by_text("Saved on this phone")).to_be_visible()
    stored.until_kept(page, text)


def sign_out(page: Page, *, says: str = "") -> None:
    """Sign out on this device, in Settings; `says` is what the question says of unsent work."""
    open_hydrated(page, "/settings")
    page.get_by_role("button", name="Sign out on this device").click()
    question = page.get_by_role("dialog", name="Sign out on this device?")
    if says:
        expect(question.get_by_text(says)).to_be_visible()
        expect(question.get_by_text("It stays on this device, for you alone")).to_be_visible()
    question.get_by_role("button", name="Sign out", exact=True).click()
    arrived(page, "/sign-in")


def all_sent(page: Page) -> None:
    """The header says so only when the server has answered for everything."""
    expect(sync_state(page)).to_have_text("All sent", timeout=30_000)


def waiting(page: Page, count: int) -> None:
    expect(sync_state(page)).to_have_text(f"{count} waiting")


def sync_state(page: Page):
    return page.get_by_role("status").filter(has_text=SYNC).first
