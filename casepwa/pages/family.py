"""A family's first screen: what has been shared with this account by name, and how to reach the team."""

import reflex as rx

from casepwa.components import family_parts, states
from casepwa.components.desk import desk_notices, for_role
from casepwa.offline.text import t
from casepwa.state.family import FamilyState

ROUTE = "/family"
TITLE = "Next steps"
ON_LOAD = [FamilyState.look]


def page() -> rx.Component:
    """The page."""
    return rx.el.div(
        rx.el.div(
            rx.el.header(
                rx.el.h1(t("Shared with you"), class_name="text-display font-bold tracking-tight"),
                family_parts.leave_button(),
                class_name="flex items-start justify-between gap-3 px-4 pt-3 pb-2 big-text:flex-wrap",
            ),
            rx.el.main(
                desk_notices(),
                for_role(
                    "family",
                    rx.match(
                        FamilyState.status,
                        ("full", rx.el.div(rx.foreach(FamilyState.children, family_parts.child))),
                        (
                            "empty",
                            states.blank(
                                t("Nothing has been shared with you yet"),
                                t("Your team chooses with you what to share. Ask them when you talk."),
                                "share",
                            ),
                        ),
                        states.skeleton(t("Opening")),
                    ),
                ),
                class_name="@container flex flex-1 flex-col px-4 pb-8",
            ),
            family_parts.foot(),
            class_name="mx-auto flex w-full max-w-140 flex-1 flex-col",
        ),
        class_name="flex min-h-dvh flex-col bg-page",
    )
