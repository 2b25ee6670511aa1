"""A desk screen in Chromium beside a bare page that fetches and draws the same piece of HTML."""

import contextlib
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import BrowserContext, Locator, Page

from bench.browser import desk, opened, tap_to_painted, telling
from bench.desk import EMAIL
from bench.figures import Spread, beside, line
from bench.serving import bare_page
from tests.e2e import maya
from tests.e2e.waits import arrived

AIM = "under 1000 ms"
BARE = "document.querySelectorAll('#rows > *').length > 0"
_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Bare</title><button>Draw</button><main id="rows">{rows}</main>
<script src="/draw.js"></script></html>"""
_DRAW = """document.querySelector("button").addEventListener("click", async () => {
  document.getElementById("rows").innerHTML = "";
  document.getElementById("rows").innerHTML = await (await fetch("/rows.html")).text();
  document.body.dataset.drawn = Number(document.body.dataset.drawn ?? 0) + 1;
});"""

Measure = Callable[[], float]


class Desk:
    """Someone at a desk, and the bare page beside them."""

    def __init__(self, context: BrowserContext, bare_origin: str, runs: int) -> None:
        self.context, self.runs, self._bare_origin = context, runs, bare_origin
        self._bare = context.new_page()
        self._bare.goto(bare_origin)

    def opens(self, label: str, path: str, holds: str) -> None:
        """Print the time from the start of navigation until ``holds`` is painted."""
        plain = partial(opened, self.context, self._bare_origin, BARE)
        self.takes(f"{label}, opened to painted", partial(opened, self.context, path, holds), plain)

    def taps(self, label: str, measure: Measure) -> None:
        """Print what ``measure`` takes, beside a tap that draws the same HTML."""
        with telling(label):
            self.takes(f"{label}, tap to painted", measure, self._draw)

    def takes(self, label: str, measure: Measure, plain: Measure) -> None:
        ours, bare = [], []
        for _ in range(self.runs):
            ours.append(measure())
            bare.append(plain())
        line(label, beside(Spread.of(ours), Spread.of(bare), "a bare page"), AIM)

    def _draw(self) -> float:
        self._bare.bring_to_front()
        drawn = int(self._bare.evaluate("document.body.dataset.drawn ?? 0"))
        holds = f"document.body.dataset.drawn === '{drawn + 1}'"
        return tap_to_painted(self._bare, self._bare.get_by_role("button").click, holds)


@contextlib.contextmanager
def at_desk(
    origin: str, path: str, drawn: Callable[[Page], Locator], *, runs: int
) -> Generator[tuple[Desk, Page]]:
    """The supervisor's screen at ``path``; beside it a bare page with the HTML of what ``drawn`` names."""
    with desk(origin) as context, TemporaryDirectory(prefix="casepwa-bare-") as folder:
        with telling("signing in"):
            page = context.new_page()
            maya.fill_in(page, EMAIL)
            arrived(page, "/approvals")
            page.goto(path)
            rows = drawn(page).evaluate("(one) => one.outerHTML")
        for name, text in (("index", _PAGE.format(rows=rows)), ("rows", rows)):
            Path(folder, f"{name}.html").write_text(text)
        Path(folder, "draw.js").write_text(_DRAW)
        with bare_page(Path(folder)) as bare_origin:
            yield Desk(context, bare_origin, runs), page
