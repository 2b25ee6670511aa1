"""Whose visit it is, and for which of its clients someone may act: asked before every visit verb.

A visit belongs to its worker; whoever stands in for them (cover) may take a planned one over. Clients of a
shared visit who left the caseload stay on it, out of reach.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists
from sqlmodel import Session, col, select

from casepwa import bulletins
from casepwa.casework import audit, caseload, reaches, revisions
from casepwa.casework.actors import Actor
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.permissions import Permission
from casepwa.casework.recorded import Recorded
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


def topic(organization_id: UUID) -> str:
    """What ``bulletins`` calls any change about the visits of an organization."""
    return f"visits:{organization_id}"


def found(session: Session, visit_id: UUID) -> Visit | None:
    """Locked, so that two tabs or two phones cannot both check in."""
    return session.exec(select(Visit).where(Visit.id == visit_id).with_for_update()).first()


def clients_of(session: Session, visit: Visit) -> list[UUID]:
    rows = select(VisitClient.client_id).where(VisitClient.visit_id == visit.id)
    return list(session.exec(rows.order_by(col(VisitClient.client_id))))


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

    ``may_take_over``: the visit of a colleague whom ``actor`` stands in for counts as own.
    Raises ``Denied`` without the right for any of its clients, before anything else is said about it;
    ``Invalid``: ``no_such_visit``, ``record_belongs_elsewhere``.
    """
    visit = found(session, visit_id)
    if visit is None:
        raise Invalid("no_such_visit")
    mine: list[UUID] = []
    denied: Denied | None = None
    for client_id in clients_of(session, visit):
        try:
            caseload.client_for(session, actor, client_id, Permission.VISIT_RECORD, late=recorded.late)
        except Denied as error:
            denied = error
        else:
            mine.append(client_id)
    if not mine:
        raise denied or Denied(Permission.VISIT_RECORD)
    is_own = visit.worker_id == actor.account_id
    # By late right someone who stood in may still say what they did then.
    at = recorded.recorded_at if any(map(recorded.is_late, mine)) else recorded.received_at
    if not is_own and not (may_take_over and _stands_in(session, actor, visit.worker_id, at)):
        raise Invalid("record_belongs_elsewhere")
    return visit, mine


def check_link(session: Session, actor: Actor, *, visit_id: UUID | None, client_id: UUID) -> None:
    """May a note or a mark about ``client_id`` name this visit? Only an own one to that client.

    Raises ``Invalid('no_such_visit')``, whether it is another's or does not exist.
    """
    if visit_id is None:
        return
    own = exists().where(
        col(Visit.id) == visit_id,
        col(Visit.worker_id) == actor.account_id,
        col(VisitClient.visit_id) == Visit.id,
        col(VisitClient.client_id) == client_id,
    )
    if not session.scalar(select(own)):
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
