"""Visits today, whatever day and hour it is: some over, one about now, some ahead."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from casepwa.casework.rules.rule_shapes import SafetyTimer as SafetyTimerRule
from casepwa.demo import agency as the_agency
from casepwa.demo import chance, clock, happenings, visits
from casepwa.demo.agenda import Event
from casepwa.demo.clock import Clock
from casepwa.demo.people import Person
from casepwa.demo.rows import Rows
from casepwa.demo.staff import Staff
from casepwa.models import SafetyTimer
from casepwa.models.codes import EscalationStage, PlaceType, StampKind, VisitStatus

Home = Sequence[Person]
"""The people of one household who are visited together."""

OVER = (-205, -120)
AHEAD = (110, 205)
OVERDUE = "tom"
"""Should be back: so that the board of visits has something to show."""

SOON = 10
"""Minutes from now."""


def fill(rows: Rows, worker: Staff, homes: Sequence[Home], now_clock: Clock, *, has_begun: bool) -> None:
    """Up to five visits of ``worker``: two over, one now, two ahead, the most wanted home first.

    The first home is visited about now: with ``has_begun`` the worker has checked in, else starts in minutes.
    """
    now = _on_five_minutes(now_clock.now)
    about_now, *others = homes
    start = now - timedelta(minutes=25) if has_begun else now + timedelta(minutes=SOON)
    event = _event(about_now, start, 60)
    if worker.key == OVERDUE:
        event = _event(about_now, now - timedelta(minutes=60), 45)
    if has_begun:
        _begun(rows, event, worker, now_clock.now)
    else:
        visits.plan(rows, event, worker, place=_place(about_now))
    ahead, over = others[:2], others[2:4]
    for home, start in zip(ahead, hours_ahead(now, len(ahead)), strict=False):
        visits.plan(rows, _event(home, start, 45), worker, place=_place(home))
    for home, minutes in zip(over, OVER, strict=False):
        event = _event(home, now + timedelta(minutes=minutes), 40)
        source = chance.of("today", worker.key, home[0].served.key, now_clock.today)
        happenings.keep(event, worker, source, now=now_clock.now)


def hours_ahead(now: datetime, count: int) -> list[datetime]:
    """When the visits ahead begin: still today at the agency, closer together late in the evening."""
    today = now.astimezone(clock.ZONE).date()
    last = clock.at(today, 23, 30)
    wished = [now + timedelta(minutes=minutes) for minutes in AHEAD[:count]]
    if wished and wished[-1] > last:
        room = (last - now).total_seconds() / 60
        wished = [
            _on_five_minutes(now + timedelta(minutes=room * (place + 1) / count)) for place in range(count)
        ]
    return [start for start in wished if start > now + timedelta(minutes=SOON)]


def _begun(rows: Rows, event: Event, worker: Staff, now: datetime) -> None:
    place = _place(event.people)
    visit_id = visits.plan(
        rows, event, worker, place=place, status=VisitStatus.CHECKED_IN, expected_end=event.ends_at
    )
    source = chance.of("begun", worker.key, event.day)
    visits.stamp(
        rows, event, visit_id, StampKind.CHECK_IN, min(now, event.starts_at), place=place, source=source
    )
    rule = SafetyTimerRule()
    rows.add(
        SafetyTimer,
        id=chance.made_id("timer", visit_id, at=event.starts_at),
        organization_id=the_agency.ID,
        visit_id=visit_id,
        worker_id=worker.id,
        started_at=event.starts_at,
        due_at=event.ends_at,
        supervisor_after_minutes=rule.supervisor_after_minutes,
        on_call_after_minutes=rule.on_call_after_minutes,
        next_stage=EscalationStage.WORKER,
        next_at=event.ends_at,
    )


def _event(home: Home, starts_at: datetime, minutes: int) -> Event:
    day = starts_at.astimezone(clock.ZONE).date()
    return Event(kind="visit", day=day, starts_at=starts_at, minutes=minutes, people=tuple(home))


def _place(home: Home) -> PlaceType:
    """Theo is met at school; everyone else where they live."""
    if home[0].household.confidential:
        return PlaceType.SHELTER
    return PlaceType.SCHOOL if home[0].served.given == "Theo" else PlaceType.HOME


def _on_five_minutes(moment: datetime) -> datetime:
    return moment - timedelta(
        minutes=moment.minute % 5, seconds=moment.second, microseconds=moment.microsecond
    )
