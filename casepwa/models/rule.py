"""Rules as data with dated versions: an administrator adds a row, nothing is overwritten."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from casepwa.models import codes
from casepwa.models.columns import Row, one_of, ref


class Rule(Row, table=True):
    """``value`` holds what the rule of this name needs; ``casework/rules.py`` says its shape per name.

    A rule for a payer or program wins over one for the organization; the latest ``starts_on`` that has
    begun wins among equals.
    """

    __table_args__ = (
        one_of("name", codes.RuleName),
        UniqueConstraint("organization_id", "program_id", "payer_id", "name", "starts_on"),
    )

    organization_id: UUID = ref("organization.id")
    program_id: UUID | None = ref("program.id", default=None)
    payer_id: UUID | None = ref("payer.id", default=None)
    name: str
    value: dict[str, Any] = Field(sa_type=JSON)
    starts_on: date
