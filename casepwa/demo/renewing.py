"""Brings a demo of an earlier day up to today, without touching what anybody recorded (docs/demo.md)."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func
from sqlmodel import Session, col, select, update

from casepwa.casework import revisions
from casepwa.demo import agency as the_agency
from casepwa.demo import ahead, families, households, staff, today, visits
from casepwa.demo.agency import Agency
from casepwa.demo.clock import Clock, at
from casepwa.demo.loading import PLANNED_AHEAD, agenda_of, wanted_today
from casepwa.demo.people import Person
from casepwa.demo.rows import Rows
from casepwa.models import (
    Account,
    Appointment,
    OnCallShift,
    SafetyTimer,
    SharingGrant,
    Visit,
    VisitClient,
    VisitStamp,
)
from casepwa.models.codes import VisitStatus

LEFT_ALONE = timedelta(hours=72)
"""As long as a phone may be without contact, a visit of yesterday may still be checked in on it."""

ENOUGH = 3
"""Visits that make a day worth showing."""


def renew(session: Session, *, now_clock: Clock) -> int:
    """Add what is missing from today on; returns the number of new rows.

    Cancelled: planned visits that ended more than three days ago and that nobody checked in to.
    """
    _cancel_forgotten(session, now_clock.now)
    _end_timers(session, now_clock)
    described = _people(session)
    agency, rows = described.agency, Rows()
    for team in (staff.EAST, staff.WEST):
        the_agency.roster(rows, team, since=now_clock.today - timedelta(days=7), until=now_clock.day(35))
    for worker, homes in described.homes.items():
        agenda = agenda_of(agency, worker, homes)
        for event in agenda.events(now_clock.day(1), now_clock.today + PLANNED_AHEAD):
            if event.kind == "visit":
                visits.plan(rows, event, agency.staff[worker])
        if worker != "ben" and _visits_today(session, agency.staff[worker].id, now_clock) < ENOUGH:
            wanted = _not_visited_today(session, wanted_today(worker, homes), now_clock)
            if wanted:
                today.fill(rows, agency.staff[worker], wanted[:ENOUGH], now_clock, has_begun=False)
    agency.clock, agency.rows = now_clock, rows
    for person in described.people:
        ahead.appointments(agency, person, since=now_clock.today, until=now_clock.day(28))
    for model in (OnCallShift, Visit, Appointment, SharingGrant):
        rows.drop(model, _known(session, model, rows.ids(model)))
    rows.keep(VisitClient, "visit_id", rows.ids(Visit))
    rows.write(session)
    if rows.written:
        revisions.raise_for(session, *(person.id for person in described.people))
    return rows.written


class _Described:
    """The described families as they were made, with nothing written."""

    def __init__(self, agency: Agency) -> None:
        self.agency = agency
        self.people: list[Person] = []
        self.homes: defaultdict[str, list[list[Person]]] = defaultdict(list)


def _people(session: Session) -> _Described:
    """Made again as of the day on which the demo was loaded: facts and ids are the same as then."""
    loaded_at = session.exec(select(Account.created_at).where(Account.id == staff.ADMINISTRATOR.id)).one()
    agency = Agency(clock=Clock(now=loaded_at), rows=Rows())
    the_agency.found(agency, password_hash="")
    described = _Described(agency)
    for household in families.forty():
        home = households.settle(agency, household, password_hash="")
        described.people += home
        described.homes[household.worker].append(home)
        if household.coordinated:
            described.homes[agency.coordinator_of(household.worker).key].append(home)
    # Case managers first: a coordinator's weekdays follow theirs.
    order = sorted(described.homes, key=lambda key: key in ("priya", "daniel"))
    described.homes = defaultdict(list, {key: described.homes[key] for key in order})
    return described


def _cancel_forgotten(session: Session, now: datetime) -> None:
    session.exec(
        update(Visit)
        .where(
            col(Visit.organization_id) == the_agency.ID,
            col(Visit.status) == VisitStatus.PLANNED,
            col(Visit.planned_end) < now - LEFT_ALONE,
            ~exists().where(col(VisitStamp.visit_id) == Visit.id),
        )
        .values(status=VisitStatus.CANCELLED)
        .execution_options(synchronize_session=False)
    )


def _end_timers(session: Session, now_clock: Clock) -> None:
    """Nobody of the demo has been out since an earlier day."""
    session.exec(
        update(SafetyTimer)
        .where(
            col(SafetyTimer.organization_id) == the_agency.ID,
            col(SafetyTimer.ended_at).is_(None),
            col(SafetyTimer.due_at) < at(now_clock.today, 0),
        )
        .values(next_stage=None, next_at=None, ended_at=now_clock.now)
        .execution_options(synchronize_session=False)
    )


def _visits_today(session: Session, worker_id: UUID, now_clock: Clock) -> int:
    begins, ends = at(now_clock.today, 0), at(now_clock.day(1), 0)
    return session.exec(
        select(func.count())
        .select_from(Visit)
        .where(
            col(Visit.worker_id) == worker_id,
            col(Visit.planned_start) >= begins,
            col(Visit.planned_start) < ends,
            col(Visit.status) != VisitStatus.CANCELLED,
        )
    ).one()


def _not_visited_today(session: Session, homes: list[list[Person]], now_clock: Clock) -> list[list[Person]]:
    begins, ends = at(now_clock.today, 0), at(now_clock.day(1), 0)
    visited = set(
        session.exec(
            select(VisitClient.client_id)
            .join(Visit, col(Visit.id) == VisitClient.visit_id)
            .where(col(Visit.planned_start) >= begins, col(Visit.planned_start) < ends)
        )
    )
    return [home for home in homes if not any(person.id in visited for person in home)]


def _known(session: Session, model: Any, ids: list[UUID]) -> set[UUID]:
    return set(session.exec(select(model.id).where(model.id.in_(ids))))
