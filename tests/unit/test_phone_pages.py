"""A phone screen never waits for the server: nothing on it is an event or a value of a State."""

import json

import pytest

from casepwa import pages
from casepwa.offline.routes import is_phone

SERVER_SIDE = ("ReflexEvent(", "reflex___state", "StateContexts")


def found_on(page) -> list[str]:
    """What of the server's side stands anywhere on `page`, in its components, their events or their hooks."""
    component = page.page()
    written = json.dumps(component.render(), default=str)
    hooks = " ".join([*component._get_all_hooks(), *component._get_all_hooks_internal()])
    return [mark for mark in SERVER_SIDE if mark in written + hooks]


@pytest.mark.parametrize(
    "page", [one for one in pages.PAGES if is_phone(one.ROUTE)], ids=lambda page: page.ROUTE
)
def test_a_phone_screen_has_no_event_and_no_value_of_the_server(page) -> None:
    assert found_on(page) == []
    assert not getattr(page, "ON_LOAD", None)


def test_the_search_finds_them_on_server_screens() -> None:
    assert all(found_on(page) for page in pages.PAGES if not is_phone(page.ROUTE))
