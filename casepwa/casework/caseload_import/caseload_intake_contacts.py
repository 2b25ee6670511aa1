"""Households taken in from a caseload file, and who belongs to them."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from casepwa.casework.caseload_import.caseload_making import Making
from casepwa.casework.caseload_import.caseload_people import NewContact, NewHousehold, NewPerson
from casepwa.models import (
    Family,
    FamilyMember,
    Relationship,
)
from casepwa.models.codes import SupportKind


def households(people: Sequence[NewPerson]) -> dict[str, NewHousehold]:
    """One for each key: of every cell, the first row that fills it."""
    found: dict[str, NewHousehold] = {}
    for person in people:
        known = found.get(person.household.key)
        found[person.household.key] = known.filled_by(person.household) if known else person.household
    return found


def agreed(people: Sequence[NewPerson]) -> list[NewPerson]:
    """The people, each contact of theirs with what other rows of the household say of the same contact."""
    told: dict[tuple[str, str], NewContact] = {}
    for person in people:
        for contact in person.contacts:
            key = (person.household.key, contact.key)
            told[key] = told[key].filled_by(contact) if key in told else contact
    return [
        replace(
            person,
            contacts=tuple(each.filled_by(told[person.household.key, each.key]) for each in person.contacts),
        )
        for person in people
    ]


def family(intake: Making, household: NewHousehold) -> UUID:
    """The id of this household's family, made when it is new."""
    if household.key not in intake.families:
        family = Family(
            organization_id=intake.organization_id,
            name=household.called,
            street=household.street,
            city=household.city,
            state=household.state,
            postal_code=household.postal_code,
            county=household.county,
            is_confidential=household.is_confidential,
            latitude=household.latitude,
            longitude=household.longitude,
            opened_on=intake.today,
            import_key=household.key,
        )
        intake.session.add(family)
        intake.families[household.key] = family.id
        intake.made["families"] += 1
        intake.session.flush()
    return intake.families[household.key]


def contact(intake: Making, client_id: UUID, family_id: UUID, family_key: str, contact: NewContact) -> None:
    """A member of the household is one row, however many of its people name them."""
    key = (family_key, contact.key)
    if key not in intake.members:
        given, _, family_name = contact.name.partition(" ")
        member = FamilyMember(
            family_id=family_id,
            given_name=given,
            family_name=family_name or None,
            support_kind=SupportKind.NATURAL_SUPPORT if contact.natural_support else SupportKind.FAMILY,
            language=contact.language,
            phone=contact.phone,
            safe_to_call=contact.safe_to_call is not False,
            safe_to_text=contact.safe_to_text is not False,
            safe_to_leave_message=contact.safe_to_leave_message or False,
            best_hours=contact.best_hours,
            name_to_use=contact.name_to_use,
            reach_note=contact.note,
            import_key=contact.key,
        )
        intake.session.add(member)
        intake.session.flush()
        intake.members[key] = member.id
        intake.made["contacts"] += 1
    relationship = Relationship(
        client_id=client_id,
        family_member_id=intake.members[key],
        relation=contact.relation,
        lives_with=contact.lives_with,
        custody=contact.custody,
        protective_order=contact.protective_order,
        orders_checked_on=intake.today if contact.orders_asked else None,
        is_emergency_contact=contact.emergency,
    )
    intake.session.add(relationship)
