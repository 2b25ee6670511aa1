"""Intake: a new person or family, duplicate search first (network needed). Coordinators and supervisors."""

from typing import Any

import reflex as rx

from casepwa.components.caseloads import intake_form
from casepwa.components.frames.client_page import client_page
from casepwa.components.kit import buttons
from casepwa.offline.text import t
from casepwa.state.intake import IntakeState

ROUTE = "/intake"
TITLE = t("New person")
ON_LOAD = [IntakeState.look]


def page() -> rx.Component:
    """The page."""
    return client_page(
        t("New person"),
        rx.match(
            IntakeState.stage,
            ("search", intake_form.search()),
            ("form", rx.fragment(intake_form.search(), intake_form.found(), intake_form.person())),
            ("done", _done()),
            rx.fragment(),
        ),
        is_open=IntakeState.stage != "loading",
        desk="/caseloads",
    )


def _done() -> rx.Component:
    made: Any = IntakeState.made
    return rx.el.div(
        intake_form.forget(),
        rx.el.p(
            t("{name} is taken in. Their workers' phones get them at the next sync.", name=made.name),
            role="status",
            class_name="font-medium text-ok",
        ),
        buttons.button_row(
            buttons.link_button(
                t("Write goals and steps"),
                href=f"/clients/{made.id}/goals/edit",
                leading="file-pen",
                custom_attrs={"reloadDocument": True},
            ),
            buttons.button(t("Take in somebody else"), look="secondary", on_click=IntakeState.look),
        ),
        class_name="flex flex-col gap-4",
    )
