"""Planned visits go with a transfer: whole when all their people go, in two where only one sibling goes.

An old worker who was out of reach and made the visit after all gets it back, by late right. Source: issue 3.
"""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework import revisions
from casepwa.casework.recorded import Recorded
from casepwa.models import CaseTransfer, Visit, VisitClient, VisitHandover
from casepwa.models.codes import VisitStatus
from casepwa.models.columns import new_id

_PLAN = (
    "organization_id",
    "service_type",
    "purpose",
    "is_planned",
    "planned_start",
    "planned_end",
    "place_type",
    "place_name",
    "address",
    "is_confidential",
    "latitude",
    "longitude",
    "going_with",
)
"""What a visit is planned to be: what both parts of one that is parted keep."""


def hand_over(session: Session, transfers: Collection[CaseTransfer]) -> None:
    """Move what is planned from the moment of ``transfers`` on: one worker, one receiver, one moment.

    A visit that has begun stays with who began it.
    """
    first = next(iter(transfers))
    moving = {transfer.client_id: transfer for transfer in transfers}
    planned = session.exec(
        select(Visit)
        .where(
            Visit.worker_id == first.from_id,
            Visit.status == VisitStatus.PLANNED,
            Visit.planned_start >= first.takes_effect_at,
            col(Visit.id).in_(
                select(VisitClient.visit_id).where(col(VisitClient.client_id).in_(moving.keys()))
            ),
        )
        .with_for_update()
    ).all()
    for visit in planned:
        people = _people(session, visit.id)
        going = [client_id for client_id in people if client_id in moving]
        moved = visit if len(going) == len(people) else _parted(session, visit, going)
        moved.worker_id = first.to_id
        session.add_all(
            VisitHandover(transfer_id=moving[each].id, visit_id=moved.id, taken_from_id=visit.id)
            for each in going
        )
        session.flush()
        revisions.raise_for(session, *people)


def give_back(session: Session, account_id: UUID, visit: Visit, recorded: Recorded) -> None:
    """Before ``account_id`` records ``visit`` by late right: undo what a transfer did to it meanwhile.

    Only the clients that the late right reaches, and only while the receiver has not begun.
    """
    rows = session.exec(
        select(VisitHandover, CaseTransfer)
        .join(CaseTransfer, col(CaseTransfer.id) == VisitHandover.transfer_id)
        .where(
            VisitHandover.taken_from_id == visit.id,
            col(VisitHandover.given_back_at).is_(None),
            CaseTransfer.from_id == account_id,
            col(CaseTransfer.client_id).in_(recorded.late),
        )
    ).all()
    for handover, transfer in rows:
        moved = session.exec(select(Visit).where(Visit.id == handover.visit_id).with_for_update()).one()
        if moved.status != VisitStatus.PLANNED:
            continue
        handover.given_back_at = recorded.received_at
        if moved.id == visit.id:
            visit.worker_id = account_id
            continue
        _move(session, [transfer.client_id], moved.id, visit.id)
        if not _people(session, moved.id):
            moved.status = VisitStatus.CANCELLED
    session.flush()


def _parted(session: Session, visit: Visit, going: Iterable[UUID]) -> Visit:
    """A visit like ``visit`` for those who go."""
    plan = {name: getattr(visit, name) for name in _PLAN}
    part = Visit(id=new_id(), worker_id=visit.worker_id, recorded_at=visit.recorded_at, **plan)
    session.add(part)
    session.flush()
    _move(session, going, visit.id, part.id)
    return part


def _move(session: Session, client_ids: Iterable[UUID], from_visit: UUID, to_visit: UUID) -> None:
    for client_id in client_ids:
        session.delete(session.get_one(VisitClient, (from_visit, client_id)))
        session.add(VisitClient(visit_id=to_visit, client_id=client_id))
    session.flush()


def _people(session: Session, visit_id: UUID) -> list[UUID]:
    rows = select(VisitClient.client_id).where(VisitClient.visit_id == visit_id)
    return list(session.exec(rows.order_by(col(VisitClient.client_id))))
