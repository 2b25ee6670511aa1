"""What stands at the foot of a screen: tabs that are read at a glance, toasts that cover nothing for good."""

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.e2e import maya
from tests.e2e.accessible import runs_sideways
from tests.e2e.conftest import PHONE, TABLET, watched
from tests.e2e.waits import arrived, open_hydrated
from tests.server import Server

_WIDE_FONT = """() => {
  for (const link of document.querySelectorAll("nav a")) link.style.letterSpacing = "0.08em";
}"""
_NOT_ON_ONE_LINE = """() => [...document.querySelectorAll("nav a")].flatMap((link) => {
  const words = document.createRange();
  words.selectNodeContents(link.lastElementChild);
  const lines = new Set([...words.getClientRects()].map(({ top }) => Math.round(top)));
  const [at, box] = [words.getBoundingClientRect(), link.getBoundingClientRect()];
  const isInside = at.left >= box.left - 1 && at.right <= box.right + 1 && box.right <= innerWidth + 1;
  const stands = `${link.textContent}: ${lines.size} lines, ${at.width} in ${box.width}`;
  return lines.size === 1 && isInside ? [] : [stands];
})"""
_AT_THE_END = """() => {
  scrollTo(0, document.documentElement.scrollHeight);
  const toast = document.querySelector(".arrive").getBoundingClientRect();
  const rows = [...document.querySelectorAll("main :is(a, button)")];
  const last = rows.filter((one) => one.checkVisibility()).at(-1);
  return { toast: toast.top, last: last.getBoundingClientRect().bottom, what: last.textContent };
}"""


@pytest.mark.parametrize(("locale", "who"), [("en-US", "rosa"), ("es-MX", "gabriela.morales")])
def test_the_familys_tabs_stay_on_one_line_each(
    browser: Browser, agency: Server, locale: str, who: str
) -> None:
    context = browser.new_context(base_url=agency.url, viewport=PHONE, has_touch=True, locale=locale)
    for there in watched(context):
        page = there.new_page()
        open_hydrated(page, "/sign-in")
        page.locator("input[type=email]").fill(f"{who}@demo.test")
        page.locator("input[type=password]").fill(maya.PASSWORD)
        page.locator("button[type=submit]").click()
        arrived(page, "/family")
        expect(page.locator("nav a")).to_have_count(4)
        page.evaluate(_WIDE_FONT)
        wrapped = []
        for width in (390, 320):
            for text in ("100", "200"):
                page.set_viewport_size({"width": width, "height": 844})
                page.evaluate("(size) => { document.documentElement.dataset.text = size; }", text)
                wrapped += [f"{width} px, {text} %: {one}" for one in page.evaluate(_NOT_ON_ONE_LINE)]
                assert not runs_sideways(page)
        assert not wrapped


def test_at_the_end_of_a_list_a_toast_covers_no_row(held: BrowserContext) -> None:
    page = held.new_page()
    maya.sign_in(page)
    for size in (PHONE, TABLET):
        page.set_viewport_size(size)
        maya.quick_note(page, f"He slept well, {size['width']}.")
        page.get_by_role("navigation").get_by_role("link", name="People").locator("visible=true").click()
        arrived(page, "/people")
        expect(
            page.get_by_role("button", name="Undo").or_(page.get_by_role("button", name="Close"))
        ).to_be_visible()
        stands = page.evaluate(_AT_THE_END)
        assert stands["last"] <= stands["toast"], stands
