"""A crisis plan for each person, in their words, from what helps people who live with the same."""

from datetime import timedelta
from random import Random
from typing import Literal

from casepwa.casework.plans.crisis_plan_content import (
    CrisisPlanContent,
    PlanCall,
    PlanStep,
    SafePlace,
    TellThem,
    WhatHelps,
)
from casepwa.demo import chance, clock
from casepwa.demo.agency import Agency
from casepwa.demo.people import Person
from casepwa.models import CrisisPlanProposal, CrisisPlanVersion
from casepwa.models.codes import PlanStatus

MOBILE_CRISIS = "609-555-0177"
DISPATCH = "609-555-0190"
_SAFE_PLACES = (
    ("Rec center front desk, until 9 PM", "2 Commons Way"),
    ("Fire station, day and night", "100 Mill Street"),
    ("Library reading room, until 8 PM", "4 Commons Way"),
    ("Community health center lobby, until 7 PM", "40 Hospital Drive"),
    ("Corner pharmacy, ask for the manager", "Station Road"),
)
_LEVELS: tuple[tuple[Literal["early", "rising", "crisis"], str], ...] = (
    ("early", "early"),
    ("rising", "rising"),
    ("crisis", "crisis_steps"),
)
REVIEW_AFTER = timedelta(days=90)


def publish(agency: Agency, person: Person) -> None:
    """One or two older versions and the active one, its review due in the next weeks or, for a few, over."""
    source, household = person.chance("crisis plan"), person.household
    coordinator, supervisor = (
        agency.coordinator_of(person.worker.key),
        agency.supervisor_of(person.worker.key),
    )
    publisher = coordinator if household.coordinated else supervisor
    author = coordinator if household.coordinated else person.worker
    is_overdue = person.served.plan_overdue or (person.worker.key != "maya" and source.random() < 0.06)
    published = -source.randint(93, 108) if is_overdue else -source.randint(8, 80)
    published = max(published, (person.opened_on - agency.clock.today).days + 10)
    count = source.choice((2, 3, 3, 4)) if published < -20 else 1
    for number in range(1, count + 1):
        is_active = number == count
        day = agency.clock.day(published - 84 * (count - number))
        if day < person.opened_on:
            day = person.opened_on + timedelta(days=number)
        agency.rows.add(
            CrisisPlanVersion,
            id=chance.made_id("crisis_plan_version", person.served.key, number, at=clock.at(day, 16)),
            client_id=person.id,
            number=number,
            status=PlanStatus.ACTIVE if is_active else PlanStatus.SUPERSEDED,
            content=_content(agency, person, number, count).model_dump(mode="json"),
            author_id=author.id,
            created_at=clock.at(day, 15),
            published_by_id=publisher.id,
            published_at=clock.at(day, 16),
            review_due_on=day + REVIEW_AFTER,
        )
    if source.random() < 0.06:
        _propose(agency, person, count)


def _content(agency: Agency, person: Person, number: int, count: int) -> CrisisPlanContent:
    """Version ``number`` of ``count``: each later one says more than the one before."""
    bank, source = person.served.bank["crisis"], person.chance("crisis plan words")
    fewer = count - number

    def some(section: str, least: int, most: int) -> list[str]:
        chosen = source.sample(bank[section], min(len(bank[section]), source.randint(least, most)))
        return [person.fill(each) for each in chosen[: max(least, len(chosen) - fewer)]]

    caregiver = person.caregiver
    weapons = next((person.fill(each) for each in bank["safer"] if "rifle" in each or "pistol" in each), None)
    natural = [one for one in person.household.relatives if one.natural and one is not caregiver]
    helpers = [f"{one.given} ({one.relation})" for one in (caregiver, *natural)]
    steps = [
        PlanStep(
            level=level,
            what=what,
            who=caregiver.given if what.startswith(caregiver.given) else None,
            phone=MOBILE_CRISIS if "mobile crisis" in what else None,
        )
        for level, section in _LEVELS
        for what in some(section, 2, 3)
    ]
    return CrisisPlanContent(
        calls=[
            PlanCall(label="Mobile crisis", phone=MOBILE_CRISIS, is_mobile_crisis=True),
            PlanCall(
                label=f"{caregiver.given}, {caregiver.relation}",
                phone=agency.phone(caregiver.key),
                who=caregiver.given,
            ),
            PlanCall(label=person.slots["provider"], phone=agency.phone(person.slots["provider"])),
        ],
        tell_them=TellThem(
            how_to_communicate=person.fill(source.choice(bank["communicate"])),
            weapons=weapons or "None known. Asked at the last review.",
            ask_for="Please send a crisis-trained officer.",
            dispatch_phone=DISPATCH,
        ),
        what_helps=WhatHelps(
            own=[*some("own", 3, 4), f"{person.served.interest.capitalize()}"],
            people_and_places=some("people_and_places", 2, 3),
            family_and_friends=helpers,
        ),
        never_do=some("never", 3, 4),
        steps=steps,
        warning_signs=some("signs", 3, 5),
        triggers=some("triggers", 3, 4),
        making_safer=some("safer", 2, 4),
        over_looks_like=person.fill(source.choice(bank["over"])),
        medications=[
            f"{name} {dose}, {schedule}" for name, dose, schedule in person.served.bank["medications"]
        ],
        safe_places=[SafePlace(name=f"{one.given}'s, {one.relation}", phone=None) for one in natural[:1]]
        + [_public_place(person, source)],
    )


def _public_place(person: Person, source: Random) -> SafePlace:
    if person.household.confidential:
        return SafePlace(name="The night counselor's room")
    name, address = source.choice(_SAFE_PLACES)
    return SafePlace(name=name, address=f"{address}, {person.household.town}")


def _propose(agency: Agency, person: Person, version: int) -> None:
    agency.rows.add(
        CrisisPlanProposal,
        id=chance.made_id("crisis_plan_proposal", person.served.key),
        client_id=person.id,
        about_version=version,
        section="what_helps",
        proposal=person.fill("{name} asked to add {interest}: it helped twice this month. {cg} agrees."),
        proposed_by_id=person.worker.id,
        recorded_at=clock.at(agency.clock.day(-3), 16, 40),
        received_at=clock.at(agency.clock.day(-3), 16, 41),
    )
