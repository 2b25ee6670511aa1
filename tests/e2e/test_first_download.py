"""The first minutes on a phone: the header and the lists claim nothing before the caseload has come."""

from contextlib import suppress

from playwright.sync_api import BrowserContext, Route, expect
from playwright.sync_api import Error as PlaywrightError

from tests.e2e import maya
from tests.e2e.waits import arrived, open_hydrated


def test_all_sent_is_not_said_before_the_first_download_has_come(phone: BrowserContext) -> None:
    held: list[Route] = []
    is_let_go = False

    def on_its_way(route: Route) -> None:
        if is_let_go:
            route.continue_()
        else:
            held.append(route)

    phone.route("**/api/v1/sync", on_its_way)
    page = phone.new_page()
    maya.fill_in(page, "maya@demo.test")
    arrived(page, "/today")
    expect(maya.sync_state(page)).to_have_text("Getting records…")
    expect(page.get_by_role("status").filter(has_text="Opening today")).to_be_attached()

    is_let_go = True
    for route in held:
        with suppress(PlaywrightError):  # some ended with the page that had asked
            route.continue_()
    expect(page.get_by_role("heading", name="Visits", exact=True)).to_be_visible(timeout=30_000)
    maya.all_sent(page)


def test_a_first_download_that_fails_is_said_and_can_be_tried_again(phone: BrowserContext) -> None:
    phone.route("**/api/v1/sync", lambda route: route.abort())
    page = phone.new_page()
    maya.fill_in(page, "maya@demo.test")
    arrived(page, "/today")
    expect(maya.sync_state(page)).to_have_text("Records not here")
    expect(page.get_by_role("heading", name="We could not load your people")).to_be_visible()

    phone.unroute("**/api/v1/sync")
    with suppress(PlaywrightError):  # it tries again by itself, too
        page.get_by_role("button", name="Try again").click(timeout=2_000)
    expect(page.get_by_role("heading", name="Visits", exact=True)).to_be_visible(timeout=30_000)
    maya.all_sent(page)


def test_signed_in_again_nobody_is_told_that_they_have_no_people(phone: BrowserContext) -> None:
    page = phone.new_page()
    maya.sign_in(page)
    open_hydrated(page, "/settings")
    page.get_by_role("button", name="Sign out on this device").click()
    page.get_by_role("dialog").get_by_role("button", name="Sign out", exact=True).click()
    arrived(page, "/sign-in")

    phone.route("**/api/v1/sync", lambda route: route.abort())
    maya.fill_in(page, "maya@demo.test")
    arrived(page, "/today")
    expect(page.get_by_role("heading", name="We could not load your people")).to_be_visible()
    expect(page.get_by_text("Nobody on your caseload yet")).to_have_count(0)
