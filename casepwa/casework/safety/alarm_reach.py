"""Who may read an alarm: who supervises the raiser's team, or covers for who does, and who is on call now.

Where none of them could read it, it falls to every supervisor of the organization: an alarm that nobody may
read is worse. They learn who called and where, nothing about a client; who is on call learns which client,
not what was said. Nobody reads or settles their own.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, not_, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from casepwa.casework import reaches
from casepwa.casework.accounts import accounts
from casepwa.casework.actors import Actor
from casepwa.casework.errors import Denied
from casepwa.casework.permissions import Permission, require
from casepwa.models import Account, AccountRole, Alarm, Cover, OnCallShift, StaffTeamSupervisor
from casepwa.models.codes import AlarmKind, Role
from casepwa.models.columns import now


def alarm_for(
    session: Session, actor: Actor, alarm_id: UUID, permission: Permission, *, to_change: bool = False
) -> Alarm:
    """The alarm, if ``actor`` may do ``permission`` to it now; locked until the unit ends ``to_change``.

    Raises ``Denied`` otherwise, as for none.
    """
    require(actor, permission)
    asked = (
        select(Alarm)
        .join(Account, col(Account.id) == Alarm.raised_by_id)
        .where(Alarm.id == alarm_id, is_reached(actor, now()))
    )
    if to_change:
        asked = asked.with_for_update(of=Alarm).execution_options(populate_existing=True)
    alarm = session.exec(asked).first()
    if alarm is None:
        raise Denied(permission)
    return alarm


def is_reached(actor: Actor, at: datetime) -> ColumnElement[bool]:
    """For a statement over ``Alarm`` and ``Account``, the raiser: may ``actor`` read it at ``at``?"""
    reached = or_(is_supervised(actor, at), is_on_call_for(actor, at))
    if Role.SUPERVISOR in actor.roles:
        reached = or_(reached, not_(or_(_somebody_supervises(), _somebody_is_on_call(at))))
    return and_(
        col(Account.organization_id) == actor.organization_id, col(Account.id) != actor.account_id, reached
    )


def is_on_call_for(actor: Actor, at: datetime) -> ColumnElement[bool]:
    """For a statement over ``Account``: is ``actor`` on call for their team at ``at``?"""
    return exists().where(
        col(OnCallShift.staff_team_id) == Account.staff_team_id,
        col(OnCallShift.account_id) == actor.account_id,
        reaches.is_current(OnCallShift, at),
    )


def is_supervised(actor: Actor, at: datetime) -> ColumnElement[bool]:
    """For a statement over ``Account``: does ``actor`` supervise their team ``at``, or cover for who does?

    A worker who covers for the caseload of a supervisor does not become one by that, nor is a supervisor one
    on a phone.
    """
    if Role.SUPERVISOR not in actor.roles:
        return false()
    own = exists().where(
        col(StaffTeamSupervisor.staff_team_id) == Account.staff_team_id,
        col(StaffTeamSupervisor.account_id) == actor.account_id,
    )
    covered = exists().where(
        col(StaffTeamSupervisor.staff_team_id) == Account.staff_team_id,
        col(Cover.absent_id) == StaffTeamSupervisor.account_id,
        col(Cover.covering_id) == actor.account_id,
        reaches.is_current(Cover, at),
    )
    return or_(own, covered)


def _somebody_supervises() -> ColumnElement[bool]:
    lead = aliased(Account)
    return exists().where(
        col(StaffTeamSupervisor.staff_team_id) == Account.staff_team_id,
        col(lead.id) == StaffTeamSupervisor.account_id,
        _can_read(lead),
    )


def _somebody_is_on_call(at: datetime) -> ColumnElement[bool]:
    """A safety concern is read at a desk only: there a worker on call is nobody."""
    on_call = aliased(Account)
    has_desk = exists().where(
        col(AccountRole.account_id) == on_call.id, col(AccountRole.role) == Role.SUPERVISOR
    )
    return exists().where(
        col(OnCallShift.staff_team_id) == Account.staff_team_id,
        reaches.is_current(OnCallShift, at),
        col(on_call.id) == OnCallShift.account_id,
        _can_read(on_call),
        or_(col(Alarm.kind) != AlarmKind.SAFETY_CONCERN, has_desk),
    )


def _can_read(account: Any) -> ColumnElement[bool]:
    """Of ``account``, an alias: someone else than the raiser, who can sign in?"""
    return and_(account.id != Account.id, accounts.can_be_told(account))
