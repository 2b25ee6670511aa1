"""Loads the demo agency into an empty database."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from sqlmodel import Session

from casepwa.casework.accounts import passwords
from casepwa.demo import agency as the_agency
from casepwa.demo import (
    ahead,
    aims,
    alarms,
    crisis_plans,
    families,
    happenings,
    households,
    invented,
    shared,
    staff,
    teams,
    today,
    visits,
    words,
)
from casepwa.demo.agency import Agency
from casepwa.demo.agenda import Agenda, Event
from casepwa.demo.clock import Clock
from casepwa.demo.families import Household
from casepwa.demo.people import HISTORY, Person
from casepwa.demo.rows import Rows
from casepwa.models import VisitWord
from casepwa.settings import DEMO_PASSWORD

PASSWORD = DEMO_PASSWORD
PLANNED_AHEAD = timedelta(days=14)
CLIENTS = 60
CASELOAD = 24
"""Maya's, and about what one worker can carry."""

VISIT_WORD, DURESS_WORD = "lighthouse", "marigold"

_OUT_NOW = ("tom", "samira", "grace")
"""Checked in somewhere while the demo is being loaded."""

_FIRST_TODAY = ("Delgado", "Marchetti", "Hernández-Villalobos", "Walker", "Thompson-Whitfield")


def load(
    session: Session,
    *,
    now_clock: Clock,
    clients: int = CLIENTS,
    caseload: int = CASELOAD,
    step: Callable[[int], None] = lambda _: None,
) -> int:
    """Write the agency through ``session``; returns the number of rows.

    ``clients``: people served in all, at least 60; those beyond the described families are invented.
    ``caseload``: how many of them are Maya's, at least 24. ``step`` is told how many more clients are done.
    """
    agency = Agency(clock=now_clock, rows=Rows())
    password_hash = passwords.hash_password(PASSWORD)
    the_agency.found(agency, password_hash=password_hash)
    clients = max(clients, CLIENTS + caseload - CASELOAD)
    workers = _hire_more(agency, clients, caseload, password_hash)
    _choose_words(agency)
    agency.rows.write(session)
    by_worker: defaultdict[str, list[Household]] = defaultdict(list)
    for household in [*families.forty(), *_more(clients, caseload, workers)]:
        by_worker[household.worker].append(household)
    coordinated: defaultdict[str, list[list[Person]]] = defaultdict(list)
    for worker, whose in by_worker.items():
        homes = [_settle(agency, household, password_hash) for household in whose]
        for home in homes:
            if home[0].household.coordinated:
                coordinated[agency.coordinator_of(worker).key].append(home)
        _live(agency, worker, homes)
        agency.rows.write(session)
        step(sum(map(len, homes)))
    for coordinator, homes in coordinated.items():
        _live(agency, coordinator, homes)
        agency.rows.write(session)
    return agency.rows.written


def _choose_words(agency: Agency) -> None:
    """Maya and whoever is out have a visit word, so that more time can be asked for (docs/demo.md)."""
    word_hash, duress_hash = (passwords.hash_password(word) for word in (VISIT_WORD, DURESS_WORD))
    for worker in ("maya", *_OUT_NOW):
        agency.rows.add(
            VisitWord,
            account_id=agency.staff[worker].id,
            word_hash=word_hash,
            duress_hash=duress_hash,
            set_at=agency.clock.now,
        )


def _settle(agency: Agency, household: Household, password_hash: str) -> list[Person]:
    people = households.settle(agency, household, password_hash=password_hash)
    for person in people:
        teams.gather(agency, person)
        aims.agree(agency, person)
        shared.begin(agency, person)
        crisis_plans.publish(agency, person)
        ahead.lay_out(agency, person)
    return people


def _live(agency: Agency, worker: str, homes: list[list[Person]]) -> None:
    """Half a year behind, today, and two weeks ahead of one worker or coordinator."""
    one, now_clock = agency.staff[worker], agency.clock
    agenda = agenda_of(agency, worker, homes)
    past = [
        event
        for event in agenda.events(now_clock.today - HISTORY, now_clock.day(-1))
        if _is_told(event, now_clock)
    ]
    returned = (
        _last_visits(past, tuple(words.read("phrases")["returned"]), before=now_clock.day(-2))
        if worker == "maya"
        else []
    )
    for event in past:
        happenings.tell(event, one, now=now_clock.now, is_returned=event in returned)
    if worker == "samira":
        alarms.raise_two(agency, next(person for home in homes for person in home if _is_diego(person)))
    if worker != "ben":
        today.fill(agency.rows, one, wanted_today(worker, homes), now_clock, has_begun=worker in _OUT_NOW)
    for event in agenda.events(now_clock.day(1), now_clock.today + PLANNED_AHEAD):
        if event.kind == "visit":
            visits.plan(agency.rows, event, one)


def agenda_of(agency: Agency, worker: str, homes: list[list[Person]]) -> Agenda:
    """A coordinator sees each family once in four weeks and leaves the calls to the case manager."""
    if worker == agency.team_of(worker).coordinator:
        return Agenda(worker, homes, period=28, calls=False)
    return Agenda(worker, homes)


def wanted_today(worker: str, homes: list[list[Person]]) -> list[list[Person]]:
    """The homes to visit today: for Maya always the same; a coordinator begins at the other end."""
    if worker == "maya":
        return sorted(homes, key=_place_today)[:5]
    return homes[::-1][:5] if worker in ("priya", "daniel") else homes[:5]


def _place_today(home: list[Person]) -> int:
    name = home[0].household.name
    return _FIRST_TODAY.index(name) if name in _FIRST_TODAY else len(_FIRST_TODAY)


def _is_diego(person: Person) -> bool:
    return person.served.given == "Diego"


def _is_told(event: Event, now_clock: Clock) -> bool:
    """Was the episode open, and is this not someone whose contact is overdue?"""
    return all(
        event.day >= person.seen_since
        and not (person.served.contact_overdue and event.day > now_clock.day(-33))
        for person in event.people
    )


def _last_visits(past: list[Event], names: tuple[str, ...], *, before: date) -> list[Event]:
    last = {
        event.people[0].served.given: event
        for event in past
        if event.kind == "visit" and event.people[0].served.given in names and event.day < before
    }
    return list(last.values())


def _hire_more(agency: Agency, clients: int, caseload: int, password_hash: str) -> list[str]:
    """Teams for the clients whom the described staff cannot carry; returns the workers."""
    rest = clients - CLIENTS - (caseload - CASELOAD)
    workers: list[str] = []
    for number in range(1, ceil(rest / (CASELOAD * staff.WORKERS_A_TEAM)) + 1):
        team, people = staff.invented_team(number)
        the_agency.hire(agency, team, people, password_hash=password_hash)
        workers += team.workers
    return workers


def _more(clients: int, caseload: int, workers: list[str]) -> Iterator[Household]:
    """Invented households: Maya's first, then those of the further teams."""
    number = 0
    wanted = {"maya": caseload - CASELOAD}
    rest = clients - CLIENTS - wanted["maya"]
    for place, worker in enumerate(workers):
        wanted[worker] = rest // len(workers) + (place < rest % len(workers))
    for worker, count in wanted.items():
        while count > 0:
            number += 1
            household = invented.household(number, worker=worker)
            if len(household.people) > count:
                household = replace(household, people=household.people[:count])
            count -= len(household.people)
            yield household
