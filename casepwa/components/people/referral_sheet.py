"""The sheet behind **Followed up**: where the referral stands now, and why where it ended."""

import reflex as rx

from casepwa.components.kit import fields, sheets
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
        sheets.form(
            _FORM,
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
            draft="follow-up",
            on_submit=follow_up,
            submit=t("Save"),
        ),
        about=one_referral.about,
    )
