"""Approvals: the notes that wait beside the open one; a supervisor's first screen, live."""

import reflex as rx

from casepwa.components.approvals import approval_decision, approval_note
from casepwa.components.approvals.approval_figures import figures
from casepwa.components.approvals.approval_list import approval_list
from casepwa.components.frames.desk import desk_screen
from casepwa.offline.approvals import listen_for_keys
from casepwa.offline.text import t
from casepwa.state.approvals import ApprovalsState
from casepwa.state.desk_news import NEWS

ROUTE = "/approvals"
TITLE = t("Approvals")
ON_LOAD = [ApprovalsState.look, ApprovalsState.follow, *NEWS]


def page() -> rx.Component:
    """The page: on a tablet list and note side by side, on a phone the one or the other."""
    is_open = ApprovalsState.chosen.id != ""
    return desk_screen(
        "supervisor",
        "approvals",
        rx.el.div(
            rx.el.span(
                on_mount=listen_for_keys,
                custom_attrs={"data-keys": rx.cond(ApprovalsState.has_keys, "on", "off")},
            ),
            rx.el.section(
                approval_list(),
                aria_labelledby="approvals",
                class_name=rx.cond(is_open, f"{_LIST} hidden md:flex", f"{_LIST} flex"),
            ),
            rx.el.div(
                rx.cond(
                    is_open, rx.fragment(approval_note.reading(), approval_decision.decision()), figures()
                ),
                class_name=rx.cond(is_open, f"{_NOTE} flex", f"{_NOTE} hidden md:flex"),
            ),
            class_name="flex min-h-0 min-w-0 flex-1",
        ),
    )


_LIST = "min-h-0 w-full shrink-0 flex-col border-r border-line bg-surface md:w-84"
_NOTE = "min-h-0 min-w-0 flex-1 flex-col"
