"""The one-page brief of a person: for who takes them over, and for their supervisor. Network needed."""

from typing import Any

import reflex as rx

from casepwa.components.caseloads import brief_parts
from casepwa.components.frames.client_page import client_page
from casepwa.offline.text import t
from casepwa.state.brief import BriefState

ROUTE = "/clients/[client_id]/brief"
TITLE = t("Brief")
ON_LOAD = [BriefState.look]


def page() -> rx.Component:
    """The page, the order of the paper: safety first, then what is promised, then what happened last."""
    brief: Any = BriefState.brief
    return client_page(
        t("Brief"),
        brief_parts.whole(brief),
        name=brief.name,
        client_id=brief.id,
        desk="/caseloads",
    )
