"""People: the caseload, today's first, found as one types."""

from typing import Any

import reflex as rx

from casepwa.components import buttons, cards, fields, shell, states
from casepwa.components.person_rows import person_row
from casepwa.offline.local import count
from casepwa.offline.people import more_people, people, search_people, show_more_people
from casepwa.offline.text import t

ROUTE = "/people"
TITLE = "People"


def page() -> rx.Component:
    """The page."""
    return shell.phone(
        shell.header_top(
            t("People"),
            people.line,
            below=rx.el.div(
                rx.el.label(t("Search"), html_for="search", class_name="sr-only"),
                fields.text_input(
                    leading="search",
                    id="search",
                    type="search",
                    placeholder=t("Name, phone, street or goal"),
                    default_value=people.query,
                    on_change=search_people,
                    auto_complete="off",
                    enter_key_hint="search",
                ),
                role="search",
                class_name="mt-2",
            ),
        ),
        rx.match(
            people.state,
            ("full", _everyone()),
            ("none", _none_found()),
            ("empty", states.nobody()),
            ("error", states.not_loaded()),
            states.skeleton(t("Opening people"), rows=6),
        ),
        tab="people",
    )


def _everyone() -> rx.Component:
    return rx.el.div(
        rx.cond(
            count(people.today) > 0,
            rx.el.section(
                cards.heading(t("Visit today"), aside=people.today_count, class_name="mt-2 mb-1.5"),
                _list(people.today),
            ),
        ),
        rx.cond(
            count(people.everyone) > 0,
            rx.el.section(
                rx.cond(
                    people.is_search,
                    cards.heading(people.found, class_name="mt-2 mb-1.5", is_live=True),
                    cards.heading(t("Everyone"), aside=t("A to Z"), class_name="mt-7 mb-2"),
                ),
                _list(people.everyone),
                rx.cond(
                    more_people,
                    buttons.button(
                        more_people,
                        look="quiet",
                        on_click=show_more_people,
                        id="more-people",
                        class_name="mt-2 w-full",
                    ),
                ),
            ),
        ),
    )


def _list(rows: Any) -> rx.Component:
    """One column on a phone, two where there is room."""
    return cards.list_card(rx.foreach(rows, person_row), class_name=cards.TWO_COLUMNS)


def _none_found() -> rx.Component:
    return states.blank(
        t("No one found"),
        t("Search looks at names, phone numbers, streets and goals of the people on your caseload."),
        "search",
        role="status",
    )
