"""The sheet behind **Followed up**: where the referral stands now, and why where it ended."""

import reflex as rx

from casepwa.components import buttons, fields, sheets
from casepwa.offline.person import follow_up, one_referral
from casepwa.offline.sheets import fault
from casepwa.offline.text import t, word

FOLLOW_UP = "follow-up"
# Stored codes of domain.md, in the order of the way to a service.
STATUSES = (
    "needed",
    "sent",
    "accepted",
    "waitlisted",
    "scheduled",
    "started",
    "completed",
    "declined",
    "unavailable",
)
_FORM = "follow-up-form"


def referral_sheet() -> rx.Component:
    """Opened with the service link's id as subject."""
    return sheets.sheet(
        FOLLOW_UP,
        t("Followed up"),
        rx.el.form(
            fields.field(
                f"{_FORM}-status",
                t("Where it stands now"),
                fields.select(
                    *[rx.el.option(word("link", code), value=code) for code in STATUSES],
                    id=f"{_FORM}-status",
                    name="status",
                    default_value=one_referral.status,
                    key=one_referral.key,
                ),
            ),
            fields.field(
                f"{_FORM}-reason",
                t("Reason (needed if declined or not available)"),
                fields.text_input(
                    id=f"{_FORM}-reason",
                    name="reason",
                    default_value=one_referral.reason,
                    key=one_referral.key,
                    max_length=2000,
                    auto_complete="off",
                    **fields.told(f"{_FORM}-reason", fault(_FORM, "reason")),
                ),
                error=fault(_FORM, "reason"),
            ),
            buttons.button_row(
                sheets.cancel(),
                buttons.button(t("Save"), type="submit", class_name=buttons.SHARE_ROW),
                class_name="mt-1",
            ),
            id=_FORM,
            on_submit=follow_up,
            no_validate=True,
            class_name="mt-3 flex flex-col gap-4",
        ),
        about=one_referral.about,
    )
