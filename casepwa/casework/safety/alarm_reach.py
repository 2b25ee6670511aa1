"""Who may read an alarm: who supervises the raiser's team, or covers for who does, and who is on call now.

A team that has neither falls to every supervisor of the organization: an alarm that nobody may read is worse.
They learn who called and where, nothing about a client; who is on call learns which client, not what was
said. Nobody reads or settles their own.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, not_, or_
from sqlmodel import Session, col, select

from casepwa.casework import reaches
from casepwa.casework.actors import Actor
from casepwa.casework.errors import Denied
from casepwa.casework.permissions import Permission, require
from casepwa.models import Account, Alarm, Cover, OnCallShift, StaffTeamSupervisor
from casepwa.models.codes import Role
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
    """For a statement over ``Account``, the raiser: may ``actor`` read their alarms at ``at``?"""
    reached = or_(is_supervised(actor, at), _on_call(at, actor.account_id))
    if Role.SUPERVISOR in actor.roles:
        reached = or_(reached, and_(not_(_supervised()), not_(_on_call(at))))
    return and_(
        col(Account.organization_id) == actor.organization_id, col(Account.id) != actor.account_id, reached
    )


def is_on_call_for(actor: Actor, at: datetime) -> ColumnElement[bool]:
    """For a statement over ``Account``: is ``actor`` on call for their team at ``at``?"""
    return _on_call(at, actor.account_id)


def is_supervised(actor: Actor, at: datetime) -> ColumnElement[bool]:
    """For a statement over ``Account``: does ``actor`` supervise their team ``at``, or cover for who does?

    A worker who covers for the caseload of a supervisor does not become one by that.
    """
    own = _supervised(actor.account_id)
    if Role.SUPERVISOR not in actor.roles:
        return own
    covered = exists().where(
        col(StaffTeamSupervisor.staff_team_id) == Account.staff_team_id,
        col(Cover.absent_id) == StaffTeamSupervisor.account_id,
        col(Cover.covering_id) == actor.account_id,
        reaches.is_current(Cover, at),
    )
    return or_(own, covered)


def _supervised(by: UUID | None = None) -> ColumnElement[bool]:
    who = [] if by is None else [col(StaffTeamSupervisor.account_id) == by]
    return exists().where(col(StaffTeamSupervisor.staff_team_id) == Account.staff_team_id, *who)


def _on_call(at: datetime, who: UUID | None = None) -> ColumnElement[bool]:
    whose = [] if who is None else [col(OnCallShift.account_id) == who]
    return exists().where(
        col(OnCallShift.staff_team_id) == Account.staff_team_id, reaches.is_current(OnCallShift, at), *whose
    )
