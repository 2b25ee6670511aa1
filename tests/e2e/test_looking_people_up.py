"""Today, People, Person, Crisis and the plan on a phone whose network is not there."""

import re
from copy import deepcopy

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.phone import fixture, seed
from tests.e2e.waits import arrived, holds, kept_on_phone, open_hydrated
from tests.server import Server

THEO = "01930000-0000-7000-8000-000000000101"
READS_A_PLAN = """async () => {
  const stores = await indexedDB.databases();
  const asked = indexedDB.open(stores.find(({ name }) => /^casepwa-[0-9a-f]{8}-/.test(name)).name);
  await new Promise((open) => (asked.onsuccess = open));
  const rows = asked.result.transaction("commands").objectStore("commands").getAll();
  await new Promise((read) => (rows.onsuccess = read));
  asked.result.close();
  const boxes = rows.result.map((row) => JSON.parse(row.box));
  return boxes.filter((one) => one.kind === "read.logged" && one.payload.what === "crisis_plan").length === 1;
}"""


@pytest.fixture
def offline(phone: BrowserContext, server: Server) -> Page:
    """A phone with Maya's small caseload and the app kept on it, in airplane mode."""
    page = phone.new_page()
    seed(page, base_url=server.url)
    open_hydrated(page, "/today")
    kept_on_phone(page)
    phone.set_offline(True)
    open_hydrated(page, "/today")
    return page


def test_today_says_that_it_is_ready_and_what_comes_next(offline: Page) -> None:
    expect(offline.get_by_text("Ready for today.")).to_be_visible()
    expect(offline.get_by_text("Omar: “Who was in the room?”")).to_be_visible()
    address = offline.get_by_role("link", name="1418 Linden Street")
    expect(address).to_have_attribute("href", "geo:0,0?q=1418%20Linden%20Street")
    expect(offline.get_by_role("link", name="Check in with Theo and Lena Marchetti")).to_be_visible()


def test_no_one_home_is_saved_with_a_reason_and_a_next_action(offline: Page) -> None:
    offline.get_by_role("button", name="No one home").click()
    sheet = offline.get_by_role("dialog", name="No one home")
    sheet.get_by_role("button", name="Save").click()
    expect(sheet.get_by_text("Say what happens next.")).to_be_visible()
    expect(sheet.get_by_label("What happens next")).to_be_focused()
    sheet.get_by_label("Reason").select_option("in_hospital")
    sheet.get_by_label("What happens next").fill("Call the ward tomorrow")
    sheet.get_by_role("button", name="Save").click()
    expect(sheet).to_be_hidden()
    expect(offline.get_by_role("main").get_by_text("In hospital")).to_be_visible()
    expect(offline.get_by_role("link", name="1 waiting", exact=True)).to_be_visible()


def test_a_person_is_found_and_opened(offline: Page) -> None:
    offline.get_by_role("link", name="People", exact=True).click()
    offline.get_by_role("searchbox", name="Search").fill("harbor")
    rows = offline.get_by_role("main").get_by_role("listitem")
    expect(rows).to_have_count(1)
    rows.first.get_by_role("link").click()
    expect(offline.get_by_role("heading", name="Jonah Whitfield")).to_be_visible()
    expect(offline.get_by_role("link", name="Check in")).to_have_attribute("href", re.compile("^/visit/new"))


def test_the_search_is_still_there_when_coming_back(offline: Page) -> None:
    offline.get_by_role("link", name="People", exact=True).click()
    offline.get_by_role("searchbox", name="Search").fill("jonah")
    offline.get_by_role("link", name="Jonah Whitfield").click()
    expect(offline.get_by_role("heading", name="Jonah Whitfield")).to_be_visible()
    offline.go_back()
    expect(offline.get_by_role("searchbox", name="Search")).to_have_value("jonah")
    expect(offline.get_by_text("1 found")).to_be_visible()


def test_how_to_reach_someone_stands_before_the_number(offline: Page) -> None:
    open_hydrated(offline, f"/people/{THEO}")
    offline.get_by_role("button", name="Call", exact=True).click()
    sheet = offline.get_by_role("dialog", name="Who do you want to call?")
    expect(sheet.get_by_text("Leave no message")).to_be_visible()
    expect(sheet.get_by_role("link", name="Call Rosa Marchetti")).to_have_attribute(
        "href", "tel:+13125550147"
    )
    expect(sheet.get_by_role("link", name="Text Rosa Marchetti")).to_have_attribute(
        "href", "sms:+13125550147"
    )


def test_back_from_a_call_the_note_is_offered_with_person_who_and_start(offline: Page) -> None:
    open_hydrated(offline, f"/people/{THEO}")
    offline.get_by_role("button", name="Call", exact=True).click()
    # The dialler is not part of the browser: what matters is that the number was tapped and the app came
    # back.
    offline.evaluate(
        "document.addEventListener('click', (e) => e.target.closest('a[href^=tel]') && e.preventDefault())"
    )
    offline.get_by_role("link", name="Call Rosa Marchetti").click()
    offline.evaluate("window.dispatchEvent(new Event('focus'))")
    sheet = offline.get_by_role("dialog", name="Note this call?")
    expect(sheet.get_by_text(re.compile("Called Rosa Marchetti .* at "))).to_be_visible()
    sheet.get_by_role("link", name="Write note").click()
    arrived(offline, f"/note?client={THEO}&contact=*&start=*")
    expect(offline.get_by_role("dialog")).to_have_count(0)


