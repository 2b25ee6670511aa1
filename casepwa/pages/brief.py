"""The one-page brief of a person: for who takes them over, and for their supervisor. Network needed."""

import reflex as rx

from casepwa.components import brief_parts, buttons, states
from casepwa.components.desk import staff_screen
from casepwa.offline.text import t
from casepwa.state.brief import BriefState

ROUTE = "/clients/[client_id]/brief"
TITLE = t("Brief")
ON_LOAD = [BriefState.look]


def page() -> rx.Component:
    """The page, the order of the paper: safety first, then what is promised, then what happened last."""
    return staff_screen(
        rx.cond(BriefState.status != "full", rx.el.h1(t("Brief"), class_name="sr-only")),
        rx.match(
            BriefState.status,
            ("full", brief_parts.whole(BriefState.brief)),
            (
                "refused",
                states.blank(
                    t("This brief is not for your account"),
                    t("Nothing was opened. A brief is for who works with a person, and their supervisor."),
                    "lock",
                    action=buttons.link_button(
                        t("Go to my first screen"), href="/", custom_attrs={"reloadDocument": True}
                    ),
                ),
            ),
            states.skeleton(t("Opening the brief")),
        ),
    )
