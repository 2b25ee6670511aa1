"""The crisis plan editor, on a phone, a tablet or a desk: coordinators and supervisors (network needed)."""

from typing import Any

import reflex as rx

from casepwa.components.frames.client_page import client_page
from casepwa.components.plans import plan_review, plan_writing
from casepwa.offline.text import t
from casepwa.state.crisis_edit import CrisisEditState

ROUTE = "/clients/[client_id]/crisis/edit"
TITLE = t("Crisis plan")
ON_LOAD = [CrisisEditState.look]


def page() -> rx.Component:
    """The page."""
    editor: Any = CrisisEditState.editor
    return client_page(
        t("Crisis plan"),
        rx.match(
            CrisisEditState.step,
            ("write", _writing()),
            ("review", plan_review.review()),
            ("published", rx.fragment(plan_review.published(), plan_review.versions())),
            rx.fragment(),
        ),
        name=editor.name,
        client_id=editor.client_id,
        is_wide=True,
    )


def _writing() -> rx.Component:
    return rx.el.div(
        rx.el.div(plan_writing.form(), class_name="min-w-0"),
        rx.el.div(plan_review.asked(), plan_review.versions(), class_name="min-w-0"),
        class_name="grid grid-cols-1 gap-x-8 gap-y-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]",
    )
