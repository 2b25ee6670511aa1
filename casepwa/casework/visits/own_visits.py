"""Whose visit it is, and for which of its clients someone may act: asked before every visit verb.

A visit belongs to its worker; whoever stands in for them (cover) may take a planned one over. Clients of a
shared visit who left the caseload stay on it, out of reach. A visit that moved to another worker while the
first one's phone had no signal stays the other's; what the first one did becomes an own visit (``beside``).
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import exists
from sqlmodel import Session, col, select

from casepwa import bulletins
from casepwa.casework import audit, caseload, reaches, revisions
from casepwa.casework.actors import Actor
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.permissions import Permission
from casepwa.casework.recorded import Recorded
from casepwa.casework.visits import visit_handovers
from casepwa.models import Cover, Visit, VisitClient
from casepwa.models.codes import VisitStatus

STANDS = {
    VisitStatus.PLANNED: "visit_not_checked_in",
    VisitStatus.CHECKED_IN: "visit_already_checked_in",
    VisitStatus.CHECKED_OUT: "visit_already_checked_out",
    VisitStatus.MISSED: "visit_already_missed",
    VisitStatus.CANCELLED: "visit_was_cancelled",
}
"""What to tell someone whose visit is not where the command needs it to be."""
_COPIED = frozenset(
    {
        "service_type",
        "purpose",
        "planned_start",
        "planned_end",
        "place_type",
        "place_name",
        "address",
        "is_confidential",
        "latitude",
        "longitude",
        "going_with",
    }
)


def topic(organization_id: UUID) -> str:
    """What ``bulletins`` calls any change about the visits of an organization."""
    return f"visits:{organization_id}"


def found(session: Session, visit_id: UUID) -> Visit | None:
    """Locked, so that two tabs or two phones cannot both check in."""
    return session.exec(select(Visit).where(Visit.id == visit_id).with_for_update()).first()


def clients_of(session: Session, visit: Visit) -> list[UUID]:
    rows = select(VisitClient.client_id).where(VisitClient.visit_id == visit.id)
    return list(session.exec(rows.order_by(col(VisitClient.client_id))))


def ids_of(visit_id: UUID | None, account_id: UUID) -> tuple[UUID, ...]:
    """A visit as commands name it: itself, or the one that this worker made beside it. None: no visit."""
    return (visit_id, id_beside(visit_id, account_id)) if visit_id else ()


def together(
    session: Session, actor: Actor, client_ids: Iterable[UUID], permission: Permission, recorded: Recorded
) -> list[UUID]:
    """Each client once, every one authorised."""
    distinct = list(dict.fromkeys(client_ids))
    for client_id in distinct:
        caseload.client_for(session, actor, client_id, permission, late=recorded.late)
    return distinct


def own(
    session: Session, actor: Actor, visit_id: UUID, recorded: Recorded, *, may_take_over: bool = False
) -> tuple[Visit, list[UUID]]:
    """An own visit, locked, and those of its clients that ``actor`` may act for.

    ``may_take_over``: the visit of a colleague whom ``actor`` stands in for counts as own. Of a colleague's
    visit it is the one that ``actor`` made beside it, if there is one.
    Raises ``Denied`` without the right for any of its clients, before anything else is said about it;
    ``Invalid``: ``no_such_visit``, ``record_belongs_elsewhere``.
    """
    visit, mine = reached(session, actor, visit_id, recorded, may_take_over=may_take_over)
    if may_act(session, actor, visit, mine, recorded, may_take_over=may_take_over):
        return visit, mine
    made = found(session, id_beside(visit.id, actor.account_id))
    if made is None:
        raise Invalid("record_belongs_elsewhere")
    return made, [client_id for client_id in clients_of(session, made) if client_id in mine]


def reached(
    session: Session, actor: Actor, visit_id: UUID, recorded: Recorded, *, may_take_over: bool = False
) -> tuple[Visit, list[UUID]]:
    """Anybody's visit, locked, and those of its clients that ``actor`` may act for, at least one.

    Raises ``Denied``, ``Invalid('no_such_visit')``.
    """
    visit = found(session, visit_id)
    if visit is None:
        raise Invalid("no_such_visit")
    if may_take_over and recorded.late:
        visit_handovers.give_back(session, actor.account_id, visit, recorded)
    mine: list[UUID] = []
    denied: Denied | None = None
    ids = ids_of(visit.id, actor.account_id)
    for client_id in clients_of(session, visit):
        try:
            caseload.authorise(
                session, actor, client_id, Permission.VISIT_RECORD, late=recorded.late, visits=ids
            )
        except Denied as error:
            denied = error
        else:
            mine.append(client_id)
    if not mine:
        raise denied or Denied(Permission.VISIT_RECORD)
    return visit, mine


def may_act(
    session: Session,
    actor: Actor,
    visit: Visit,
    mine: list[UUID],
    recorded: Recorded,
    *,
    may_take_over: bool = False,
) -> bool:
    """Is it ``actor``'s own visit, or that of a colleague whom they stand in for?"""
    # By late right someone who stood in may still say what they did then.
    at = recorded.recorded_at if any(map(recorded.is_late, mine)) else recorded.received_at
    is_own = visit.worker_id == actor.account_id
    return is_own or (may_take_over and _stands_in(session, actor, visit.worker_id, at))


