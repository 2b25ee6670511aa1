"""The statements behind ``caseload``: (client id, until) by each way of coming to a client."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, and_, case, func, or_
from sqlmodel import col, select
from sqlmodel.sql.expression import Select

from casepwa.models import Account, Cover, OnCallShift, StaffTeamSupervisor, TeamMember

Reached = Select[UUID, Any]
"""Rows of client id and the end of the reach (aware, or None: no end)."""


def is_current(table: Any, at: datetime | BindParameter[Any]) -> ColumnElement[bool]:
    """Has the row begun, and not ended, at ``at``? The end itself is outside."""
    return and_(table.starts_at <= at, or_(table.ends_at.is_(None), table.ends_at > at))


def by_team(account_id: UUID, at: datetime) -> Reached:
    return select(TeamMember.client_id, TeamMember.ends_at).where(
        TeamMember.account_id == account_id, is_current(TeamMember, at)
    )


def by_cover(account_id: UUID, at: datetime) -> Reached:
    """Ends with the cover or with the absent worker's own membership, whichever is first."""
    return (
        select(TeamMember.client_id, _sooner(TeamMember.ends_at, Cover.ends_at))
        .join(Cover, col(Cover.absent_id) == TeamMember.account_id)
        .where(Cover.covering_id == account_id, is_current(Cover, at), is_current(TeamMember, at))
    )


def by_supervision(account_id: UUID, at: datetime) -> Reached:
    return (
        select(TeamMember.client_id, TeamMember.ends_at)
        .join(Account, col(Account.id) == TeamMember.account_id)
        .join(StaffTeamSupervisor, col(StaffTeamSupervisor.staff_team_id) == Account.staff_team_id)
        .where(StaffTeamSupervisor.account_id == account_id, is_current(TeamMember, at))
    )


def by_on_call(account_id: UUID, at: datetime) -> Reached:
    return (
        select(TeamMember.client_id, _sooner(TeamMember.ends_at, OnCallShift.ends_at))
        .join(Account, col(Account.id) == TeamMember.account_id)
        .join(OnCallShift, col(OnCallShift.staff_team_id) == Account.staff_team_id)
        .where(OnCallShift.account_id == account_id, is_current(OnCallShift, at), is_current(TeamMember, at))
    )


def _sooner(maybe: Any, certain: Any) -> Any:
    return case((func.coalesce(maybe, certain) < certain, maybe), else_=certain)
