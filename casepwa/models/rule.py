"""Rules as data with dated versions: an administrator adds a row, nothing is overwritten."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, text
from sqlmodel import Field

from casepwa.models import codes
from casepwa.models.columns import Row, moment, one_of, ref


def _one_a_day(whose: str, condition: str, *columns: str) -> Index:
    """A unique constraint lets nulls repeat, so each kind of rule has its own partial index."""
    return Index(
        f"one_{whose}_rule_a_day",
        *columns,
        "name",
        "starts_on",
        unique=True,
        sqlite_where=text(condition),
        postgresql_where=text(condition),
    )


class Rule(Row, table=True):
    """``value`` holds what the rule of this name needs; ``casework/rules/rules.py`` says its shape per name.

    A rule for a payer or program wins over one for the organization; the latest ``starts_on`` that has
    begun wins among equals. ``added_by_id``: nobody, for what came with the installation.
    """

    __table_args__ = (
        one_of("name", codes.RuleName),
        _one_a_day("agency", "program_id IS NULL AND payer_id IS NULL", "organization_id"),
        _one_a_day("program", "payer_id IS NULL", "program_id"),
        _one_a_day("payer", "program_id IS NULL", "payer_id"),
        _one_a_day(
            "program_and_payer", "program_id IS NOT NULL AND payer_id IS NOT NULL", "program_id", "payer_id"
        ),
    )

    organization_id: UUID = ref("organization.id")
    program_id: UUID | None = ref("program.id", default=None)
    payer_id: UUID | None = ref("payer.id", default=None)
    name: str
    value: dict[str, Any] = Field(sa_type=JSON)
    starts_on: date
    added_by_id: UUID | None = ref("account.id", default=None)
    added_at: datetime | None = moment(default=None)
