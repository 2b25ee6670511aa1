"""Every screen in every state there is, by axe, on narrow phones and in large text; and none is left out."""

import pytest

from casepwa.pages import PAGES
from tests.e2e.accessible import cut_off, in_theme, runs_sideways, unfold
from tests.e2e.conftest import Device
from tests.e2e.screens import (
    SCREENS,
    SEEN_ELSEWHERE,
    SHEETS,
    ids_of_sheets,
    opened,
    titles_of_blanks,
)


def test_no_screen_is_left_out() -> None:
    assert {screen.route for screen in SCREENS.values()} == {page.ROUTE for page in PAGES}


def test_no_empty_failed_or_forbidden_state_is_left_out() -> None:
    seen = {screen.words for screen in SCREENS.values()}
    assert titles_of_blanks() - seen == SEEN_ELSEWHERE.keys()


def test_no_sheet_is_left_out() -> None:
    assert ids_of_sheets() == SHEETS.keys()


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_reads_well_for_everyone(device: Device, name: str) -> None:
    """By axe each width and each theme once: no colour depends on the width, nor a place on the theme.

    Nothing is lost at 320 pixels, nor at 200 %, nor at both. Opened once: that takes longest.
    """
    page = device(SCREENS[name].who)
    page.set_viewport_size({"width": 390, "height": 7000})  # nothing half under the dock
    unfold(opened(page, SCREENS[name]))
    found = in_theme(page, "light")
    page.set_viewport_size({"width": 1024, "height": 5000})
    found += in_theme(page, "dark")
    assert not found
    for size, width in (("100", 320), ("200", 320), ("200", 1024)):
        page.evaluate("(size) => (document.documentElement.dataset.text = size)", size)
        page.set_viewport_size({"width": width, "height": 768})
        assert not runs_sideways(page)
        assert not cut_off(page)
    assert page.get_by_role("navigation", name="Main").count() <= 1