def came_later(session: Session, actor: Actor, client_ids: Iterable[UUID], recorded: Recorded) -> set[UUID]:
    """Which of these clients were not on ``actor``'s caseload yet when the command was recorded."""
    asked = set(client_ids)
    if not asked:
        return asked
    return asked - caseload.clients_of(session, actor, at=recorded.recorded_at).keys()


def id_beside(visit_id: UUID, account_id: UUID) -> UUID:
    """The id of the visit that this worker made beside another's: commands about that one are about it."""
    return uuid5(visit_id, str(account_id))


def beside(session: Session, actor: Actor, visit: Visit, mine: list[UUID], recorded: Recorded) -> Visit:
    """``actor``'s own unplanned visit to the clients of a visit that is a colleague's now; made once.

    Who checks in to it may visit these clients anyway: nothing is taken from the colleague.
    """
    made = found(session, id_beside(visit.id, actor.account_id))
    if made is not None:
        return made
    copied = {field: getattr(visit, field) for field in _COPIED}
    made = Visit(
        id=id_beside(visit.id, actor.account_id),
        organization_id=actor.organization_id,
        worker_id=actor.account_id,
        is_planned=False,
        instead_of_id=visit.id,
        recorded_at=recorded.recorded_at,
        received_at=recorded.received_at,
        **copied,
    )
    session.add(made)
    session.flush()
    session.add_all(VisitClient(visit_id=made.id, client_id=client_id) for client_id in mine)
    session.flush()
    return made


def linked(session: Session, actor: Actor, *, visit_id: UUID | None, client_id: UUID) -> UUID | None:
    """The visit that a note or a mark about ``client_id`` may name: only an own one to that client.

    For a colleague's it is the one that ``actor`` made beside it.
    Raises ``Invalid('no_such_visit')``, whether it is another's or does not exist.
    """
    if visit_id is None:
        return None
    for each in ids_of(visit_id, actor.account_id):
        own = exists().where(
            col(Visit.id) == each,
            col(Visit.worker_id) == actor.account_id,
            col(VisitClient.visit_id) == Visit.id,
            col(VisitClient.client_id) == client_id,
        )
        if session.scalar(select(own)):
            return each
    raise Invalid("no_such_visit")


def must_stand(visit: Visit, status: VisitStatus) -> None:
    if visit.status != status:
        raise Conflict(STANDS[VisitStatus(visit.status)])


def done(
    session: Session,
    actor: Actor,
    permission: Permission,
    visit: Visit,
    client_ids: list[UUID],
    recorded: Recorded,
    **ids: Any,
) -> None:
    """Leave an event for each client acted for (with ``ids``), and move everyone's bundle."""
    visit.is_late_right = visit.is_late_right or any(recorded.is_late(client_id) for client_id in client_ids)
    for client_id in client_ids:
        audit.done(
            session,
            actor,
            permission,
            client_id=client_id,
            subject_kind="visit",
            subject_id=visit.id,
            **ids,
        )
    bulletins.tell(session, topic(visit.organization_id))
    session.flush()
    revisions.raise_for(session, *clients_of(session, visit))


def _stands_in(session: Session, actor: Actor, worker_id: UUID, at: datetime) -> bool:
    cover = exists().where(
        col(Cover.covering_id) == actor.account_id,
        col(Cover.absent_id) == worker_id,
        reaches.is_current(Cover, at),
    )
    return bool(session.scalar(select(cover)))
