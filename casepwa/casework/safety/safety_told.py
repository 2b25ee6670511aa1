"""Whom a stage of a safety timer tells: the worker; supervisor (and who covers for them), buddy; on call.

A stage never tells nobody: without a supervisor of the team, or without anyone on call, all supervisors of
the organization are told.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_
from sqlmodel import Session, col, select

from casepwa.casework import reaches
from casepwa.casework.accounts import accounts
from casepwa.casework.names import folded
from casepwa.models import (
    Account,
    AccountRole,
    Cover,
    OnCallShift,
    SafetyEscalation,
    SafetyEscalationTold,
    SafetyTimer,
    StaffTeamSupervisor,
    Visit,
)
from casepwa.models.codes import EscalationStage, Role, ToldAs

_SUPERVISING = select(AccountRole.account_id).where(AccountRole.role == Role.SUPERVISOR)


def by(
    session: Session, escalation: SafetyEscalation, timer: SafetyTimer, *, at: datetime
) -> list[SafetyEscalationTold]:
    """Everyone whom ``escalation`` reaches, each once, not yet added."""
    if escalation.stage == EscalationStage.WORKER:
        return _rows(escalation, [timer.worker_id], ToldAs.WORKER)
    worker = session.get_one(Account, timer.worker_id)
    if escalation.stage == EscalationStage.SUPERVISOR:
        nearest = _rows(escalation, _supervisors(session, worker, at), ToldAs.SUPERVISOR)
        found = nearest or _rows(escalation, _all_supervisors(session, worker), ToldAs.FALLBACK)
        known = {one.account_id for one in found}
        buddies = [one for one in _buddy(session, timer, worker) if one not in known]
        return found + _rows(escalation, buddies, ToldAs.BUDDY)
    on_call = _rows(escalation, _on_call(session, worker, at), ToldAs.ON_CALL)
    return on_call or _rows(escalation, _all_supervisors(session, worker), ToldAs.FALLBACK)


def _rows(
    escalation: SafetyEscalation, account_ids: Iterable[UUID], told_as: ToldAs
) -> list[SafetyEscalationTold]:
    return [
        SafetyEscalationTold(escalation_id=escalation.id, account_id=account_id, told_as=told_as)
        for account_id in dict.fromkeys(account_ids)
    ]


def _supervisors(session: Session, worker: Account, at: datetime) -> list[UUID]:
    own = select(StaffTeamSupervisor.account_id).where(
        StaffTeamSupervisor.staff_team_id == worker.staff_team_id
    )
    covering = select(Cover.covering_id).where(
        col(Cover.absent_id).in_(own), col(Cover.covering_id).in_(_SUPERVISING), reaches.is_current(Cover, at)
    )
    return _standing(session, worker, or_(col(Account.id).in_(own), col(Account.id).in_(covering)))


def _all_supervisors(session: Session, worker: Account) -> list[UUID]:
    return _standing(session, worker, col(Account.id).in_(_SUPERVISING))


def _on_call(session: Session, worker: Account, at: datetime) -> list[UUID]:
    return _standing(
        session,
        worker,
        col(Account.id).in_(
            select(OnCallShift.account_id).where(
                OnCallShift.staff_team_id == worker.staff_team_id, reaches.is_current(OnCallShift, at)
            )
        ),
    )


def _buddy(session: Session, timer: SafetyTimer, worker: Account) -> list[UUID]:
    """Who goes along, when that is a colleague's whole name; words that name nobody tell nobody."""
    visit = session.get_one(Visit, timer.visit_id)
    name = folded(visit.going_with)
    if not name:
        return []
    staff = select(AccountRole.account_id).where(AccountRole.role != Role.FAMILY)
    colleagues = _standing(session, worker, col(Account.id).in_(staff))
    names = session.exec(select(Account.id, Account.name).where(col(Account.id).in_(colleagues)))
    found = [account_id for account_id, called in names if folded(called) == name]
    return found if len(found) == 1 else []


def _standing(session: Session, worker: Account, *which: object) -> list[UUID]:
    """Accounts of the worker's organization that can be told, the worker's own left out."""
    return list(
        session.exec(
            select(Account.id)
            .where(
                Account.organization_id == worker.organization_id,
                Account.id != worker.id,
                accounts.can_be_told(Account),
                *which,  # pyright: ignore[reportArgumentType] (conditions)
            )
            .order_by(col(Account.name), col(Account.id))
        )
    )
