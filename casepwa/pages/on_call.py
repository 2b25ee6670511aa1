"""On call: what escalated to whoever is on call, or goes along, wherever they are. Live."""

import reflex as rx

from casepwa.components.frames.desk import desk_screen
from casepwa.offline.text import t
from casepwa.pages.visits_now import both
from casepwa.state.visits_now import VisitsNowState

ROUTE = "/on-call"
TITLE = t("On call")
ON_LOAD = [VisitsNowState.look, VisitsNowState.follow]


def page() -> rx.Component:
    """The page: the same board, of which whoever supervises nobody sees what reached them."""
    return desk_screen(
        "on_call",
        "on_call",
        both(
            title=t("On call"),
            nobody=t("Nothing has reached you"),
            nobody_about=t(
                "A colleague who is overdue, or calls for help while you are on call, stands here."
            ),
            back=ROUTE,
        ),
    )
