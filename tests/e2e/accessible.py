"""axe-core on a page: WCAG 2.0 to 2.2 A and AA and best practice, as the design asks for zero."""

from typing import Literal

from playwright.sync_api import Page, expect

from casepwa.runtime.build import WEB

AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"
OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],  # what is right is not written down: that takes longer than finding it
    "selectors": False,
    "preload": False,
}


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands now: one line for each place."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("(options) => axe.run(document, options)", OPTIONS)
    return [
        f"{rule['id']}: {node['html'][:160]} ({node['failureSummary'].splitlines()[-1].strip()})"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def runs_sideways(page: Page) -> bool:
    """Whether the page is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


_CUT_OFF = """() => {
  const clips = (style) => style.overflowX !== "visible" && style.clipPath === "none";
  const isRead = (one) => one.clientWidth > 1 && one.checkVisibility({ visibilityProperty: true });
  return [...document.querySelectorAll("body :not(input:read-write, textarea, select, .overflow-x-auto)")]
    .filter((one) => isRead(one) && one.scrollWidth > one.clientWidth + 1 && clips(getComputedStyle(one)))
    .map((one) => one.outerHTML.slice(0, 160));
}"""


def cut_off(page: Page) -> list[str]:
    """What is wider than the box that it is clipped to, so that its end cannot be read: one line for each.

    What is typed in moves under its cursor, a list opens, a table is there to be moved: only those may be
    wider than they show.
    """
    return page.evaluate(_CUT_OFF)


def lost_in_large_text(page: Page) -> list[str]:
    """What cannot be read at 320 pixels, at 200 %, or at both; the page is left at 100 %."""
    found = []
    for size, width in (("200", 320), ("200", 1024), ("100", 320)):
        page.evaluate("(size) => (document.documentElement.dataset.text = size)", size)
        page.set_viewport_size({"width": width, "height": 768})
        lost = [*(["runs sideways"] if runs_sideways(page) else []), *cut_off(page)]
        found += [f"{width} px, {size} %: {one}" for one in lost]
    return found


def in_language(page: Page, code: str) -> None:
    """The page in another language, as when it is chosen in another window."""
    page.evaluate(
        "(newValue) => dispatchEvent(new StorageEvent('storage', { key: 'language', newValue }))", code
    )
    expect(page.locator(f"html[lang={code}]")).to_be_attached()


def in_both_themes(page: Page) -> list[str]:
    """What axe finds in light and in dark."""
    return in_theme(page, "light") + in_theme(page, "dark")


def in_theme(page: Page, theme: Literal["light", "dark"]) -> list[str]:
    """What axe finds in one of them."""
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # no colour halfway between two
    expect(page.locator(f"html.{theme}")).to_be_attached()
    return [f"{theme}: {one}" for one in violations(page)]


def unfold(page: Page) -> None:
    """Open whatever waits folded for a tap."""
    folded = page.locator("summary, button[aria-expanded=false]")
    folded.evaluate_all("(all) => all.forEach((one) => one.parentElement.open || one.click())")
