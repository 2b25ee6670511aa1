"""A consent: who may see what, for what purpose, until when, who signed it, and when it was taken back."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint

from casepwa.models import codes
from casepwa.models.columns import Row, moment, now, one_of, ref


class Consent(Row, table=True):
    """Signed by a relative, or by the client (``signed_by_client_id``: an adult, or a minor who owns it).

    The recipient is a family account, or somebody outside by name.
    """

    __table_args__ = (
        one_of("scope", codes.ConsentScope),
        CheckConstraint(
            "(signed_by_member_id IS NULL) <> (signed_by_client_id IS NULL)", name="one_person_signs"
        ),
        CheckConstraint(
            "(recipient_account_id IS NULL) <> (recipient_name IS NULL)", name="a_consent_has_one_recipient"
        ),
        CheckConstraint(
            "signed_by_client_id IS NULL OR signed_by_client_id = client_id",
            name="a_client_signs_alone",
        ),
        CheckConstraint("expires_on >= signed_on", name="a_consent_ends_after_it_begins"),
    )

    client_id: UUID = ref("client.id")
    scope: str
    information: str
    purpose: str
    recipient_account_id: UUID | None = ref("account.id", default=None)
    recipient_name: str | None = None
    signed_by_member_id: UUID | None = ref("family_member.id", default=None)
    signed_by_client_id: UUID | None = ref("client.id", default=None)
    signed_on: date
    expires_on: date
    recorded_by_id: UUID = ref("account.id")
    recorded_at: datetime = moment(default_factory=now)
    withdrawn_at: datetime | None = moment(default=None)
    withdrawn_by_id: UUID | None = ref("account.id", default=None)
