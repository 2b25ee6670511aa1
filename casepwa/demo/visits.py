"""Rows of a visit: planned, kept with its two stamps and an outcome per person, missed, or cancelled."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from casepwa.demo import agency as the_agency
from casepwa.demo import chance
from casepwa.demo.agenda import Event
from casepwa.demo.families import Household
from casepwa.demo.people import Person
from casepwa.demo.rows import Rows
from casepwa.demo.staff import Staff
from casepwa.models import Visit, VisitClient, VisitStamp
from casepwa.models.codes import (
    LocationMethod,
    MissedReason,
    PlaceType,
    SeenOutcome,
    StampKind,
    VisitStatus,
)

_MISSED = (
    (MissedReason.NOT_HOME, "Call tonight and set a new time"),
    (MissedReason.EMERGENCY, "Visit on the next free afternoon"),
    (MissedReason.REFUSED, "Ask by text what would suit better"),
    (MissedReason.IN_HOSPITAL, "Call the ward and visit there"),
    (MissedReason.NO_COVERAGE, "The supervisor names a second worker"),
)
_BY_HAND = ("No signal in the stairwell", "Phone was charging in the car", "Location is off on this phone")


def visit_id(event: Event, worker: Staff) -> UUID:
    return chance.made_id("visit", worker.key, event.household.key, event.starts_at, at=event.starts_at)


def place_of(event: Event) -> PlaceType:
    """Where this visit is: at the shelter for who stays in one; else mostly at home or at school."""
    household, source = event.household, chance.of("place", event.household.key, event.day)
    if household.confidential:
        return PlaceType.SHELTER
    turn = source.random()
    if len(event.people) == 1 and event.people[0].served.school and turn < 0.25:
        return PlaceType.SCHOOL
    if turn > 0.9:
        return source.choice((PlaceType.COMMUNITY, PlaceType.CLINIC, PlaceType.OFFICE))
    return PlaceType.HOME


def _where(household: Household, place: PlaceType, person: Person) -> dict[str, Any]:
    if place is PlaceType.SHELTER:
        return {"address": f"{household.shelter}, Side entrance, ring twice", "is_confidential": True}
    if place is PlaceType.SCHOOL:
        return {"place_name": person.served.school, "address": f"80 Center Street, {household.town}, NJ"}
    if place is PlaceType.COMMUNITY:
        return {"place_name": "Library", "address": f"2 Commons Way, {household.town}, NJ"}
    if place is PlaceType.CLINIC:
        return {"place_name": "Harbor Clinic", "address": f"40 Hospital Drive, {household.town}, NJ"}
    if place is PlaceType.OFFICE:
        return {"place_name": "Our office", "address": "1 Lantern Square, Eastport, NJ"}
    latitude, longitude = household.place
    return {"address": household.address, "latitude": latitude, "longitude": longitude}


def plan(
    rows: Rows,
    event: Event,
    worker: Staff,
    *,
    place: PlaceType | None = None,
    status: VisitStatus = VisitStatus.PLANNED,
    outcomes: Mapping[UUID, SeenOutcome] | None = None,
    **more: Any,
) -> UUID:
    """The visit and its people. ``outcomes`` by client id, once there are any."""
    household, place = event.household, place or place_of(event)
    made = rows.add(
        Visit,
        id=visit_id(event, worker),
        organization_id=the_agency.ID,
        worker_id=worker.id,
        service_type=the_agency.PROGRAMS[household.program][1],
        planned_start=event.starts_at,
        planned_end=event.ends_at,
        place_type=place,
        going_with="Tom Adeyemi" if household.pair and worker.key != "tom" else None,
        status=status,
        recorded_at=event.starts_at - timedelta(days=9),
        received_at=event.starts_at - timedelta(days=9),
        **{**_where(household, place, event.people[0]), **more},
    )
    for person in event.people:
        outcome = (outcomes or {}).get(person.id)
        away = outcome is SeenOutcome.NOT_SEEN
        rows.add(
            VisitClient,
            visit_id=made,
            client_id=person.id,
            outcome=outcome,
            outcome_text="At practice" if away else None,
        )
    return made


def miss(rows: Rows, event: Event, worker: Staff, source: Random) -> UUID:
    reason, next_action = source.choice(_MISSED)
    return plan(
        rows,
        event,
        worker,
        status=VisitStatus.MISSED,
        missed_at=event.starts_at + timedelta(minutes=12),
        missed_reason=reason,
        next_action=next_action,
    )


def stamp(
    rows: Rows,
    event: Event,
    visit: UUID,
    kind: StampKind,
    happened_at: datetime,
    *,
    place: PlaceType,
    source: Random,
) -> None:
    """Check-in or check-out. A confidential place keeps no coordinates; some phones give none."""
    latitude, longitude = event.household.place
    turn = source.random()
    facts: dict[str, Any]
    if place is PlaceType.HOME and latitude is not None and longitude is not None and turn < 0.85:
        away = 0.006 if source.random() < 0.04 else 0.0004
        facts = {
            "method": LocationMethod.GPS,
            "latitude": round(latitude + source.uniform(-away, away), 6),
            "longitude": round(longitude + source.uniform(-away, away), 6),
            "accuracy_m": round(source.uniform(6, 38), 1),
            "is_at_place": away < 0.001,
        }
    elif place is PlaceType.SHELTER or turn < 0.93:
        facts = {"method": LocationMethod.PLACE_TYPE}
    else:
        facts = {"method": LocationMethod.MANUAL, "reason": source.choice(_BY_HAND)}
    rows.add(
        VisitStamp,
        id=chance.made_id("stamp", visit, kind, at=happened_at),
        visit_id=visit,
        kind=kind,
        happened_at=happened_at,
        recorded_at=happened_at,
        received_at=happened_at + timedelta(seconds=source.choice((2, 3, 5, 8, 40, 900, 5400))),
        clock_offset_ms=source.randint(-900, 900),
        place_type=place,
        **facts,
    )
