"""A person is taken in by hand, after a look for who may be the same, and lands on the worker's phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e import maya
from tests.e2e.conftest import TABLET, watched
from tests.e2e.waits import arrived, holds, open_desk, open_hydrated
from tests.server import Server


@pytest.fixture
def omar(browser: Browser, agency: Server) -> Iterator[Page]:
    for context in watched(browser.new_context(base_url=agency.url, viewport=TABLET)):
        page = context.new_page()
        maya.fill_in(page, "omar@demo.test")
        arrived(page, "/approvals")
        yield page


def look(page: Page, given_name: str, family_name: str) -> None:
    page.get_by_label("Given name").fill(given_name)
    page.get_by_label("Family name").fill(family_name)
    page.get_by_role("button", name="Look for them").click()
    expect(page.get_by_role("button", name="Take them in")).to_be_visible()


def test_what_was_typed_about_one_person_stays_out_of_another_persons_form(omar: Page) -> None:
    open_desk(omar, "/intake")
    street = omar.get_by_label("Street (optional)")
    another = omar.get_by_role("checkbox", name="I looked: this is another person")
    look(omar, "Matteo", "Delgado")
    another.check()
    street.fill("9 Oak Street")
    omar.get_by_role("textbox", name="Relation, such as mother").fill("aunt")
    omar.get_by_role("checkbox", name="Safe to call").check()
    look(omar, "Karim", "Saleh")
    expect(omar.get_by_text("Nobody here sounds like this person.")).to_be_visible()
    expect(street).to_have_value("")
    expect(omar.get_by_role("textbox", name="Relation, such as mother")).to_have_value("")
    expect(omar.get_by_role("checkbox", name="Safe to call")).not_to_be_checked()
    look(omar, "Matteo", "Delgado")
    expect(street).to_have_value("9 Oak Street")
    expect(omar.get_by_role("checkbox", name="Safe to call")).to_be_checked()
    expect(another).not_to_be_checked()
    open_desk(omar, "/intake")
    look(omar, "Karim", "Saleh")
    expect(omar.get_by_text("Nobody here sounds like this person.")).to_be_visible()
    expect(street).to_have_value("")


def test_a_new_person_lands_on_the_phone(omar: Page, held: BrowserContext) -> None:
    open_hydrated(omar, "/caseloads")
    omar.get_by_role("link", name="New person").click()
    arrived(omar, "/intake")
    look(omar, "Matteo", "Delgado")
    expect(omar.get_by_text("They may be here already")).to_be_visible()
    expect(omar.get_by_role("listitem").filter(has_text="Mateo Delgado").first).to_be_visible()
    look(omar, "Nadia", "Halabi")
    expect(omar.get_by_text("Nobody here sounds like this person.")).to_be_visible()

    omar.get_by_label("Street (optional)").fill("4 Elm Street")
    omar.get_by_role("textbox", name="Name", exact=True).fill("Samira Halabi")
    omar.get_by_role("textbox", name="Relation, such as mother").fill("mother")
    omar.get_by_role("textbox", name="Phone", exact=True).fill("609-555-0177")
    omar.get_by_role("checkbox", name="Safe to text").check()
    omar.get_by_role("button", name="Take them in").click()
    expect(omar.get_by_role("alert").get_by_text("Program: Choose this.")).to_be_visible()
    expect(omar.get_by_label("Street (optional)")).to_have_value("4 Elm Street")
    omar.get_by_label("Program", exact=True).select_option(index=1)
    omar.get_by_label("Who referred them").select_option(label="School")
    omar.get_by_label("Case manager").select_option(label="Maya Okonkwo")
    omar.get_by_role("button", name="Take them in").click()
    expect(omar.get_by_role("status").get_by_text("Nadia Halabi is taken in.")).to_be_visible()
    holds(omar, "() => !Object.keys(localStorage).some((key) => key.includes('intake'))")

    phone = held.new_page()
    maya.sign_in(phone)
    open_hydrated(phone, "/people")
    phone.get_by_placeholder("Name, phone, street or goal").fill("Halabi")
    phone.get_by_role("link", name="Nadia Halabi").first.click()
    expect(phone.get_by_role("heading", name="Nadia Halabi")).to_be_visible()
