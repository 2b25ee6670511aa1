"""Who and what is here already that the rows of a caseload file may point at."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework import supervised
from casepwa.casework.caseload_import.caseload_people import NewPerson
from casepwa.models import (
    Account,
    AccountRole,
    Client,
    Family,
    FamilyMember,
    Payer,
    Program,
    StaffTeamSupervisor,
    Visit,
    VisitClient,
)
from casepwa.models.codes import VisitStatus


@dataclass(frozen=True, kw_only=True)
class Worker:
    """``supervisor_id``: of the worker's team, somebody who can sign in."""

    account_id: UUID
    roles: frozenset[str]
    supervisor_id: UUID | None
    can_sign_in: bool


class Together(NamedTuple):
    """What people of one household share when they are visited together."""

    family_id: UUID
    worker_id: UUID
    starts_at: datetime
    place_type: str
    address: str | None


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """Who and what is here already. ``workers`` by email; ``ended``: programs that take nobody in;
    ``families`` by key, ``members`` by family and name key; ``visits`` planned with these families.
    """

    workers: Mapping[str, Worker]
    programs: Mapping[str, UUID]
    ended: frozenset[str]
    payers: Mapping[str, UUID]
    families: Mapping[str, Family]
    members: Mapping[tuple[str, str], FamilyMember]
    visits: Mapping[Together, UUID]


def look_around(
    session: Session, *, organization_id: UUID, people: Sequence[NewPerson], at: datetime
) -> Surroundings:
    """The accounts, programs, payers and households that ``people`` may point at, as of ``at``."""
    here = Account.organization_id == organization_id
    accounts = session.exec(select(Account).where(here)).all()
    roles: dict[UUID, set[str]] = {}
    for account_id, role in session.exec(
        select(AccountRole.account_id, AccountRole.role)
        .join(Account, col(Account.id) == AccountRole.account_id)
        .where(here)
    ):
        roles.setdefault(account_id, set()).add(role)
    awake = {account.id for account in accounts if supervised.can_sign_in(account, at)}
    in_charge = dict(
        session.exec(
            select(StaffTeamSupervisor.staff_team_id, StaffTeamSupervisor.account_id)
            .where(col(StaffTeamSupervisor.account_id).in_(awake))
            .order_by(col(StaffTeamSupervisor.account_id).desc())
        ).all()
    )
    theirs = {person.household.key for person in people}
    families = session.exec(
        select(Family).where(Family.organization_id == organization_id, col(Family.import_key).in_(theirs))
    ).all()
    keys = {family.id: family.import_key or "" for family in families}
    members = session.exec(
        select(FamilyMember).where(
            col(FamilyMember.family_id).in_(keys), col(FamilyMember.import_key).is_not(None)
        )
    ).all()
    return Surroundings(
        workers={
            account.email: Worker(
                account_id=account.id,
                roles=frozenset(roles.get(account.id, ())),
                supervisor_id=in_charge.get(account.staff_team_id) if account.staff_team_id else None,
                can_sign_in=account.id in awake,
            )
            for account in accounts
        },
        programs=dict(
            session.exec(
                select(Program.name, Program.id).where(Program.organization_id == organization_id)
            ).all()
        ),
        ended=frozenset(
            session.exec(
                select(Program.name).where(
                    Program.organization_id == organization_id, col(Program.ended_on).is_not(None)
                )
            )
        ),
        payers=dict(
            session.exec(select(Payer.name, Payer.id).where(Payer.organization_id == organization_id)).all()
        ),
        families={keys[family.id]: family for family in families},
        members={(keys[member.family_id], member.import_key or ""): member for member in members},
        visits=_planned(session, keys),
    )


def _planned(session: Session, family_ids: Collection[UUID]) -> dict[Together, UUID]:
    """Visits that stand as planned; of two that are alike, the later."""
    rows = session.exec(
        select(Visit, Client.family_id)
        .join(VisitClient, col(VisitClient.visit_id) == Visit.id)
        .join(Client, col(Client.id) == VisitClient.client_id)
        .where(col(Client.family_id).in_(family_ids), Visit.status == VisitStatus.PLANNED)
        .order_by(col(Visit.id))
    )
    return {
        Together(
            family_id=family_id,
            worker_id=visit.worker_id,
            starts_at=visit.planned_start,
            place_type=visit.place_type,
            address=visit.address,
        ): visit.id
        for visit, family_id in rows
    }
