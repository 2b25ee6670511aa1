"""What stands around a contact note when it arrives: other notes, its visit, the day's payer and rules."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Date, and_, bindparam, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, col, select

from casepwa.casework import coverages, reaches
from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import day_bounds, day_of, zone_of
from casepwa.casework.coverages import Served
from casepwa.casework.family import releases
from casepwa.casework.names import folded
from casepwa.casework.notes.note_checks import DUPLICATE_WITHIN, Written
from casepwa.casework.prepared import Prepared
from casepwa.casework.rules import rules
from casepwa.casework.rules.rules import Book
from casepwa.models import (
    Account,
    Client,
    ContactNote,
    ContactNoteVersion,
    Organization,
    SettingStay,
    TeamMember,
    VisitStamp,
)
from casepwa.models.codes import Setting, StampKind
from casepwa.models.columns import UtcDateTime

CURRENT_VERSION = and_(
    col(ContactNoteVersion.note_id) == ContactNote.id, col(ContactNoteVersion.number) == ContactNote.version
)

# Statements built once: every note asks them, and building one anew costs more than asking it.
_others_of_author = (
    col(ContactNote.author_id) == bindparam("author_id"),
    col(ContactNote.id) != bindparam("note_id"),
)
_NOTES = SQLModel.metadata.tables["contact_note"].c
_VERSIONS = SQLModel.metadata.tables["contact_note_version"].c
_OTHERS = Prepared.of(
    # columns, not rows of tables: on a full day there are dozens, looked at for every note
    select_columns(
        _NOTES.id,
        _NOTES.client_id,
        _NOTES.visit_id,
        _VERSIONS.contact_type,
        _VERSIONS.outcome,
        _VERSIONS.started_at,
        _VERSIONS.ended_at,
        _VERSIONS.minutes,
        _NOTES.units,
        _VERSIONS.work,
        _VERSIONS.text,
    )
    .join_from(ContactNote, ContactNoteVersion, CURRENT_VERSION)
    .where(
        *_others_of_author,
        col(ContactNoteVersion.submitted_by_id) == bindparam("author_id"),
        col(ContactNoteVersion.started_at) < bindparam("until", type_=UtcDateTime()),
        col(ContactNoteVersion.ended_at) > bindparam("since", type_=UtcDateTime()),
    )
)
_PREVIOUS = Prepared.of(
    select(ContactNoteVersion.text)
    .join(ContactNote, CURRENT_VERSION)
    .where(
        *_others_of_author,
        col(ContactNote.client_id) == bindparam("client_id"),
        col(ContactNoteVersion.started_at) <= bindparam("until", type_=UtcDateTime()),
    )
    .order_by(col(ContactNoteVersion.started_at).desc(), col(ContactNoteVersion.id).desc())
    .limit(1)
)
_day = bindparam("day", type_=Date())
_INPATIENT = Prepared.of(
    select(SettingStay.id).where(
        col(SettingStay.client_id) == bindparam("client_id"),
        col(SettingStay.setting) == Setting.HOSPITAL,
        col(SettingStay.starts_on) <= _day,
        or_(col(SettingStay.ends_on).is_(None), col(SettingStay.ends_on) > _day),
    )
)


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """``others``: the author's other notes near in time and of the same day, whoever they are about."""

    zone: ZoneInfo
    day: date
    served: Served | None
    book: Book
    others: list[Written]
    previous_text: str | None

    def same_day(self, client_id: UUID) -> list[Written]:
        return [
            other
            for other in self.others
            if other.client_id == client_id and day_of(other.started_at, self.zone) == self.day
        ]


def of(session: Session, actor: Actor, note: Written) -> Surroundings:
    """Look around ``note``, of which ``actor`` is the author."""
    zone = zone_of(session, actor.organization_id)
    day = day_of(note.started_at, zone)
    begins, ends = day_bounds(day, zone)
    return Surroundings(
        zone=zone,
        day=day,
        served=coverages.on_day(session, note.client_id, day),
        book=rules.book(session, organization_id=actor.organization_id),
        others=_others(session, actor, note, min(begins, note.started_at), max(ends, note.ended_at)),
        previous_text=_previous_text(session, actor, note),
    )


def current(session: Session, note: ContactNote) -> Written:
    """What ``note`` says as it stands."""
    version = session.exec(
        select(ContactNoteVersion).where(
            ContactNoteVersion.note_id == note.id, ContactNoteVersion.number == note.version
        )
    ).one()
    return said_in(note, version)


def said_in(note: ContactNote, version: ContactNoteVersion) -> Written:
    """What checks look at of one version of ``note``."""
    return Written(
        note_id=note.id,
        client_id=note.client_id,
        visit_id=note.visit_id,
        contact_type=version.contact_type,
        outcome=version.outcome,
        started_at=version.started_at,
        ended_at=version.ended_at,
        minutes=version.minutes,
        units=note.units,
        work=version.work,
        text=version.text,
    )


def stamps(session: Session, visit_id: UUID) -> tuple[datetime | None, datetime | None]:
    """When the visit's check-in and check-out happened, if they did."""
    rows = session.exec(
        select(VisitStamp.kind, VisitStamp.happened_at).where(VisitStamp.visit_id == visit_id)
    )
    happened = dict(rows.all())
    return happened.get(StampKind.CHECK_IN), happened.get(StampKind.CHECK_OUT)


def is_inpatient(session: Session, client_id: UUID, day: date) -> bool:
    asked = {"client_id": client_id, "day": day}
    return _INPATIENT.first(session, asked) is not None


def names_that_may_hear(
    session: Session, client_id: UUID, *, at: datetime, today: date, with_caregivers: bool
) -> set[str]:
    """``folded``: whom ``releases`` names, and of the team its staff and who hears for an organization."""
    may_hear = releases.of(session, [session.get_one(Client, client_id)], at=at, today=today)[client_id]
    names = may_hear.names()
    if with_caregivers:
        names |= may_hear.caregivers
    team = session.exec(
        select(TeamMember, Account.name, Organization.name)
        .outerjoin(Account, col(Account.id) == TeamMember.account_id)
        .outerjoin(Organization, col(Organization.id) == TeamMember.organization_id)
        .where(TeamMember.client_id == client_id, reaches.is_current(TeamMember, at))
    )
    for member, staff, organization in team:
        if may_hear.on_team(member, organization):
            names.add(folded(staff or member.name))
    return names - {""}


def _others(session: Session, actor: Actor, note: Written, since: datetime, until: datetime) -> list[Written]:
    asked = {
        "author_id": actor.account_id,
        "note_id": note.note_id,
        "since": since - DUPLICATE_WITHIN - timedelta(seconds=1),
        "until": until + DUPLICATE_WITHIN,
    }
    return [Written(*row) for row in _OTHERS.rows(session, asked)]


def _previous_text(session: Session, actor: Actor, note: Written) -> str | None:
    asked = {
        "author_id": actor.account_id,
        "note_id": note.note_id,
        "client_id": note.client_id,
        "until": note.started_at,
    }
    found = _PREVIOUS.first(session, asked)
    return found[0] if found else None
