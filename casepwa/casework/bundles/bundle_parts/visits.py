"""Visits from 14 days back to everything ahead."""

from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework.bundles.bundle_parts.viewers import VISITS_REACH_BACK, Viewer
from casepwa.casework.bundles.bundle_shapes import Stamp, TimerLine, VisitLine, VisitPerson
from casepwa.models import Account, Client, SafetyTimer, Visit, VisitClient, VisitStamp
from casepwa.models.codes import StampKind, VisitStatus


def of(session: Session, viewer: Viewer) -> dict[UUID, list[VisitLine]]:
    """Cancelled ones are left out. A co-client appears only if this viewer holds them."""
    reached = (
        select(VisitClient.visit_id)
        .join(Visit, col(Visit.id) == VisitClient.visit_id)
        .where(
            col(VisitClient.client_id).in_(viewer.whole),
            col(Visit.planned_start) >= viewer.at - VISITS_REACH_BACK,
            Visit.status != VisitStatus.CANCELLED,
        )
        .distinct()
        .subquery()
    )
    of_these = select(reached.c.visit_id)
    people: dict[UUID, list[VisitPerson]] = {}
    for each, client in session.exec(
        select(VisitClient, Client)
        .join(Client, col(Client.id) == VisitClient.client_id)
        .where(col(VisitClient.visit_id).in_(of_these), col(VisitClient.client_id).in_(viewer.held))
        .order_by(col(Client.birth_date), col(Client.id))
    ):
        given = client.preferred_name or client.given_name
        person = VisitPerson(
            client_id=client.id,
            name=f"{given} {client.family_name}",
            given_name=given,
            outcome=each.outcome,
            outcome_text=each.outcome_text,
        )
        people.setdefault(each.visit_id, []).append(person)
    stamps: dict[tuple[UUID, str], Stamp] = {
        (stamp.visit_id, stamp.kind): Stamp(
            happened_at=stamp.happened_at,
            received_at=stamp.received_at,
            method=stamp.method,
            is_at_place=stamp.is_at_place,
        )
        for stamp in session.exec(select(VisitStamp).where(col(VisitStamp.visit_id).in_(of_these)))
    }
    timers = {
        timer.visit_id: TimerLine(
            until=timer.due_at,
        )
        for timer in session.exec(
            select(SafetyTimer).where(
                col(SafetyTimer.visit_id).in_(of_these),
                SafetyTimer.worker_id == viewer.actor.account_id,
                col(SafetyTimer.ended_at).is_(None),
            )
        )
    }
    found: dict[UUID, list[VisitLine]] = {}
    for visit, worker in session.exec(
        select(Visit, Account.name)
        .join(Account, col(Account.id) == Visit.worker_id)
        .where(col(Visit.id).in_(of_these))
        .order_by(col(Visit.planned_start), col(Visit.id))
    ):
        line = _line(visit, worker, viewer, people.get(visit.id, []), stamps, timers)
        for person in line.people:
            if person.client_id in viewer.whole:
                found.setdefault(person.client_id, []).append(line)
    return found


def _line(
    visit: Visit,
    worker: str,
    viewer: Viewer,
    people: list[VisitPerson],
    stamps: dict[tuple[UUID, str], Stamp],
    timers: dict[UUID, TimerLine],
) -> VisitLine:
    return VisitLine(
        id=visit.id,
        worker=worker,
        is_mine=visit.worker_id == viewer.actor.account_id,
        people=people,
        service_type=visit.service_type,
        purpose=visit.purpose,
        is_planned=visit.is_planned,
        planned_start=visit.planned_start,
        planned_end=visit.planned_end,
        expected_end=visit.expected_end,
        place_type=visit.place_type,
        place_name=visit.place_name,
        address=visit.address,
        is_confidential=visit.is_confidential,
        going_with=visit.going_with,
        status=visit.status,
        missed_reason=visit.missed_reason,
        check_in=stamps.get((visit.id, StampKind.CHECK_IN)),
        check_out=stamps.get((visit.id, StampKind.CHECK_OUT)),
        timer=timers.get(visit.id),
        instead_of=visit.instead_of_id,
    )
