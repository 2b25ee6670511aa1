"""Rows of a person served: facts, relations, care, and where they have lived."""

from datetime import date, timedelta
from typing import Any

from casepwa.casework.caseload_import import name_sounds
from casepwa.demo import agency as the_agency
from casepwa.demo import chance, clock
from casepwa.demo.agency import Agency
from casepwa.demo.people import Person
from casepwa.models import (
    Allergy,
    Client,
    Coverage,
    Episode,
    Medication,
    Relationship,
    SettingStay,
)
from casepwa.models.codes import Custody, ReferralSource, Setting


def settle(agency: Agency, person: Person) -> None:
    """The rows of one person served, with their care and the places where they lived."""
    rows, served, household, bank = agency.rows, person.served, person.household, person.served.bank
    source, today = person.chance("facts"), agency.clock.today
    rows.add(
        Client,
        id=person.id,
        organization_id=the_agency.ID,
        family_id=household.id,
        given_name=served.given,
        family_name=served.family,
        preferred_name=served.preferred,
        pronouns=served.pronouns,
        birth_date=clock.age_to_birth_date(
            served.age, month=source.randint(1, 12), day=source.randint(1, 28), today=today
        ),
        phone=agency.phone(served.key) if served.phone else None,
        languages=list(dict.fromkeys([household.language, "English"])),
        needs_interpreter=household.interpreter and not served.is_child,
        communication=person.fill(source.choice(bank["communication"])),
        school=served.school,
        school_grade=served.grade,
        employer=served.employer,
        diagnoses=bank["diagnoses"][: source.choice((1, 2, 2))],
        medical_summary=person.fill(source.choice(bank["medical"])),
        mental_health_summary=person.fill(source.choice(bank["mental_health"])),
        substance_use_summary=source.choice(bank["substance"]) if "substance" in bank else None,
        strengths=[person.fill(one) for one in source.sample(bank["strengths"], 3)],
        pair_required=household.pair,
        name_sound=name_sounds.sound_of(served.given, served.family),
        created_at=clock.at(person.opened_on, 10),
    )
    for relative in household.relatives:
        rows.add(
            Relationship,
            id=chance.made_id("relationship", served.key, relative.key),
            client_id=person.id,
            family_member_id=relative.id,
            relation=relative.relation,
            lives_with=relative.lives,
            custody=relative.custody if served.is_child else Custody.NONE,
            protective_order=relative.order,
            orders_checked_on=person.opened_on,
            is_emergency_contact=relative.emergency,
        )
    _care(agency, person)
    _stays(agency, person)


def _care(agency: Agency, person: Person) -> None:
    """Episode, payer, medicines, allergies."""
    rows, served, source = agency.rows, person.served, person.chance("care")
    episode_id = chance.made_id("episode", served.key)
    sources = (
        (ReferralSource.SCHOOL, ReferralSource.PHYSICIAN, ReferralSource.FAMILY, ReferralSource.COURT)
        if served.is_child
        else (ReferralSource.PHYSICIAN, ReferralSource.SELF, ReferralSource.AGENCY, ReferralSource.INSURER)
    )
    rows.add(
        Episode,
        id=episode_id,
        client_id=person.id,
        program_id=the_agency.program_id(person.household.program),
        referral_source=source.choice(sources),
        eligibility_criteria="Needs help from two or more systems; agreed by person and family",
        is_eligible=True,
        eligibility_decided_on=person.opened_on,
        eligibility_decided_by_id=agency.supervisor_of(person.worker.key).id,
        intensity_tier=source.choice((1, 2, 2, 3)),
        opened_on=person.opened_on,
    )
    rows.add(
        Coverage,
        id=chance.made_id("coverage", served.key),
        episode_id=episode_id,
        payer_id=the_agency.payer_id(person.payer),
        member_number=f"LB{source.randint(10**7, 10**8 - 1)}",
        starts_on=person.opened_on,
    )
    for name, dose, schedule in served.bank["medications"]:
        rows.add(
            Medication,
            id=chance.made_id("medication", served.key, name),
            client_id=person.id,
            name=name,
            dose=dose,
            schedule=schedule,
            prescriber=person.slots["provider"],
            started_on=person.opened_on + timedelta(days=source.randint(0, 30)),
        )
    if served.allergy is not None:
        substance, reaction, what_to_do, is_severe = served.allergy
        rows.add(
            Allergy,
            id=chance.made_id("allergy", served.key),
            client_id=person.id,
            substance=substance,
            reaction=reaction,
            what_to_do=what_to_do,
            is_severe=is_severe,
        )


def _stays(agency: Agency, person: Person) -> None:
    """The setting history: home, and for some a foster home, a shelter, or days in a hospital."""
    rows, household, source = agency.rows, person.household, person.chance("stays")
    before = person.opened_on - timedelta(days=source.randint(200, 900))
    latitude, longitude = household.place

    def stay(
        number: int, setting: Setting, starts_on: date, ends_on: date | None = None, **more: Any
    ) -> None:
        rows.add(
            SettingStay,
            id=chance.made_id("stay", person.served.key, number),
            client_id=person.id,
            setting=setting,
            starts_on=starts_on,
            ends_on=ends_on,
            **more,
        )

    if household.confidential:
        moved = agency.clock.day(-75)
        stay(1, Setting.HOME, before, moved)
        stay(
            2,
            Setting.SHELTER,
            moved,
            place_name=household.shelter,
            address="Side entrance, ring twice",
            is_confidential=True,
        )
    elif household.setting == "foster":
        stay(1, Setting.HOME, before, person.opened_on)
        stay(
            2,
            Setting.FOSTER,
            person.opened_on,
            address=household.address,
            latitude=latitude,
            longitude=longitude,
        )
    elif source.random() < 0.1:
        admitted = agency.clock.day(-source.randint(90, 170))
        home_again = admitted + timedelta(days=source.randint(2, 9))
        stay(1, Setting.HOME, before, admitted)
        stay(2, Setting.HOSPITAL, admitted, home_again, place_name="Amity County Hospital")
        stay(3, Setting.HOME, home_again)
    else:
        stay(1, Setting.HOME, before)