def test_a_step_is_added_and_another_marked_done(offline: Page) -> None:
    open_hydrated(offline, f"/people/{THEO}")
    offline.get_by_role("button", name="Add a step").click()
    sheet = offline.get_by_role("dialog", name="Add a next step")
    sheet.get_by_label("What", exact=True).fill("Ask about the bus")
    sheet.get_by_label("Who").select_option(label="Rosa Marchetti, Mother")
    sheet.get_by_role("button", name="Add step").click()
    expect(offline.get_by_role("listitem").filter(has_text="Ask about the bus")).to_contain_text(
        "Rosa Marchetti"
    )
    offline.get_by_role("button", name="Done Call the school about reading help").click()
    offline.get_by_role("dialog", name="Is this done?").get_by_role("button", name="Done").click()
    expect(offline.get_by_text(re.compile("^Done by .* just now|^Done by"))).to_be_visible()
    offline.reload()
    expect(offline.get_by_role("button", name="Done Ask about the bus")).to_be_visible()
    expect(offline.get_by_role("link", name="2 waiting", exact=True)).to_be_visible()


def test_older_notes_say_honestly_that_they_need_a_connection(phone: BrowserContext, server: Server) -> None:
    page = phone.new_page()
    caseload = deepcopy(fixture())
    caseload["bundles"][THEO]["has_older_notes"] = True
    seed(page, base_url=server.url, caseload=caseload)
    open_hydrated(page, f"/people/{THEO}")
    page.get_by_role("heading", name="Notes").click()
    phone.set_offline(True)
    page.get_by_role("button", name="Show older notes").click()
    expect(page.get_by_text("Not on this phone yet.")).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_be_visible()


def test_a_plan_is_one_tap_from_crisis_and_its_calls_are_links(offline: Page) -> None:
    offline.get_by_role("link", name="Crisis", exact=True).click()
    expect(offline.get_by_role("heading", name="Crisis", exact=True)).to_be_visible()
    offline.get_by_role("link", name=re.compile("^Theo Marchetti")).click()
    expect(offline.get_by_role("heading", name="Tell them")).to_be_in_viewport()
    expect(offline.get_by_role("heading", name="Never do")).to_be_in_viewport()
    for name, href in {
        "Call Mobile crisis": "tel:+13125550188",
        "Call 988": "tel:988",
        "Text 988": "sms:988",
        "Call 911": "tel:911",
    }.items():
        expect(offline.get_by_role("link", name=name, exact=True)).to_have_attribute("href", href)
    offline.get_by_role("link", name="Back").click()
    expect(offline.get_by_role("heading", name="Crisis", exact=True)).to_be_visible()


def test_from_a_person_the_plan_leads_back_to_the_person(offline: Page) -> None:
    offline.get_by_role("link", name="People", exact=True).click()
    expect(offline.get_by_role("heading", name="Visit today")).to_be_visible()
    offline.get_by_role("link", name=re.compile("^Theo Marchetti")).click()
    offline.get_by_role("link", name="Crisis plan").click()
    expect(offline.get_by_role("heading", name="Tell them")).to_be_visible()
    offline.get_by_role("link", name="Back").click()
    expect(offline.get_by_role("button", name="Add a step")).to_be_visible()


def test_a_change_of_a_plan_is_proposed_offline(offline: Page) -> None:
    open_hydrated(offline, f"/people/{THEO}/crisis")
    offline.get_by_role("button", name="Propose a change").click()
    sheet = offline.get_by_role("dialog", name="Propose a change")
    sheet.get_by_label("Part of the plan").select_option("never_do")
    sheet.get_by_label("What should change, and why").fill("Do not turn off the light: it frightens him.")
    sheet.get_by_role("button", name="Send proposal").click()
    expect(offline.get_by_role("status").filter(has_text="Proposal saved on this phone")).to_be_visible()
    expect(offline.get_by_role("link", name="1 waiting", exact=True)).to_be_visible()


def test_recording_a_crisis_begins_a_note_about_the_person(offline: Page) -> None:
    open_hydrated(offline, f"/people/{THEO}/crisis")
    link = offline.get_by_role("link", name="Record a crisis")
    expect(link).to_have_attribute("href", f"/note?client={THEO}&purpose=crisis")


def test_reading_a_plan_is_logged_and_not_counted_as_something_done(offline: Page) -> None:
    open_hydrated(offline, f"/people/{THEO}/crisis")
    expect(offline.get_by_role("heading", name="Tell them")).to_be_visible()
    expect(offline.get_by_role("link", name="All sent")).to_be_visible()
    holds(offline, READS_A_PLAN)


def test_with_nobody_signed_in_every_screen_leads_to_signing_in(page: Page) -> None:
    page.goto("/people")
    arrived(page, "/sign-in")


def test_what_is_due_opens_the_part_of_the_person_that_it_is_about(
    phone: BrowserContext, server: Server
) -> None:
    page = phone.new_page()
    caseload = deepcopy(fixture())
    caseload["bundles"][THEO]["services"] = [
        {
            "id": "01930000-0000-7000-8000-0000000000f1",
            "service": "Reading help",
            "provider": "Linden Library",
            "phone": None,
            "status": "sent",
            "reason": None,
            "follow_up_due_on": "2020-01-01",
        }
    ]
    seed(page, base_url=server.url, caseload=caseload)
    open_hydrated(page, "/today")
    page.get_by_role("link", name=re.compile("Follow up: Reading help")).click()
    expect(page.get_by_text("Linden Library")).to_be_in_viewport()


def test_a_crisis_plan_has_nothing_before_its_calls(phone: BrowserContext, server: Server) -> None:
    page = phone.new_page()
    caseload = deepcopy(fixture())
    seed(page, base_url=server.url, caseload=caseload)
    open_hydrated(page, f"/people/{THEO}/crisis")
    expect(page.get_by_text("Sign in to send.")).to_be_attached()  # nobody is signed in on the server
    first = page.get_by_role("main").get_by_role("link").first
    expect(first).to_have_accessible_name("Call Mobile crisis")
