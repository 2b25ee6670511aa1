"""A client of a visit, and what came of it for them."""

from uuid import UUID

from sqlmodel import Field

from casepwa.models import codes
from casepwa.models.columns import Table, one_of


class VisitClient(Table, table=True):
    __table_args__ = (one_of("outcome", codes.SeenOutcome),)

    visit_id: UUID = Field(foreign_key="visit.id", primary_key=True)
    client_id: UUID = Field(foreign_key="client.id", primary_key=True, index=True)
    outcome: str | None = None
    outcome_text: str | None = None
