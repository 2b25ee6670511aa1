"""Every screen is on exactly one side: the phone's or the server's."""

from casepwa import pages
from casepwa.offline.routes import PHONE_ROUTES, SERVER_ROUTES, is_phone


def test_every_page_says_which_side_it_is_on() -> None:
    sides = {page.ROUTE: is_phone(page.ROUTE) for page in pages.PAGES}
    assert len(sides) == len(pages.PAGES)


def test_no_route_is_on_both_sides() -> None:
    assert set(PHONE_ROUTES).isdisjoint(SERVER_ROUTES)
