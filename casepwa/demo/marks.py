"""Marks on goals at a visit: append-only, now and then taken back as entered in error."""

from datetime import datetime, timedelta
from uuid import UUID

from casepwa.demo import aims, chance, clock
from casepwa.demo.people import Aim, Person
from casepwa.demo.staff import Staff
from casepwa.models import GoalMark, GoalMarkAmendment
from casepwa.models.codes import MarkAmendmentKind


def at_visit(person: Person, worker: Staff, happened_at: datetime, visit_id: UUID) -> list[tuple[Aim, str]]:
    """Marks most of the goals that have begun; returns them with their level."""
    day = happened_at.astimezone(clock.ZONE).date()
    source = person.chance("marks", happened_at)
    marked: list[tuple[Aim, str]] = []
    for aim in person.aims:
        if aim.starts_on > day or aim.id in person.met or source.random() < 0.2:
            continue
        level = aims.level(person, aim, day)
        _mark(person, worker, aim, level, happened_at, visit_id)
        marked.append((aim, level))
        if level == "met":
            person.met.add(aim.id)
    return marked


def _mark(person: Person, worker: Staff, aim: Aim, level: str, happened_at: datetime, visit_id: UUID) -> None:
    rows, source = person.agency.rows, person.chance("mark row", aim.place, happened_at)
    lines = person.served.bank["goals"][aim.place][level]
    received_at = happened_at + timedelta(seconds=source.choice((3, 6, 30, 2400)))
    mark_id = rows.add(
        GoalMark,
        id=chance.made_id("mark", aim.id, happened_at, at=happened_at),
        client_id=person.id,
        goal_id=aim.id,
        objective_id=source.choice((None, *aim.objective_ids)),
        visit_id=visit_id,
        level=level,
        line=person.say(f"line {aim.place} {level}", lines) if source.random() < 0.35 else None,
        marked_by_id=worker.id,
        happened_at=happened_at,
        recorded_at=happened_at,
        received_at=received_at,
    )
    if source.random() < 0.015:
        rows.add(
            GoalMarkAmendment,
            id=chance.made_id("amendment", mark_id, at=happened_at),
            goal_mark_id=mark_id,
            kind=MarkAmendmentKind.ENTERED_IN_ERROR,
            reason="Meant for the other goal",
            amended_by_id=worker.id,
            recorded_at=happened_at + timedelta(minutes=4),
            received_at=received_at + timedelta(minutes=4),
        )
