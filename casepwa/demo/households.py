"""Rows of a household: its members, the people served, and what a visitor or a helper must know first."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from casepwa.casework import name_sounds
from casepwa.demo import agency as the_agency
from casepwa.demo import chance, clock, words
from casepwa.demo.agency import Agency
from casepwa.demo.families import TOWNS, Household, Relative
from casepwa.demo.people import Person
from casepwa.models import (
    Account,
    AccountRole,
    Allergy,
    Client,
    Coverage,
    Episode,
    Family,
    FamilyMember,
    Medication,
    Relationship,
    SafetyAlert,
    SettingStay,
)
from casepwa.models.codes import Custody, ReferralSource, Role, Setting, SupportKind


def settle(agency: Agency, household: Household, *, password_hash: str) -> list[Person]:
    """The household's rows; returns its people."""
    rows, worker = agency.rows, agency.staff[household.worker]
    people = [
        Person(served=served, household=household, worker=worker, agency=agency)
        for served in household.people
    ]
    latitude, longitude = household.place
    rows.add(
        Family,
        id=household.id,
        organization_id=the_agency.ID,
        name=household.name,
        street=None if household.confidential else household.street,
        city=household.town,
        state="NJ",
        postal_code=TOWNS[household.town][2],
        county="Amity",
        is_confidential=household.confidential,
        latitude=latitude,
        longitude=longitude,
        opened_on=min(person.opened_on for person in people),
    )
    for relative in household.relatives:
        _relative(agency, household, relative, password_hash=password_hash)
    for alert in household.alerts:
        rows.add(
            SafetyAlert,
            id=chance.made_id("alert", household.key, alert["title"]),
            family_id=household.id,
            kind=alert["kind"],
            title=alert["title"],
            detail=words.said(alert["detail"], people[0].slots),
            since=people[0].opened_on,
        )
    for person in people:
        _person(agency, person)
    return people


def _relative(agency: Agency, household: Household, relative: Relative, *, password_hash: str) -> None:
    agency.rows.add(
        FamilyMember,
        id=relative.id,
        family_id=household.id,
        given_name=relative.given,
        family_name=relative.family,
        support_kind=SupportKind.NATURAL_SUPPORT if relative.natural else SupportKind.FAMILY,
        language=relative.language or household.language,
        phone=agency.phone(relative.key) if relative.age >= 18 else None,
        safe_to_call=relative.call,
        safe_to_text=relative.text,
        safe_to_leave_message=relative.leave_message,
        best_hours=relative.best_hours,
        name_to_use=relative.use_name,
        reach_note=relative.note,
    )
    if relative.account is None:
        return
    account_id = family_account_id(relative)
    agency.rows.add(
        Account,
        id=account_id,
        organization_id=the_agency.ID,
        email=relative.account,
        name=f"{relative.given} {relative.family}",
        password_hash=password_hash,
        locale="es" if household.language == "Spanish" else "en",
        family_member_id=relative.id,
        created_at=agency.clock.now,
    )
    agency.rows.add(AccountRole, account_id=account_id, role=Role.FAMILY)


def family_account_id(relative: Relative) -> UUID:
    return chance.made_id("account", relative.account)


def _person(agency: Agency, person: Person) -> None:
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
        strengths=source.sample(bank["strengths"], 3),
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
