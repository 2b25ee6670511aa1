"""Rows of a household: its members, the people served, and what a visitor or a helper must know first."""

from casepwa.demo import agency as the_agency
from casepwa.demo import chance, clients, words
from casepwa.demo.agency import Agency
from casepwa.demo.families import TOWNS, Household, Relative, family_account_id
from casepwa.demo.people import Person
from casepwa.models import (
    Account,
    AccountRole,
    Family,
    FamilyMember,
    SafetyAlert,
)
from casepwa.models.codes import Role, SupportKind

_LOCALES = {"Spanish": "es"}


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
        clients.settle(agency, person)
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
        locale=_LOCALES.get(relative.reads or relative.language or household.language, "en"),
        family_member_id=relative.id,
        created_at=agency.clock.now,
    )
    agency.rows.add(AccountRole, account_id=account_id, role=Role.FAMILY)
