"""Notes as their authors submit them, and what became of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from casepwa.casework.notes import contact_notes
from casepwa.models import ContactNote, ContactNoteVersion, Visit
from casepwa.models.codes import RuleName
from tests import factories
from tests.cast import Cast, Person
from tests.factories import MONDAY


def submit(session: Session, person: Person, *, at: datetime = MONDAY, **values: Any) -> ContactNote:
    recorded = values.pop("recorded", None) or factories.recorded(at)
    payload = factories.note_submit(**values)
    kept = contact_notes.submit(session, actor=person.actor, payload=payload, recorded=recorded)
    return session.get_one(ContactNote, kept.id)


def version_of(session: Session, note: ContactNote, number: int | None = None) -> ContactNoteVersion:
    return session.exec(
        select(ContactNoteVersion).where(
            ContactNoteVersion.note_id == note.id, ContactNoteVersion.number == (number or note.version)
        )
    ).one()


def visit_of(session: Session, person: Person, cast: Cast, *client_ids: UUID) -> Visit:
    return factories.visit(
        session, organization_id=cast.organization.id, worker_id=person.id, client_ids=client_ids
    )


@dataclass(frozen=True)
class Noted:
    note_id: UUID
    work: str
    units: int | None
    flags: list[str]


def noted(session: Session, cast: Cast, minutes: int, **values: Any) -> Noted:
    """A call of ``minutes`` with Rosa about Luis."""
    began = values.pop("began", MONDAY)
    note = submit(
        session,
        cast.maya,
        client_id=cast.luis.id,
        started_at=began,
        ended_at=began + timedelta(minutes=minutes),
        minutes=minutes,
        at=began + timedelta(minutes=minutes),
        **values,
    )
    version = version_of(session, note)
    return Noted(note.id, version.work, units_of(session, note.id), version.flags)


def units_of(session: Session, note_id: UUID) -> int | None:
    return session.exec(select(ContactNote.units).where(ContactNote.id == note_id)).one()


def rounding(session: Session, cast: Cast, policy: str, **values: Any) -> None:
    """The agency counts units by ``policy`` where Luis's payer pays."""
    value = {"policy": policy, **values.pop("value", {})}
    factories.rule(
        session,
        organization_id=cast.organization.id,
        name=RuleName.UNITS_ROUNDING,
        value=value,
        **{"payer_id": cast.payer.id, **values},
    )
