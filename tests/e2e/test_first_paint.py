"""What is painted before React is there: the same page, its links at work, nothing that may not be shown."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.phone import fixture, seed
from tests.e2e.test_looking_people_up import READS_A_PLAN
from tests.e2e.waits import holds, hydrated, kept_on_phone
from tests.server import Server

THEO = "01930000-0000-7000-8000-000000000101"
PLAN = f"/people/{THEO}/crisis"

# React waits until the test says so: what stands on the page until then was painted first.
HOLD_REACT = """
const go = new Promise((resolve) => { window.letReactStart = resolve });
Object.defineProperty(window, "casepwaPainted", {
  set: (painted) => { window.afterFirstPaint = painted },
  get: () => go.then(() => window.afterFirstPaint),
});
"""
# Attributes that React alone writes, or writes in another order, say nothing of the page.
AS_MARKUP = """(top) => {
  for (const dialog of top.querySelectorAll("dialog")) dialog.remove();
  const lines = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) { lines.push(node.data); return }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const said = [...node.attributes].map(({ name, value }) => `${name}=${value}`).sort();
    lines.push(`<${node.localName} ${said.join(" ")}>`);
    node.childNodes.forEach(walk);
  };
  walk(top);
  return lines.join("\\n").replace(/\\n(?!<)/g, "");
}"""


KEEPS_A_READING = """async () => {
  const stores = await indexedDB.databases();
  const asked = indexedDB.open(stores.find(({ name }) => /^casepwa-[0-9a-f]{8}-/.test(name)).name);
  await new Promise((open) => (asked.onsuccess = open));
  const keys = asked.result.transaction("meta").objectStore("meta").getAllKeys();
  await new Promise((read) => (keys.onsuccess = read));
  asked.result.close();
  return keys.result.some((key) => key.startsWith("painted|"));
}"""


def on_phone(phone: BrowserContext, server: Server, **changed: Any) -> Page:
    """The app kept on a phone with Maya's small caseload, in airplane mode; a page on which React waits."""
    page = phone.new_page()
    caseload = fixture() | changed
    seed(page, base_url=server.url, caseload=caseload)
    page.goto("/settings")
    kept_on_phone(page)
    page.close()
    phone.set_offline(True)
    page = phone.new_page()
    page.add_init_script(HOLD_REACT)
    return page


def painted(page: Page, path: str) -> None:
    """Open `path` and return when all that is painted first is there."""
    page.goto(path)
    page.evaluate("window.afterFirstPaint")


@pytest.mark.parametrize(("path", "heading"), [(PLAN, "Theo Marchetti"), ("/today", "Today")])
def test_what_is_painted_first_is_the_page_that_follows(
    phone: BrowserContext, server: Server, path: str, heading: str
) -> None:
    page = on_phone(phone, server)
    page.clock.set_fixed_time(fixture()["at"])
    painted(page, path)
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
    before = page.locator("casepwa-first > div").evaluate(AS_MARKUP)
    page.evaluate("letReactStart()")
    hydrated(page)
    expect(page.locator("casepwa-first")).to_have_count(0)
    assert page.locator("body > div").evaluate(AS_MARKUP) == before


def test_a_plan_can_be_read_called_and_scrolled_before_react_and_stays_where_it_was(
    phone: BrowserContext, server: Server
) -> None:
    page = on_phone(phone, server)
    painted(page, PLAN)
    assert page.locator("main").count() == 1
    expect(page.get_by_role("link", name="Call 988")).to_have_attribute("href", "tel:988")
    expect(page.get_by_role("link", name="Mobile crisis")).to_have_attribute("href", "tel:+13125550188")
    page.get_by_role("link", name="Record a crisis").focus()
    top = page.locator("casepwa-first").evaluate(
        "(cover) => { cover.scrollTop = 150; return cover.scrollTop }"
    )
    assert top > 0
    page.evaluate("letReactStart()")
    hydrated(page)
    expect(page.locator("casepwa-first")).to_have_count(0)
    assert abs(page.evaluate("scrollY") - top) <= 1
    expect(page.get_by_role("link", name="Record a crisis")).to_be_focused()


def test_a_button_tapped_before_react_does_what_it_says_when_react_is_there(
    phone: BrowserContext, server: Server
) -> None:
    page = on_phone(phone, server)
    painted(page, PLAN)
    page.get_by_role("button", name="Propose a change").tap()
    page.evaluate("letReactStart()")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_plan_that_was_painted_was_read_even_if_the_app_never_came(
    phone: BrowserContext, server: Server
) -> None:
    page = on_phone(phone, server)
    painted(page, PLAN)
    holds(page, KEEPS_A_READING)
    page.close()
    page = phone.new_page()
    page.goto("/today")
    hydrated(page)
    expect(page.get_by_role("heading", name="Visits", exact=True)).to_be_visible()
    holds(page, READS_A_PLAN)


SIGNED_OUT = """() => new Promise((resolve) => {
  const asked = indexedDB.open("casepwa-device");
  asked.onsuccess = () => {
    const work = asked.result.transaction("meta", "readwrite");
    work.objectStore("meta").put({ id: "current", account: %s });
    work.oncomplete = () => { asked.result.close(); resolve() };
  };
})"""


@pytest.mark.parametrize("current", ["null", '"01930000-0000-7000-8000-00000000dead"'])
def test_nothing_is_painted_for_who_is_signed_out_or_somebody_else(
    phone: BrowserContext, server: Server, current: str
) -> None:
    page = on_phone(phone, server)
    page.goto("/manifest.webmanifest")
    page.evaluate(SIGNED_OUT % current)
    for path in (PLAN, "/today"):
        painted(page, path)
        expect(page.locator("casepwa-first")).to_have_count(0)
        expect(page.get_by_text("Marchetti")).to_have_count(0)


def test_nothing_is_painted_after_the_offline_limit(phone: BrowserContext, server: Server) -> None:
    page = on_phone(phone, server, at="2020-01-01T08:00:00Z")
    for path in (PLAN, "/today"):
        painted(page, path)
        expect(page.locator("casepwa-first")).to_have_count(0)
        expect(page.get_by_text("Marchetti")).to_have_count(0)
