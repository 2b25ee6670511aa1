"""Every screen in every state there is, by axe, on narrow phones and in large text; and none is left out."""

import pytest

from casepwa.pages import PAGES
from tests.e2e.accessible import in_language, in_theme, lost_in_large_text, unfold
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
    """By axe each width, theme and language once: no colour depends on the width, nor a place on the
    theme. Opened once: that takes longest. (A page that gets no answer gets no other language either.)
    """
    page = device(SCREENS[name].who)
    page.set_viewport_size({"width": 390, "height": 7000})  # nothing half under the dock
    unfold(opened(page, SCREENS[name]))
    found = in_theme(page, "light") + lost_in_large_text(page)
    assert page.get_by_role("navigation", name="Main").count() <= 1
    if not SCREENS[name].is_opening:
        in_language(page, "es")
    page.set_viewport_size({"width": 1024, "height": 5000})
    found += in_theme(page, "dark") + lost_in_large_text(page)
    assert not found
