"""axe-core on a page: WCAG 2.0 to 2.2 A and AA and best practice, as the design asks for zero."""

from playwright.sync_api import Page

from casepwa.runtime.build import WEB

AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands now: one line for each place."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("(values) => axe.run(document, { runOnly: { type: 'tag', values } })", TAGS)
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
