"""A worker's calendar: whom they visit and call, on which day, at which hour, without two at once.

Days follow from the calendar alone (every second Tuesday, say), not from the day on which the demo was
loaded: so a later start goes on where the first one ended.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from casepwa.demo import chance, clock
from casepwa.demo.families import Household
from casepwa.demo.people import Person

MANY = 18
"""Households a worker can visit every second week; with more, each is visited less often."""

_MORNING = ((9, 15), (11, 0))
_AFTERNOON = ((15, 30), (16, 45), (14, 0))
ROOM = timedelta(minutes=64)
"""From a visit's hour to when it is over at the latest: who comes early to the next was nowhere else."""
_CALL_HOURS = ((8, 30), (12, 15), (8, 45), (12, 30), (13, 0), (12, 45), (13, 15), (13, 30), (17, 50))


@dataclass(frozen=True, kw_only=True)
class Event:
    """``people``: who is visited together, or the one a call is about. ``kind``: visit, call, collateral."""

    kind: str
    day: date
    starts_at: datetime
    minutes: int
    people: tuple[Person, ...]

    @property
    def household(self) -> Household:
        return self.people[0].household

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


class Agenda:
    """``homes``: the worker's people by household. ``period``: days between visits to one household."""

    def __init__(
        self, worker: str, homes: list[list[Person]], *, period: int = 14, calls: bool = True
    ) -> None:
        self.worker = worker
        self.homes = homes
        self.calls = calls
        self.period = period * ceil(len(homes) / MANY) if homes else period

    def events(self, since: date, until: date) -> Iterator[Event]:
        """Everything from ``since`` to ``until``, both included, by day and hour."""
        visits, calls = self._visits(since, until), self._calls(since, until)
        for ordinal in range(since.toordinal(), until.toordinal() + 1):
            day = date.fromordinal(ordinal)
            yield from self._placed(day, visits.get(day, []), calls.get(day, []))

    def _visits(self, since: date, until: date) -> dict[date, list[tuple[Person, ...]]]:
        """Each household has its weekday, spread evenly. Ordinals that leave 1 over 7 are Mondays."""
        found: defaultdict[date, list[tuple[Person, ...]]] = defaultdict(list)
        for place, people in enumerate(self.homes):
            offset = 1 + self._weekday(place, people[0]) + 7 * (place // 5 % (self.period // 7))
            for day in _every(self.period, offset, since, until):
                found[day].append(tuple(people))
        return found

    def _weekday(self, place: int, first: Person) -> int:
        """The case manager's days go round the week; a coordinator comes two days later."""
        if not self.calls:
            return (first.weekday + 2) % 5
        first.weekday = place % 5
        return first.weekday

    def _calls(self, since: date, until: date) -> dict[date, list[tuple[str, Person]]]:
        found: defaultdict[date, list[tuple[str, Person]]] = defaultdict(list)
        if not self.calls:
            return found
        stretch = self.period // 14
        for person in (person for people in self.homes for person in people):
            source = person.chance("calls")
            for kind, period in (("call", 12 * stretch), ("collateral", 37 * stretch)):
                offset = source.randrange(period)
                for day in _every(period, offset, since - timedelta(days=2), until):
                    weekday = clock.workday(day)
                    if since <= weekday <= until:
                        found[weekday].append((kind, person))
        return found

    def _placed(
        self, day: date, visits: list[tuple[Person, ...]], calls: list[tuple[str, Person]]
    ) -> list[Event]:
        """Who does not fit into the day is seen another time; nobody is called about twice a day."""
        source = chance.of("day", self.worker, day)
        placed: list[Event] = []
        free = [*_MORNING, *_AFTERNOON]
        for people in visits:
            wished = _AFTERNOON if people[0].served.is_child else _MORNING
            hour = next((slot for slot in (*wished, *free) if slot in free), None)
            if hour is None:
                break
            free.remove(hour)
            minutes = source.choice((35, 40, 45, 50, 55)) + (10 if len(people) > 1 else 0)
            placed.append(
                Event(kind="visit", day=day, starts_at=clock.at(day, *hour), minutes=minutes, people=people)
            )
        once_each = {person.id: (kind, person) for kind, person in calls}.values()
        for (kind, person), hour in zip(once_each, _CALL_HOURS, strict=False):
            minutes = source.choice((6, 8, 9, 10, 11, 12, 13, 14))
            placed.append(
                Event(kind=kind, day=day, starts_at=clock.at(day, *hour), minutes=minutes, people=(person,))
            )
        return sorted(placed, key=lambda event: event.starts_at)


def _every(period: int, offset: int, since: date, until: date) -> Iterator[date]:
    ordinal = since.toordinal() + (offset - since.toordinal()) % period
    while ordinal <= until.toordinal():
        yield date.fromordinal(ordinal)
        ordinal += period
