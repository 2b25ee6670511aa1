"""Whose eyes a family's bundle is made for, and who else sees what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from casepwa.casework import reaches
from casepwa.casework.accounts import accounts
from casepwa.casework.family import family_shared
from casepwa.casework.family.family_bundle_shapes import FamilyStaff
from casepwa.casework.family.family_shared import Shared
from casepwa.models import Account, AccountRole, StaffTeamSupervisor, TeamMember
from casepwa.models.codes import Role, SharedKind


@dataclass(frozen=True, kw_only=True)
class Watching:
    """One account looking at one client. ``staff``: who works with this client today, by team.
    ``others``: other family accounts and what they see; ``supervisors``: of these workers, by name."""

    account: Account
    shared: Shared
    at: datetime
    today: date
    staff: tuple[FamilyStaff, ...]
    supervisors: tuple[FamilyStaff, ...]
    others: tuple[Shared, ...]

    @property
    def client_id(self) -> UUID:
        return self.shared.client_id

    def readers(self, kind: SharedKind, item: UUID | None = None) -> list[str]:
        """Who else sees this: the staff of the team, then other family accounts, by name."""
        family = [each.tie.account.name for each in self.others if (kind, item) in each.things]
        return [*(each.name for each in self.staff), *family]


def watching(
    session: Session, account: Account, shared: Mapping[UUID, Shared], *, at: datetime, today: date
) -> list[Watching]:
    """``account`` looking at each client of ``shared``."""
    about = family_shared.about_clients(session, shared.keys(), at=at)
    staff = _staff(session, account, list(shared), at=at)
    supervisors = supervisors_of(session, list(shared), at=at)
    return [
        Watching(
            account=account,
            shared=each,
            at=at,
            today=today,
            staff=tuple(staff.get(client_id, [])),
            supervisors=tuple(supervisors.get(client_id, [])),
            others=tuple(one for one in about.get(client_id, []) if one.tie.account.id != account.id),
        )
        for client_id, each in shared.items()
    ]


def supervisors_of(
    session: Session, client_ids: list[UUID], *, at: datetime
) -> dict[UUID, list[FamilyStaff]]:
    """Who supervises the workers of each client today, by name; without who is locked or never joined."""
    worker = aliased(Account)
    rows = session.exec(
        select(TeamMember.client_id, Account)
        .join(worker, col(worker.id) == col(TeamMember.account_id))
        .join(StaffTeamSupervisor, col(StaffTeamSupervisor.staff_team_id) == worker.staff_team_id)
        .join(Account, col(Account.id) == StaffTeamSupervisor.account_id)
        .where(
            col(TeamMember.client_id).in_(client_ids),
            reaches.is_current(TeamMember, at),
            accounts.can_be_told(Account),
        )
        .distinct()
        .order_by(col(Account.name), col(Account.id))
    )
    found: dict[UUID, list[FamilyStaff]] = {}
    for client_id, account in rows:
        line = FamilyStaff(account_id=account.id, name=account.name, role=Role.SUPERVISOR)
        if line not in found.setdefault(client_id, []):
            found[client_id].append(line)
    return found


def _staff(
    session: Session, account: Account, client_ids: list[UUID], *, at: datetime
) -> dict[UUID, list[FamilyStaff]]:
    of_family = select(AccountRole.account_id).where(AccountRole.role == Role.FAMILY)
    rows = session.exec(
        select(TeamMember.client_id, Account, TeamMember.role)
        .join(Account, col(Account.id) == TeamMember.account_id)
        .where(
            col(TeamMember.client_id).in_(client_ids),
            reaches.is_current(TeamMember, at),
            Account.organization_id == account.organization_id,
            col(Account.id).not_in(of_family),
        )
        .order_by(col(TeamMember.starts_at), col(TeamMember.id))
    )
    found: dict[UUID, list[FamilyStaff]] = {}
    for client_id, each, role in rows:
        found.setdefault(client_id, []).append(FamilyStaff(account_id=each.id, name=each.name, role=role))
    return found
