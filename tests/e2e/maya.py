"""Maya at her phone: signing in, and what the screens call things."""

from playwright.sync_api import Page, expect

from tests.e2e.waits import hydrated, kept_on_phone, open_hydrated

PASSWORD = "demo-only-change-me"


def signs_in(page: Page, email: str = "maya@demo.test") -> None:
    """Sign in and return when the phone holds the caseload and the shell: it now works offline."""
    open_hydrated(page, "/sign-in")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/today")
    hydrated(page)
    all_sent(page)
    kept_on_phone(page)


def all_sent(page: Page) -> None:
    expect(page.get_by_role("status").filter(has_text="All sent").first).to_be_visible(timeout=30_000)


def waiting(page: Page, count: int) -> None:
    expect(page.get_by_role("status").filter(has_text=f"{count} waiting").first).to_be_visible()
