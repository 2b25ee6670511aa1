"""The frame of a list of people: a search field above, today's people first, then everyone or those found."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from casepwa.components.frames import shell
from casepwa.components.frames.tabs import Tab
from casepwa.components.kit import cards, fields, states
from casepwa.components.kit.words import Words
from casepwa.offline.local import count
from casepwa.offline.text import t


def page(
    title: Words,
    line: Any,
    *,
    view: Any,
    placeholder: Words,
    on_search: Any,
    searched: Words,
    people: rx.Component,
    opening: rx.Component,
    tab: Tab,
    actions: rx.Component | None = None,
    when_nobody: rx.Component | None = None,
) -> rx.Component:
    """A phone page over `view`, which says `state` and `query`. `searched`: what a search looks at;
    `when_nobody`: what can be done about an empty caseload.
    """
    return shell.phone(
        shell.header_top(title, line, below=_search(view, placeholder, on_search)),
        rx.match(
            view.state,
            ("full", people),
            ("none", states.blank(t("No one found"), searched, "search", role="status")),
            ("empty", states.nobody(action=when_nobody)),
            ("error", states.not_loaded()),
            opening,
        ),
        actions=actions,
        tab=tab,
    )


def _search(view: Any, placeholder: Words, on_search: Any) -> rx.Component:
    return rx.el.div(
        rx.el.label(t("Search"), html_for="search", class_name="sr-only"),
        fields.text_input(
            leading="search",
            id="search",
            type="search",
            placeholder=placeholder,
            default_value=view.query,
            on_change=on_search,
            auto_complete="off",
            enter_key_hint="search",
        ),
        role="search",
        class_name="mt-2",
    )


def rows(
    view: Any,
    row: Callable[[Any], rx.Component],
    *,
    found: rx.Component,
    everyone: rx.Component,
    today_aside: Any = None,
    more: rx.Component | None = None,
) -> rx.Component:
    """`view.today`, then `view.everyone` under the heading `found` while searching, else `everyone`."""
    return rx.el.div(
        rx.cond(
            count(view.today) > 0,
            rx.el.section(
                cards.heading(t("Visit today"), aside=today_aside, class_name="mt-2 mb-1.5"),
                _list(view.today, row),
            ),
        ),
        rx.cond(
            count(view.everyone) > 0,
            rx.el.section(rx.cond(view.is_search, found, everyone), _list(view.everyone, row), more),
        ),
    )


def _list(people: Any, row: Callable[[Any], rx.Component]) -> rx.Component:
    """One column on a phone, two where there is room."""
    return cards.list_card(rx.foreach(people, row), class_name=cards.TWO_COLUMNS)
