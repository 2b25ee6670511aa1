"""Whom a stage of a safety timer reached, and as what."""

from uuid import UUID

from sqlmodel import Field

from casepwa.models import codes
from casepwa.models.append_only import APPEND_ONLY
from casepwa.models.columns import Table, one_of


class SafetyEscalationTold(Table, table=True):
    __table_args__ = (one_of("told_as", codes.ToldAs), {"info": APPEND_ONLY})

    escalation_id: UUID = Field(foreign_key="safety_escalation.id", primary_key=True)
    account_id: UUID = Field(foreign_key="account.id", primary_key=True, index=True)
    told_as: str
