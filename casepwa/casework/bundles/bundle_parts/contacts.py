"""Whom to call or text, with how to reach them safely."""

from collections.abc import Mapping
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework.bundles.bundle_parts.households import Person
from casepwa.casework.bundles.bundle_parts.viewers import Viewer
from casepwa.casework.bundles.bundle_shapes import Contact
from casepwa.casework.family.releases import MayHear
from casepwa.models import FamilyMember, Relationship
from casepwa.models.codes import Custody, SupportKind


def of(
    session: Session, viewer: Viewer, people: dict[UUID, Person], may_hear: Mapping[UUID, MayHear]
) -> dict[UUID, list[Contact]]:
    """The client first, then emergency contacts, then who lives with them, then by name."""
    found: dict[UUID, list[Contact]] = {}
    for client_id in viewer.whole:
        if people[client_id].client.phone:
            found[client_id] = [_the_client(people[client_id])]
    rows = session.exec(
        select(Relationship, FamilyMember)
        .join(FamilyMember, col(FamilyMember.id) == Relationship.family_member_id)
        .where(col(Relationship.client_id).in_(viewer.whole))
        .order_by(
            col(Relationship.is_emergency_contact).desc(),
            col(Relationship.lives_with).desc(),
            col(FamilyMember.given_name),
            col(Relationship.id),
        )
    )
    for relationship, member in rows:
        found.setdefault(relationship.client_id, []).append(
            _contact(relationship, member, may_hear=member.id in may_hear[relationship.client_id].relatives)
        )
    return found


def _the_client(person: Person) -> Contact:
    client = person.client
    return Contact(
        id=client.id,
        name=person.name,
        relation="self",
        phone=client.phone,
        lives_with=True,
        custody=Custody.NONE,
        protective_order=None,
        language=client.languages[0] if client.languages else None,
        safe_to_call=True,
        safe_to_text=True,
        safe_to_leave_message=False,
        best_hours=None,
        name_to_use=None,
        reach_note=None,
        is_natural_support=False,
        may_hear=True,
        is_client=True,
    )


def _contact(relationship: Relationship, member: FamilyMember, *, may_hear: bool) -> Contact:
    return Contact(
        id=member.id,
        name=" ".join(part for part in (member.given_name, member.family_name) if part),
        relation=relationship.relation,
        phone=member.phone,
        lives_with=relationship.lives_with,
        custody=relationship.custody,
        protective_order=relationship.protective_order,
        language=member.language,
        safe_to_call=member.safe_to_call,
        safe_to_text=member.safe_to_text,
        safe_to_leave_message=member.safe_to_leave_message,
        best_hours=member.best_hours,
        name_to_use=member.name_to_use,
        reach_note=member.reach_note,
        is_natural_support=member.support_kind == SupportKind.NATURAL_SUPPORT,
        may_hear=may_hear,
    )
