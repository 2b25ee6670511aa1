"""Visits now: who is out, since when, expected back; an overdue one escalates. Live."""

from typing import Any

import reflex as rx

from casepwa.components.frames.desk import desk_screen
from casepwa.components.kit import states
from casepwa.components.visits.visits_board import visits_board
from casepwa.components.visits.visits_detail import detail
from casepwa.offline.text import t
from casepwa.state.desk_news import NEWS
from casepwa.state.visits_now import VisitsNowState

ROUTE = "/visits-now"
TITLE = t("Visits now")
ON_LOAD = [VisitsNowState.look, VisitsNowState.follow, *NEWS]


def page() -> rx.Component:
    """The page: on a tablet the board and one worker side by side, on a phone the one or the other."""
    return desk_screen(
        "supervisor",
        "visits_now",
        both(
            title=t("Visits now"),
            nobody=t("Nobody is out"),
            nobody_about=t("Whoever of your team checks in to a visit stands here at once."),
            back=ROUTE,
        ),
    )


def both(*, title: Any, nobody: Any, nobody_about: Any, back: str) -> rx.Component:
    """Board and detail; ``back``: the address of the board alone."""
    chosen = VisitsNowState.chosen.id != ""
    return rx.el.div(
        rx.el.section(
            visits_board(title=title, nobody=nobody, nobody_about=nobody_about),
            aria_labelledby="visits-now",
            class_name=rx.cond(chosen, f"{_BOARD} hidden lg:block", f"{_BOARD} block"),
        ),
        rx.cond(
            chosen,
            rx.el.aside(
                # The board, and the page's heading with it, is not there on a phone.
                rx.el.h1(title, class_name="sr-only lg:hidden"),
                detail(VisitsNowState.chosen, back=back),
                aria_labelledby="who-is-out",
                class_name=f"{_DETAIL} flex",
            ),
            rx.el.aside(
                states.blank(
                    t("Choose a worker"), t("Opening one tells the others that you know."), "map-pin"
                ),
                aria_label=t("One worker"),
                class_name=f"{_DETAIL} hidden p-4 lg:block",
            ),
        ),
        class_name="flex min-h-0 min-w-0 flex-1",
    )


_BOARD = "min-w-0 flex-1 overflow-auto px-5 pt-4 pb-6"
_DETAIL = "min-h-0 w-full min-w-0 shrink-0 flex-col border-l border-line bg-surface lg:w-80"
