"""Crisis: whose plan. Today's people first, everybody a few letters away, 988 and 911 always there."""

import reflex as rx

from casepwa.components.kit import cards, icons, states
from casepwa.components.kit.calls import call_row
from casepwa.components.people import people_list
from casepwa.offline.crisis import PlanRow, crisis, search_plans
from casepwa.offline.text import t

ROUTE = "/crisis"
TITLE = t("Crisis")


def page() -> rx.Component:
    """The page."""
    return people_list.page(
        t("Crisis"),
        t("Tap a person for their plan"),
        view=crisis,
        placeholder=t("Name"),
        on_search=search_plans,
        searched=t("Search looks at the people on your caseload. The calls below always work."),
        people=people_list.rows(
            crisis,
            _row,
            found=cards.heading(t("Found"), class_name="mt-2 mb-1.5"),
            everyone=cards.heading(t("Everyone"), aside=t("A to Z"), class_name="mt-5 mb-2"),
        ),
        opening=states.skeleton(t("Opening plans"), rows=4),
        actions=call_row(),
        tab="crisis",
    )


def _row(row: PlanRow) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            rx.el.span(
                icons.icon("lifebuoy", size=icons.LEADING), class_name="text-crisis-ink @max-[14rem]:hidden"
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
