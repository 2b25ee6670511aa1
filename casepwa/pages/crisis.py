"""Crisis: whose plan. Today's people first, everybody a few letters away, 988 and 911 always there."""

import reflex as rx

from casepwa.components import cards, fields, icons, shell, states
from casepwa.components.crisis_calls import call_row
from casepwa.offline.crisis import PlanRow, crisis, search_plans
from casepwa.offline.local import count
from casepwa.offline.text import t

ROUTE = "/crisis"
TITLE = "Crisis"


def page() -> rx.Component:
    """The page."""
    return shell.phone(
        shell.header_top(
            t("Crisis"),
            t("Tap a person for their plan"),
            below=rx.el.div(
                rx.el.label(t("Search"), html_for="search", class_name="sr-only"),
                fields.text_input(
                    leading="search",
                    id="search",
                    type="search",
                    placeholder=t("Name"),
                    default_value=crisis.query,
                    on_change=search_plans,
                    auto_complete="off",
                    enter_key_hint="search",
                ),
                role="search",
                class_name="mt-2",
            ),
        ),
        rx.match(
            crisis.state,
            ("full", _people()),
            ("none", _none_found()),
            ("empty", states.nobody()),
            ("error", states.not_loaded()),
            states.skeleton(t("Opening plans"), rows=4),
        ),
        actions=call_row(),
        tab="crisis",
    )


def _people() -> rx.Component:
    return rx.el.div(
        rx.cond(
            count(crisis.today) > 0,
            rx.el.section(
                cards.heading(t("Visit today"), class_name="mt-2 mb-1.5"),
                cards.list_card(rx.foreach(crisis.today, _row), class_name=cards.TWO_COLUMNS),
            ),
        ),
        rx.cond(
            count(crisis.everyone) > 0,
            rx.el.section(
                rx.cond(
                    crisis.is_search,
                    cards.heading(t("Found"), class_name="mt-2 mb-1.5"),
                    cards.heading(t("Everyone"), aside=t("A to Z"), class_name="mt-5 mb-2"),
                ),
                cards.list_card(rx.foreach(crisis.everyone, _row), class_name=cards.TWO_COLUMNS),
            ),
        ),
    )


def _row(row: PlanRow) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            rx.el.span(
                icons.icon("lifebuoy", size=icons.LEADING), class_name="text-crisis-ink @max-[11rem]:hidden"
            ),
            rx.el.span(
                rx.el.span(
                    rx.el.span(row.name, class_name="text-lead font-semibold"),
                    " ",
                    rx.el.span(row.age, class_name="text-ink-2"),
                    class_name="block",
                ),
                rx.el.span(row.line, class_name="block text-meta text-ink-2"),
                class_name="min-w-0 flex-1",
            ),
            rx.el.span(icons.icon("chevron-right"), class_name="text-ink-2"),
            href=row.href,
            class_name="flex min-h-16 items-center gap-3 px-4 py-3 hover:bg-crisis-tint",
        ),
        key=row.id,
    )


def _none_found() -> rx.Component:
    return states.blank(
        t("No one found"),
        t("Search looks at the people on your caseload. The calls below always work."),
        "search",
        role="status",
    )
