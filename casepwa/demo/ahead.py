"""What lies ahead of a person: next steps, services being linked, appointments."""

from datetime import date, timedelta
from random import Random

from casepwa.demo import chance, clock, shared, writing
from casepwa.demo.agency import PROVIDERS, Agency, provider_id
from casepwa.demo.people import Person
from casepwa.models import Appointment, NextStep, ServiceLink
from casepwa.models.codes import AppointmentKind, Kept, LinkStatus, SharedKind

_OPEN = (-6, -3, -1, 0, 1, 2, 4, 6, 9, 13)
"""Days from today on which open steps are due."""

_CHILD_DATES = ("Pediatrician", "Dentist", "Eye exam", "Therapy", "Specialist clinic", "School conference")
_ADULT_DATES = ("Primary care", "Dentist", "Lab work", "Psychiatry", "Benefits office", "Counseling")
_HOURS = ((8, 30), (9, 45), (10, 30), (13, 15), (14, 30), (15, 45))
_LINKS = (
    LinkStatus.NEEDED,
    LinkStatus.SENT,
    LinkStatus.SENT,
    LinkStatus.ACCEPTED,
    LinkStatus.WAITLISTED,
    LinkStatus.SCHEDULED,
    LinkStatus.STARTED,
    LinkStatus.STARTED,
    LinkStatus.COMPLETED,
    LinkStatus.DECLINED,
    LinkStatus.UNAVAILABLE,
)
_REASONS = {
    LinkStatus.DECLINED: "The family would like to wait until summer",
    LinkStatus.UNAVAILABLE: "No place with an interpreter within an hour's ride",
}
FOLLOW_UP_DAYS = 30


def lay_out(agency: Agency, person: Person) -> None:
    _steps(agency, person)
    _links(agency, person)
    appointments(agency, person, since=agency.clock.day(-60), until=agency.clock.day(28))


def _steps(agency: Agency, person: Person) -> None:
    source = person.chance("steps")
    if person.readers:
        _step(agency, person, 90, due_on=agency.clock.day(3), done_days_ago=None, owner="caregiver")
    for number in range(source.choice((1, 2, 2, 3))):
        _step(agency, person, number, due_on=agency.clock.day(source.choice(_OPEN)), done_days_ago=None)
    for number in range(3, 3 + source.choice((1, 2, 4))):
        ago = source.choice((1, 3, 6, 10, 20, 40, 75, 110))
        due_on = agency.clock.day(-ago + source.randint(-2, 5))
        _step(agency, person, number, due_on=due_on, done_days_ago=ago)


def _step(
    agency: Agency,
    person: Person,
    number: int,
    *,
    due_on: date,
    done_days_ago: int | None,
    owner: str | None = None,
) -> None:
    source, step = person.chance("step", number), writing.step_for(person, owner=owner)
    added_at = clock.at(due_on - timedelta(days=source.randint(9, 20)), 15, 20)
    done_at = None if done_days_ago is None else clock.at(agency.clock.day(-done_days_ago), 16, 5)
    if done_at is not None:
        added_at = min(added_at, done_at - timedelta(days=1))
    whose = {
        "worker": {"owner_account_id": person.worker.id},
        "caregiver": {"owner_family_member_id": person.caregiver.id},
        "client": {"owner_role": person.served.name},
        "school": {"owner_role": person.slots["teacher"]},
    }[step["owner"]]
    needs_help = done_at is None and step["owner"] == "caregiver" and source.random() < 0.15
    step_id = chance.made_id("step", person.served.key, number, at=added_at)
    shared.item(agency, person, SharedKind.NEXT_STEP, step_id)
    agency.rows.add(
        NextStep,
        id=step_id,
        client_id=person.id,
        goal_id=source.choice(person.aims).id if person.aims and source.random() < 0.5 else None,
        what=person.fill(step["what"]),
        why=person.fill(step["why"]) if "why" in step else None,
        due_on=due_on,
        added_by_id=person.worker.id,
        recorded_at=added_at,
        received_at=added_at + timedelta(seconds=9),
        done_at=done_at,
        done_by_id=person.worker.id if done_at else None,
        needs_help_at=agency.clock.now - timedelta(hours=20) if needs_help else None,
        **whose,
    )


def _links(agency: Agency, person: Person) -> None:
    """A link per service that the person needs; some follow-ups are due now, some overdue."""
    for service, kind in person.served.bank["services"]:
        source = person.chance("link", service)
        status = source.choice(_LINKS)
        referred = None if status is LinkStatus.NEEDED else agency.clock.day(-source.randint(8, 70))
        due = referred + timedelta(days=FOLLOW_UP_DAYS) if referred else None
        is_done = status in (LinkStatus.COMPLETED, LinkStatus.DECLINED) or source.random() < 0.75
        followed_up = due - timedelta(days=source.randint(0, 9)) if due and is_done else None
        if followed_up and followed_up > agency.clock.today:
            followed_up = None
        provider = source.choice(PROVIDERS[kind])[0]
        agency.rows.add(
            ServiceLink,
            id=chance.made_id("service_link", person.served.key, service),
            client_id=person.id,
            service=service,
            organization_id=None if status is LinkStatus.NEEDED else provider_id(provider),
            status=status,
            reason=_REASONS.get(status),
            is_warm_hand_off=source.random() < 0.4,
            referred_on=referred,
            follow_up_due_on=due,
            followed_up_on=followed_up,
        )


def appointments(agency: Agency, person: Person, *, since: date, until: date) -> None:
    """An appointment about every three weeks, a team meeting each quarter; days follow from the calendar."""
    source = person.chance("appointments")
    offset, meeting = source.randrange(21), source.randrange(84)
    for ordinal in range(since.toordinal(), until.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if ordinal % 21 == offset:
            titles = _CHILD_DATES if person.served.is_child else _ADULT_DATES
            title = person.decks.deal("appointment", titles)
            _appointment(agency, person, AppointmentKind.APPOINTMENT, title, clock.workday(day))
        if ordinal % 84 == meeting:
            kind = (
                AppointmentKind.TEAM_MEETING if person.household.coordinated else AppointmentKind.PLAN_REVIEW
            )
            title = "Team meeting" if person.household.coordinated else "Plan review"
            _appointment(agency, person, kind, title, clock.workday(day))


def _appointment(agency: Agency, person: Person, kind: str, title: str, day: date) -> None:
    source = person.chance("appointment", kind, day)
    starts_at = clock.at(day, *source.choice(_HOURS))
    appointment_id = chance.made_id("appointment", person.served.key, kind, day, at=clock.at(day, 8))
    if starts_at > agency.clock.now:
        shared.item(agency, person, SharedKind.APPOINTMENT, appointment_id)
    agency.rows.add(
        Appointment,
        id=appointment_id,
        client_id=person.id,
        kind=kind,
        title=title,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=45),
        place=person.slots["clinic"] if kind == AppointmentKind.APPOINTMENT else "By video",
        needs_transport=kind == AppointmentKind.APPOINTMENT and source.random() < 0.35,
        needs_child_care=len(person.household.people) > 1 and source.random() < 0.2,
        kept=_kept(starts_at < agency.clock.now, source),
    )


def _kept(is_past: bool, source: Random) -> Kept:
    if not is_past:
        return Kept.AHEAD
    return source.choices((Kept.KEPT, Kept.MISSED, Kept.CANCELLED), (8, 1, 1))[0]
