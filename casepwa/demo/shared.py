"""What each family account may see: granted by name, per person, after custody and orders were recorded."""

from datetime import timedelta
from uuid import UUID

from casepwa.demo import chance, clock
from casepwa.demo.agency import Agency
from casepwa.demo.families import Relative, family_account_id
from casepwa.demo.people import Person
from casepwa.models import Consent, FamilyMessage, FamilyMessageEvent, SharingGrant
from casepwa.models.codes import ConsentScope, MessageEventKind, MessageKind, SharedKind

_WHOLE = (SharedKind.SHARED_LINE, SharedKind.CRISIS_PLAN)


def begin(agency: Agency, person: Person) -> None:
    """Lines and the crisis plan as a whole, and each goal by itself; what comes later is shared as it comes.

    A relative who sees only a little sees one goal, by a consent of who has the right to give it.
    """
    for kind in _WHOLE:
        item(agency, person, kind, None)
    for aim in person.aims:
        item(agency, person, SharedKind.GOAL, aim.id)
    for relative in person.household.relatives:
        if relative.account is None:
            continue
        if relative.sees is not None:
            if person.served.given != relative.sees:
                continue
            _grant(agency, person, family_account_id(relative), SharedKind.GOAL, person.aims[0].id)
        if relative.sees is not None or not person.served.is_child:
            _agree(agency, person, relative)
    if person.served.given == "Mateo":
        _say(agency, person)


def release(agency: Agency, person: Person, recipient: str, information: str, purpose: str) -> None:
    """A consent that somebody outside may be told something, for **What you share**."""
    is_child = person.served.is_child
    agency.rows.add(
        Consent,
        id=chance.made_id("consent", person.served.key, recipient),
        client_id=person.id,
        scope=ConsentScope.INFORMATION,
        information=person.fill(information),
        purpose=purpose,
        recipient_name=recipient,
        signed_by_member_id=person.caregiver.id if is_child else None,
        signed_by_client_id=None if is_child else person.id,
        signed_on=person.opened_on,
        expires_on=agency.clock.today + timedelta(days=120),
        recorded_by_id=person.worker.id,
        recorded_at=clock.at(person.opened_on, 17),
    )


def _say(agency: Agency, person: Person) -> None:
    """A question that waits, and a complaint that somebody is on."""
    (reader,) = person.readers
    now = agency.clock.now
    said = (
        (MessageKind.QUESTION, "Can Lucía come to the meeting too? She asks me every day.", 1),
        (MessageKind.COMPLAINT, "No one called back for a week when I asked about the bus.", 9),
    )
    for kind, text, days in said:
        message_id = agency.rows.add(
            FamilyMessage,
            id=chance.made_id("family_message", person.served.key, kind),
            client_id=person.id,
            from_account_id=reader,
            kind=kind,
            text=text,
            recorded_at=now - timedelta(days=days, minutes=2),
            received_at=now - timedelta(days=days),
        )
        if kind is MessageKind.COMPLAINT:
            agency.rows.add(
                FamilyMessageEvent,
                id=chance.made_id("family_message_event", message_id),
                message_id=message_id,
                kind=MessageEventKind.ACKNOWLEDGED,
                by_id=agency.supervisor_of(person.worker.key).id,
                at=now - timedelta(days=days - 1),
            )


def item(agency: Agency, person: Person, kind: SharedKind, item_id: UUID | None) -> None:
    """Share one thing with each account that sees all that is shared of this person."""
    for account_id in person.readers:
        _grant(agency, person, account_id, kind, item_id)


def _grant(agency: Agency, person: Person, account_id: UUID, kind: SharedKind, item_id: UUID | None) -> None:
    agency.rows.add(
        SharingGrant,
        id=chance.made_id("grant", person.served.key, account_id, kind, item_id),
        account_id=account_id,
        client_id=person.id,
        kind=kind,
        item_id=item_id,
        granted_by_id=person.worker.id,
        granted_at=clock.at(person.opened_on, 17),
    )


def _agree(agency: Agency, person: Person, relative: Relative) -> None:
    """The consent behind it: the parent's for a child, an adult's own."""
    is_child = person.served.is_child
    agency.rows.add(
        Consent,
        id=chance.made_id("consent", person.served.key, relative.key),
        client_id=person.id,
        scope=ConsentScope.FAMILY_SHARING,
        information=person.fill("One goal of {name}, and how it goes")
        if is_child
        else "What the team shares",
        purpose="So that both parents say the same" if is_child else "So that my family can help",
        recipient_account_id=family_account_id(relative),
        signed_by_member_id=person.caregiver.id if is_child else None,
        signed_by_client_id=None if is_child else person.id,
        signed_on=person.opened_on,
        expires_on=agency.clock.today + timedelta(days=200),
        recorded_by_id=person.worker.id,
        recorded_at=clock.at(person.opened_on, 17),
    )
