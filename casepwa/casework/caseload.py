"""Whose clients are whose: the relationship half of "who may see what". Load and authorise in one call.

A permission needs a role that grants it AND a reach that this role may use: being on the client's team,
standing in for someone who is (cover, with dates), supervising someone who is, being on call for the team
(header, address, alerts and crisis plan only), or being with the client on a visit that began while they had
them (``visits_under_way``: reads, and what is recorded of that visit). A family account reaches the clients
that something is shared about with it, for what a family may do. Always within one organization. No reach, or
no grant: denied, and nothing is said about whether the client exists. Source: domain.md.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import bindparam, literal
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, col, select

from casepwa.casework import reaches, visits_under_way
from casepwa.casework.actors import Actor
from casepwa.casework.errors import Denied
from casepwa.casework.family import family_shared
from casepwa.casework.permissions import CLIENT_PERMISSIONS, Permission, granted
from casepwa.casework.prepared import Prepared
from casepwa.models import Client, TeamMember
from casepwa.models.codes import Role, VisitStatus
from casepwa.models.columns import now

_FIELD_ROLES = frozenset({Role.CASE_MANAGER, Role.CARE_COORDINATOR})


class Reach(StrEnum):
    """How someone comes to a client."""

    TEAM = "team"
    COVER = "cover"
    SUPERVISION = "supervision"
    ON_CALL = "on_call"
    VISIT = "visit"
    FAMILY = "family"


_ROLES: dict[Reach, frozenset[str]] = {
    Reach.TEAM: _FIELD_ROLES | {Role.SUPERVISOR},
    Reach.COVER: _FIELD_ROLES | {Role.SUPERVISOR},
    Reach.SUPERVISION: frozenset({Role.SUPERVISOR}),
    Reach.ON_CALL: _FIELD_ROLES | {Role.SUPERVISOR},
    Reach.VISIT: _FIELD_ROLES,
    Reach.FAMILY: frozenset({Role.FAMILY}),
}
ON_CALL_PERMISSIONS = frozenset({Permission.CLIENT_HEADER_READ, Permission.CRISIS_PLAN_READ})
VISIT_READS = frozenset({Permission.CLIENT_READ, Permission.CLIENT_HEADER_READ, Permission.CRISIS_PLAN_READ})
OF_ITS_VISIT = {
    Permission.VISIT_RECORD: frozenset({VisitStatus.CHECKED_IN}),
    Permission.CONTACT_NOTE_WRITE: frozenset({VisitStatus.CHECKED_IN, VisitStatus.CHECKED_OUT}),
}
"""What is recorded by reach of a visit, and where the visit stands then: its note often comes right behind
the check-out."""
FAMILY_PERMISSIONS = frozenset(
    {
        Permission.NEXT_STEP_FINISH,
        Permission.NEXT_STEP_ASK_HELP,
        Permission.MESSAGE_SEND,
        Permission.CONSENT_WITHDRAW,
    }
)
LATE_PERMISSIONS = frozenset(
    {
        Permission.CONTACT_NOTE_WRITE,
        Permission.VISIT_RECORD,
        Permission.GOAL_MARK,
        Permission.CLIENT_READ,
        Permission.CLIENT_HEADER_READ,
    }
)
"""What a late right can still be used for: notes, visits, marks and the reads that were made (offline.md)."""


_TEAMS = SQLModel.metadata.tables["team_member"].c
_CLIENTS = SQLModel.metadata.tables["client"].c
_ON_MY_TEAM = Prepared.of(
    select_columns(literal(1)).where(
        _CLIENTS.id == bindparam("client_id"),
        _CLIENTS.organization_id == bindparam("organization_id"),
        _TEAMS.client_id == _CLIENTS.id,
        _TEAMS.account_id == bindparam("account_id"),
        reaches.is_current(_TEAMS, bindparam("at")),
    )
)
"""Asked for every command of every queue, so it is put together once and reads no more than it must."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """One client of a caseload. ``until``: when this reach ends, if it does. ``is_whole``: on-call is not.

    ``is_for_visit``: held by nothing but a visit under way.
    """

    client_id: UUID
    until: datetime | None
    is_whole: bool
    is_for_visit: bool = False

    @property
    def is_theirs(self) -> bool:
        """On the worker's own caseload: they may write of more than a shift or a visit."""
        return self.is_whole and not self.is_for_visit


def client_for(
    session: Session,
    actor: Actor,
    client_id: UUID,
    permission: Permission,
    *,
    late: frozenset[UUID] | None = None,
    visits: Collection[UUID] = (),
) -> Client:
    """The client, if ``actor`` may do ``permission`` to them now.

    ``late``: the clients that the command at hand may still reach by late right (``Recorded.late``); used
    only when no reach of today allows it, and only for ``LATE_PERMISSIONS``. ``visits``: the visit that is
    recorded or written of, by each of its ids (``own_visits.ids_of``).

    Raises ``Denied(permission, client_id)`` for a missing client, another organization's, one out of reach,
    and a role without the grant: all alike.
    """
    authorise(session, actor, client_id, permission, late=late, visits=visits)
    return session.get_one(Client, client_id)


