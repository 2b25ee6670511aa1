"""Is this person here already? Looked for by the sound of the name and the birth date, before an intake.

A search is no way to look people up: of somebody out of reach it says only that they may be here, and whom to
ask. Each search is audited, with every client that it touched. Source: domain.md, "The process", "Who may see
what".
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework import audit, caseload, reaches
from casepwa.casework.actors import Actor
from casepwa.casework.caseload_import import caseload_likeness
from casepwa.casework.errors import Denied, Invalid
from casepwa.casework.permissions import Permission, require
from casepwa.models import Account, Client, StaffTeamSupervisor, TeamMember
from casepwa.models.columns import now


@dataclass(frozen=True, kw_only=True)
class Known:
    """Somebody within reach who may be the same person."""

    client_id: UUID
    name: str
    birth_date: date | None


@dataclass(frozen=True, kw_only=True)
class Search:
    """``beyond``: how many more may be here, out of reach. ``ask``: supervisors who can say, by name.

    ``seen``: stands for exactly these matches; an intake that goes on names it.
    """

    known: tuple[Known, ...]
    beyond: int
    ask: tuple[str, ...]

    @property
    def seen(self) -> int:
        return len(self.known) + self.beyond


def look(
    session: Session, *, actor: Actor, given_name: str, family_name: str, birth_date: date | None
) -> Search:
    """Who may be this person. Raises ``Denied``, ``Invalid('intake_name_missing')``."""
    require(actor, Permission.INTAKE)
    if not (given_name.strip() and family_name.strip()):
        raise Invalid("intake_name_missing")
    alike = caseload_likeness.of_one(
        session,
        organization_id=actor.organization_id,
        given_name=given_name,
        family_name=family_name,
        birth_date=birth_date,
    )
    known = [client for client in alike if _is_within_reach(session, actor, client)]
    beyond = [client for client in alike if client not in known]
    audit.done(session, actor, Permission.INTAKE, step="searched", matches=len(alike))
    for client in beyond:
        audit.done(session, actor, Permission.INTAKE, client_id=client.id, step="searched")
    return Search(
        known=tuple(
            Known(client_id=one.id, name=f"{one.given_name} {one.family_name}", birth_date=one.birth_date)
            for one in known
        ),
        beyond=len(beyond),
        ask=tuple(_whom_to_ask(session, beyond)),
    )


def _is_within_reach(session: Session, actor: Actor, client: Client) -> bool:
    try:
        caseload.authorise(session, actor, client.id, Permission.CLIENT_HEADER_READ)
    except Denied:
        return False
    return True


def _whom_to_ask(session: Session, clients: list[Client]) -> list[str]:
    """The supervisors of their workers' teams: who can say, without the search saying whose client it is."""
    leads = (
        select(StaffTeamSupervisor.account_id)
        .join(Account, col(Account.staff_team_id) == StaffTeamSupervisor.staff_team_id)
        .join(TeamMember, col(TeamMember.account_id) == Account.id)
        .where(
            col(TeamMember.client_id).in_([client.id for client in clients]),
            reaches.is_current(TeamMember, now()),
        )
    )
    return list(
        session.exec(select(Account.name).where(col(Account.id).in_(leads)).order_by(col(Account.name)))
    )
