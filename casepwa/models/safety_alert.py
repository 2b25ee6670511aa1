"""What a visitor must know before going in: of one client, or of a whole household."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint

from casepwa.models import codes
from casepwa.models.columns import Row, one_of, ref


class SafetyAlert(Row, table=True):
    __table_args__ = (
        one_of("kind", codes.AlertKind),
        CheckConstraint(
            "(client_id IS NULL) <> (family_id IS NULL)", name="an_alert_is_about_a_client_or_a_household"
        ),
    )

    client_id: UUID | None = ref("client.id", default=None)
    family_id: UUID | None = ref("family.id", default=None)
    kind: str
    title: str
    detail: str | None = None
    since: date | None = None
    ended_on: date | None = None