def authorise(
    session: Session,
    actor: Actor,
    client_id: UUID,
    permission: Permission,
    *,
    late: frozenset[UUID] | None = None,
    visits: Collection[UUID] = (),
) -> None:
    """As ``client_for``, for who needs no more of the client than to know that it is allowed."""
    if permission not in CLIENT_PERMISSIONS:
        raise ValueError(f"{permission} is not about one client")
    at = now()
    if Role.FAMILY in actor.roles:
        shared = _allows(actor, Reach.FAMILY, permission) and family_shared.with_account(
            session, actor.account_id, at=at
        )
        if shared and client_id in shared:
            return
        raise Denied(permission, client_id=client_id)
    if _allows(actor, Reach.TEAM, permission) and _is_on_team(session, actor, client_id, at):
        return
    for reach, statement in (
        (Reach.COVER, reaches.by_cover(actor.account_id, at)),
        (Reach.SUPERVISION, reaches.by_supervision(actor.account_id, at)),
        (Reach.ON_CALL, reaches.by_on_call(actor.account_id, at)),
    ):
        if not _allows(actor, reach, permission):
            continue
        within = statement.where(TeamMember.client_id == client_id).limit(1)
        if session.exec(within).first() is not None and _is_own(session, actor, client_id):
            return
    if _is_on_visit(session, actor, client_id, permission, visits, at):
        return
    is_late = late and client_id in late and permission in LATE_PERMISSIONS
    if is_late and granted(actor.roles, permission) and _is_own(session, actor, client_id):
        return
    raise Denied(permission, client_id=client_id)


def clients_of(session: Session, actor: Actor, *, at: datetime | None = None) -> dict[UUID, Held]:
    """The caseload that a phone carries, by client id: own team memberships, covers, on-call clients, and
    those of an own visit under way.

    Supervised clients are not in it: a supervisor works at the desk, through ``client_for``. The widest reach
    counts, then the one that lasts longest. A family account holds the clients that are shared with it.
    """
    at = at or now()
    if Role.FAMILY in actor.roles:
        shared = family_shared.with_account(session, actor.account_id, at=at)
        return {
            client_id: Held(client_id=client_id, until=each.until, is_whole=False)
            for client_id, each in shared.items()
        }
    held: dict[UUID, Held] = {}
    for reach, permission, statement in (
        (Reach.TEAM, Permission.CLIENT_READ, reaches.by_team(actor.account_id, at)),
        (Reach.COVER, Permission.CLIENT_READ, reaches.by_cover(actor.account_id, at)),
        (Reach.ON_CALL, Permission.CLIENT_HEADER_READ, reaches.by_on_call(actor.account_id, at)),
    ):
        if not _allows(actor, reach, permission):
            continue
        inside = statement.join(Client, col(Client.id) == TeamMember.client_id).where(
            Client.organization_id == actor.organization_id
        )
        for client_id, until in session.exec(inside):
            found = Held(client_id=client_id, until=until, is_whole=reach is not Reach.ON_CALL)
            held[client_id] = _wider(held.get(client_id), found)
    if _allows(actor, Reach.VISIT, Permission.CLIENT_READ):
        for client_id, until in visits_under_way.people(session, actor, at=at).items():
            found = Held(client_id=client_id, until=until, is_whole=True, is_for_visit=True)
            held[client_id] = _wider(held.get(client_id), found)
    return held


def _wider(one: Held | None, other: Held) -> Held:
    if one is None or (other.is_whole and not one.is_whole):
        return other
    if one.is_whole and not other.is_whole:
        return one
    is_longer = one.until is None or (other.until is not None and other.until <= one.until)
    longer = one if is_longer else other
    return replace(longer, is_for_visit=one.is_for_visit and other.is_for_visit)


def _is_on_team(session: Session, actor: Actor, client_id: UUID, at: datetime) -> bool:
    asked = {
        "at": at,
        "client_id": client_id,
        "organization_id": actor.organization_id,
        "account_id": actor.account_id,
    }
    return _ON_MY_TEAM.first(session, asked) is not None


def _is_on_visit(
    session: Session,
    actor: Actor,
    client_id: UUID,
    permission: Permission,
    visits: Collection[UUID],
    at: datetime,
) -> bool:
    """Does a visit of theirs lead ``actor`` to the client? To record, only the one at hand, ``visits``."""
    if not _allows(actor, Reach.VISIT, permission):
        return False
    if permission in VISIT_READS:
        return client_id in visits_under_way.people(session, actor, at=at)
    if not visits:
        return False
    statuses = OF_ITS_VISIT[permission]
    return client_id in visits_under_way.people(session, actor, at=at, visits=visits, statuses=statuses)


def _is_own(session: Session, actor: Actor, client_id: UUID) -> bool:
    own = select(Client.id).where(Client.id == client_id, Client.organization_id == actor.organization_id)
    return session.exec(own).first() is not None


def _allows(actor: Actor, reach: Reach, permission: Permission) -> bool:
    if reach is Reach.ON_CALL and permission not in ON_CALL_PERMISSIONS:
        return False
    if reach is Reach.VISIT and permission not in VISIT_READS | OF_ITS_VISIT.keys():
        return False
    if reach is Reach.FAMILY and permission not in FAMILY_PERMISSIONS:
        return False
    return granted(actor.roles & _ROLES[reach], permission)
