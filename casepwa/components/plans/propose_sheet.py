"""Proposing a change of a crisis plan, or the first plan."""

import reflex as rx

from casepwa.components.kit import fields, sheets
from casepwa.offline.crisis_plan import plan, propose_change
from casepwa.offline.sheets import fault
from casepwa.offline.text import t

PROPOSE = "propose"
_FORM = "propose-form"


def propose_sheet() -> rx.Component:
    """Opened with the client's id as subject. Sections are stored under the plan's own field names."""
    sections = {
        "plan": t("The whole plan"),
        "calls": t("Calls"),
        "tell_them": t("Tell them"),
        "what_helps": t("What helps"),
        "never_do": t("Never do"),
        "steps": t("Steps"),
        "warning_signs": t("Signs and triggers"),
        "making_safer": t("Making the place safer"),
        "over_looks_like": t("What over looks like"),
        "medications": t("Medications"),
        "safe_places": t("Safe places"),
    }
    return sheets.sheet(
        PROPOSE,
        rx.cond(plan.state == "none", t("Propose a plan"), t("Propose a change")),
        sheets.form(
            _FORM,
            fields.field(
                f"{_FORM}-section",
                t("Part of the plan"),
                fields.select(
                    *[rx.el.option(words, value=code) for code, words in sections.items()],
                    id=f"{_FORM}-section",
                    name="section",
                ),
            ),
            fields.field(
                f"{_FORM}-proposal",
                t("What should change, and why"),
                fields.text_area(
                    rows=5,
                    id=f"{_FORM}-proposal",
                    name="proposal",
                    max_length=20000,
                    **fields.told(f"{_FORM}-proposal", fault(_FORM, "proposal")),
                ),
                hint=t(
                    "A coordinator or supervisor reads this and publishes the plan. Until then the "
                    "old one holds."
                ),
                error=fault(_FORM, "proposal"),
            ),
            draft="proposal",
            on_submit=propose_change,
            submit=t("Send proposal"),
        ),
        about=plan.name,
    )
