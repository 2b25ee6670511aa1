"""A supervisor's first screen: I need help and safety concerns of the team, live, with who read them when."""

import reflex as rx

from casepwa.components.frames.desk import desk_screen
from casepwa.components.kit import states
from casepwa.components.safety import alarm_detail
from casepwa.components.safety.alarm_list import alarm_list
from casepwa.offline.text import t
from casepwa.state.desk_news import NEWS
from casepwa.state.supervisor import SupervisorState

ROUTE = "/supervisor"
TITLE = t("Alarms")
ON_LOAD = [SupervisorState.look, SupervisorState.follow, *NEWS]


def page() -> rx.Component:
    """The page: on a tablet list and detail side by side, on a phone the one or the other."""
    chosen = SupervisorState.chosen.id != ""
    return desk_screen(
        "supervisor",
        "alarms",
        rx.el.div(
            rx.el.section(
                alarm_list(),
                aria_labelledby="alarms",
                class_name=rx.cond(chosen, f"{_LIST} hidden md:flex", f"{_LIST} flex"),
            ),
            rx.el.div(
                rx.cond(
                    chosen,
                    alarm_detail.detail(SupervisorState.chosen),
                    rx.el.div(
                        states.blank(
                            t("Choose an alarm"),
                            t("Opening one tells its sender that you have read it."),
                            "bell-ring",
                        ),
                        class_name="mx-auto w-full max-w-120 p-6",
                    ),
                ),
                class_name=rx.cond(chosen, f"{_DETAIL} flex", f"{_DETAIL} hidden md:flex"),
            ),
            class_name="flex min-h-0 min-w-0 flex-1",
        ),
    )


_LIST = "min-h-0 w-full shrink-0 flex-col border-r border-line bg-surface md:w-84"
_DETAIL = "min-h-0 min-w-0 flex-1 flex-col"
