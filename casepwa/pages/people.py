"""People: the caseload, today's first, found as one types."""

import reflex as rx

from casepwa.components.kit import buttons, cards, states
from casepwa.components.people import people_list
from casepwa.components.people.person_rows import person_row
from casepwa.offline.people import more_people, people, search_people, show_more_people
from casepwa.offline.text import t

ROUTE = "/people"
TITLE = t("People")


def page() -> rx.Component:
    """The page."""
    return people_list.page(
        t("People"),
        people.line,
        view=people,
        placeholder=t("Name, phone, street or goal"),
        on_search=search_people,
        searched=t("Search looks at names, phone numbers, streets and goals of the people on your caseload."),
        people=people_list.rows(
            people,
            person_row,
            today_aside=people.today_count,
            found=cards.heading(people.found, class_name="mt-2 mb-1.5", is_live=True),
            everyone=cards.heading(t("Everyone"), aside=t("A to Z"), class_name="mt-7 mb-2"),
            more=rx.fragment(_more(), _take_in()),
        ),
        opening=states.skeleton(t("Opening people"), rows=6),
        tab="people",
        when_nobody=_take_in(),
    )


def _take_in() -> rx.Component:
    """For coordinators: an intake begins at the server, with the duplicate search."""
    return rx.cond(
        people.may_take_in,
        buttons.link_button(
            t("New person"),
            href="/intake",
            look="secondary",
            leading="plus",
            custom_attrs={"reloadDocument": True},
            class_name="mt-4 w-full",
        ),
    )


def _more() -> rx.Component:
    return rx.cond(
        more_people,
        buttons.button(
            more_people,
            look="quiet",
            on_click=show_more_people,
            id="more-people",
            class_name="mt-2 w-full",
        ),
    )
