"""The sheet behind **No one home**: the reason, and what happens next."""

import reflex as rx

from casepwa.components.kit import fields, sheets
from casepwa.offline.sheets import fault
from casepwa.offline.text import t, word
from casepwa.offline.today import miss_visit, missed_visit

MISSED = "missed-visit"
# Stored codes of domain.md, the likeliest first.
REASONS = (
    "not_home",
    "refused",
    "in_hospital",
    "wrong_place",
    "unsafe",
    "emergency",
    "forgot",
    "no_coverage",
    "device",
    "provider_no_show",
    "other",
)
_FORM = "missed-visit-form"


def missed_visit_sheet() -> rx.Component:
    """Opened with the visit's id as subject."""
    return sheets.sheet(
        MISSED,
        t("No one home"),
        sheets.form(
            _FORM,
            fields.field(
                f"{_FORM}-reason",
                t("Reason"),
                fields.select(
                    *[rx.el.option(word("missed", code), value=code) for code in REASONS],
                    id=f"{_FORM}-reason",
                    name="reason",
                    default_value="not_home",
                ),
            ),
            fields.field(
                f"{_FORM}-text",
                t("What you saw, optional"),
                fields.text_input(
                    id=f"{_FORM}-text",
                    name="text",
                    max_length=2000,
                    **fields.told(f"{_FORM}-text", fault(_FORM, "text")),
                ),
                error=fault(_FORM, "text"),
            ),
            fields.field(
                f"{_FORM}-next",
                t("What happens next"),
                fields.text_input(
                    id=f"{_FORM}-next",
                    name="next_action",
                    max_length=500,
                    placeholder=t("Call tonight, try again on Thursday"),
                    **fields.told(f"{_FORM}-next", fault(_FORM, "next_action")),
                ),
                error=fault(_FORM, "next_action"),
            ),
            draft="missed",
            on_submit=miss_visit,
            submit=t("Save"),
        ),
        about=missed_visit.names,
    )
