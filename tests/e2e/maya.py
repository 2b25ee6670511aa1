"""A person at their phone: signing in, and what the header says."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.waits import hydrated, kept_on_phone, open_hydrated

PASSWORD = "demo-only-change-me"
SYNC = re.compile(r"All sent|Sending…|\d+ waiting|\d+ needs? a fix")


def sign_in(page: Page, email: str = "maya@demo.test") -> None:
    """Sign in; return when the phone holds the caseload and the shell: it now works offline."""
    fill_in(page, email)
    page.wait_for_url("**/today")
    hydrated(page)
    expect(page.get_by_role("heading", name="Visits", exact=True)).to_be_visible(timeout=30_000)
    all_sent(page)
    kept_on_phone(page)


def fill_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Fill in the sign-in form and send it."""
    open_hydrated(page, "/sign-in")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def all_sent(page: Page) -> None:
    """The header says so only when the server has answered for everything."""
    expect(sync_state(page)).to_have_text("All sent", timeout=30_000)


def waiting(page: Page, count: int) -> None:
    expect(sync_state(page)).to_have_text(f"{count} waiting")


def sync_state(page: Page):
    return page.get_by_role("status").filter(has_text=SYNC).first
