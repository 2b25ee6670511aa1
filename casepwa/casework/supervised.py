"""The workers of the teams that a supervisor leads: whose caseloads they may look at, cover and move."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from casepwa.casework.actors import Actor
from casepwa.casework.errors import Denied
from casepwa.casework.permissions import Permission, require
from casepwa.models import Account, AccountRole, StaffTeamSupervisor
from casepwa.models.codes import Role

FIELD = (Role.CASE_MANAGER, Role.CARE_COORDINATOR)


def worker_ids(actor: Actor) -> SelectOfScalar[UUID]:
    """A statement: ids of the field workers of ``actor``'s teams."""
    return (
        select(Account.id)
        .join(StaffTeamSupervisor, col(StaffTeamSupervisor.staff_team_id) == Account.staff_team_id)
        .where(
            StaffTeamSupervisor.account_id == actor.account_id,
            Account.organization_id == actor.organization_id,
            exists().where(col(AccountRole.account_id) == Account.id, col(AccountRole.role).in_(FIELD)),
        )
    )


def workers(
    session: Session, actor: Actor, account_ids: Iterable[UUID], permission: Permission
) -> dict[UUID, Account]:
    """These workers, if ``actor`` may do ``permission`` and supervises every one of them.

    Raises ``Denied(permission)`` otherwise: for another's worker, for who is no worker, for nobody.
    """
    require(actor, permission)
    wanted = set(account_ids)
    found = session.exec(
        select(Account).where(col(Account.id).in_(wanted), col(Account.id).in_(worker_ids(actor)))
    )
    rows = {account.id: account for account in found}
    if rows.keys() != wanted:
        raise Denied(permission)
    return rows


def other_supervisors(actor: Actor) -> SelectOfScalar[Account]:
    """A statement: who else supervises in ``actor``'s agency, by role."""
    has_role = exists().where(
        col(AccountRole.account_id) == Account.id, col(AccountRole.role) == Role.SUPERVISOR
    )
    return select(Account).where(
        Account.organization_id == actor.organization_id, Account.id != actor.account_id, has_role
    )


def can_sign_in(account: Account, at: datetime) -> bool:
    """Locked accounts take over nobody."""
    return account.locked_at is None or account.locked_at > at
