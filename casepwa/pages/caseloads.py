"""Caseloads: a row per worker, one worker's people beside it, transfers and cover."""

import reflex as rx

from casepwa.components.caseloads import caseload_table, caseload_worker, transfer_requests
from casepwa.components.frames.desk import desk_screen
from casepwa.components.kit import buttons, states
from casepwa.offline.local import count
from casepwa.offline.text import t
from casepwa.state.caseloads import CaseloadsState
from casepwa.state.desk_news import NEWS
from casepwa.state.transfer_requests import TransferRequestsState

ROUTE = "/caseloads"
TITLE = t("Caseloads")
ON_LOAD = [
    CaseloadsState.look,
    CaseloadsState.follow,
    TransferRequestsState.look,
    TransferRequestsState.follow,
    *NEWS,
]


def page() -> rx.Component:
    """The page: on a tablet the table and one worker side by side, on a phone the one or the other."""
    is_open = CaseloadsState.chosen.id != ""
    return desk_screen(
        "supervisor",
        "caseloads",
        rx.el.div(
            rx.el.section(
                rx.el.div(
                    rx.el.h1(
                        t("Caseloads"), id="caseloads", class_name="text-display font-bold tracking-tight"
                    ),
                    rx.el.p(
                        t("{n} worker", plural="{n} workers", n=count(CaseloadsState.board.workers)),
                        ", ",
                        t("{n} person", plural="{n} people", n=CaseloadsState.board.people),
                        class_name="text-meta text-ink-2",
                    ),
                    class_name="flex flex-wrap items-baseline justify-between gap-x-3",
                ),
                buttons.link_button(
                    t("New person"), href="/intake", look="secondary", leading="plus", class_name="mt-2"
                ),
                rx.cond(
                    CaseloadsState.status == "full",
                    rx.el.div(
                        caseload_table.taken(),
                        transfer_requests.to_answer(),
                        caseload_table.table(),
                        caseload_table.ahead(),
                        transfer_requests.asked(),
                        caseload_table.covers(),
                    ),
                    states.skeleton(t("Opening the caseloads")),
                ),
                aria_labelledby="caseloads",
                class_name=rx.cond(is_open, f"{_LIST} hidden md:block", f"{_LIST} block"),
            ),
            rx.cond(is_open, caseload_worker.aside()),
            class_name="flex min-h-0 min-w-0 flex-1",
        ),
    )


_LIST = "min-h-0 min-w-0 flex-1 overflow-y-auto px-4 pt-4 pb-8 md:px-5"
