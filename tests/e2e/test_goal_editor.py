"""A goal is written, refused while something is missing, active on the phone, ended with a reason."""

from datetime import date, timedelta

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e import maya
from tests.e2e.conftest import TABLET, watched
from tests.e2e.waits import arrived, hydrated, open_desk, open_hydrated
from tests.server import Server

WORDS = "I want to ride the bus to my cousin alone."


def editor(page: Page) -> str:
    """The goals of the first person on Maya's phone."""
    open_hydrated(page, "/people")
    row = page.locator("a[href^='/people/']").first
    expect(row).to_be_visible()
    client_id = str(row.get_attribute("href")).rsplit("/", 1)[-1]
    open_hydrated(page, f"/people/{client_id}/goals")
    page.get_by_role("link", name="Write goals and steps").click()
    arrived(page, "/clients/*/goals/edit")
    open_desk(page, page.url)
    expect(page.get_by_role("link", name="Write a goal")).to_be_visible()
    return client_id


def test_a_goal_is_written_made_active_and_ended(held: BrowserContext) -> None:
    page = held.new_page()
    maya.sign_in(page)
    client_id = editor(page)

    page.get_by_role("link", name="Write a goal").click()
    page.get_by_label("What they want, in their own words").fill(WORDS)
    page.get_by_label("Objective", exact=True).first.fill("Knows the stops")
    page.get_by_label("Make it active").check()
    page.get_by_role("button", name="Save goal").click()
    expect(page.get_by_text("Kept as a draft. To be active it still needs:")).to_be_visible()
    lacks = page.get_by_role("alert").get_by_role("listitem")
    expect(lacks).to_have_text(["Measure", "Target", "Due date", "Owner", "A strength it builds on"])

    page.get_by_label("Measure", exact=True).fill("Trips alone, of five")
    page.get_by_label("Target", exact=True).fill("4 of 5")
    page.get_by_label("Due date").fill((date.today() + timedelta(days=90)).isoformat())
    page.reload()
    hydrated(page)
    expect(page.get_by_label("Target", exact=True)).to_have_value("4 of 5")  # typed, and not lost
    page.get_by_label("Owner").fill("Her brother")
    page.get_by_label("Strength it builds on").fill("Likes maps")
    page.get_by_label("Make it active").check()
    page.get_by_role("button", name="Save goal").click()
    expect(page.get_by_text("The goal is active.")).to_be_visible()

    phone = held.new_page()
    open_hydrated(phone, f"/people/{client_id}/goals")
    maya.all_sent(phone)
    expect(phone.get_by_text(WORDS)).to_be_visible(timeout=30_000)
    expect(phone.get_by_text("Knows the stops")).to_be_visible()

    page.get_by_text("End this goal").click()
    page.get_by_label("Achieved", exact=True).check()
    page.get_by_role("button", name="End goal").click()
    expect(page.get_by_role("alert").get_by_text("Say why, in a few words.")).to_be_visible()
    page.get_by_label("Reason").fill("She went alone twice")
    page.get_by_role("button", name="End goal").click()
    expect(page.get_by_text("The goal has ended.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="She went alone twice")).to_be_visible()
    page.get_by_role("link", name="All goals").click()
    page.get_by_text("Ended goals").click()
    expect(page.get_by_text(f"“{WORDS}”")).to_be_visible()


def test_a_step_is_added_changed_and_taken_off(held: BrowserContext) -> None:
    page = held.new_page()
    maya.sign_in(page)
    editor(page)
    page.get_by_text("Add a step").click()
    form = page.locator("form").filter(has=page.get_by_role("button", name="Add step"))
    form.get_by_role("button", name="Add step").click()
    expect(form.get_by_text("Write what is to be done.")).to_be_visible()
    form.get_by_label("What", exact=True).fill("Ask about the travel card")
    form.get_by_role("button", name="Add step").click()
    expect(form.get_by_text("Choose one person or one role for this step.")).to_be_visible()
    form.get_by_label("Role or name, if someone else").fill("School counselor")
    form.get_by_label("Who", exact=True).select_option(label="A role or someone else")
    form.get_by_role("button", name="Add step").click()
    row = page.get_by_role("listitem").filter(has_text="Ask about the travel card")
    row.locator("summary").click()
    row.get_by_label("No longer needed, because").fill("The school pays")
    row.get_by_role("button", name="Take the step off").click()
    expect(row).to_have_count(0)


def test_two_editors_do_not_overwrite_each_other(
    held: BrowserContext, browser: Browser, agency: Server
) -> None:
    page = held.new_page()
    maya.sign_in(page)
    client_id = editor(page)
    address = page.get_by_role("link", name="Open").first.get_attribute("href")
    page.goto(str(address))
    hydrated(page)
    for context in watched(browser.new_context(base_url=agency.url, viewport=TABLET)):
        desk = context.new_page()
        maya.fill_in(desk, "omar@demo.test")
        arrived(desk, "/approvals")
        open_hydrated(desk, f"/clients/{client_id}{str(address).split(client_id)[1]}")
        desk.get_by_label("Owner").fill("Omar says so")
        desk.get_by_role("button", name="Save goal").click()
        expect(desk.get_by_text("Saved. Phones get it at their next sync.")).to_be_visible()
    page.get_by_label("Owner").fill("Maya says so")
    page.get_by_role("button", name="Save goal").click()
    expect(page.get_by_role("alert").get_by_text("changed this goal meanwhile")).to_be_visible()
    expect(page.get_by_label("Owner")).to_have_value("Maya says so")
