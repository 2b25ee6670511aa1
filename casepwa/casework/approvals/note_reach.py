"""Whose notes someone reviews: of the teams they supervise, of who they cover for, and as a named second.

Nobody reviews their own. The right follows the note's author, not the client: a note of someone who has since
left the caseload must still be read. Source: screens.md, "Approvals"; domain.md, "Contact notes".
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from casepwa.casework import reaches
from casepwa.casework.actors import Actor
from casepwa.casework.errors import Denied
from casepwa.casework.permissions import Permission, require
from casepwa.models import Account, ContactNote, Cover, NamedSecond, StaffTeamSupervisor, TeamMember
from casepwa.models.columns import now


def note_for(session: Session, actor: Actor, note_id: UUID) -> ContactNote:
    """The note, if ``actor`` reviews its author's notes now.

    Raises ``Denied``, as for a note that does not exist.
    """
    return notes_for(session, actor, [note_id])[note_id]


def notes_for(
    session: Session, actor: Actor, note_ids: Collection[UUID], *, to_change: bool = False
) -> dict[UUID, ContactNote]:
    """As ``note_for``, by id; locked until the end of the unit ``to_change``."""
    require(actor, Permission.CONTACT_NOTE_REVIEW)
    asked = (
        select(ContactNote)
        .join(Account, col(Account.id) == ContactNote.author_id)
        .where(col(ContactNote.id).in_(note_ids), is_reviewed_by(actor, now()))
        .order_by(col(ContactNote.id))  # in one order everywhere: two units of work never cross
    )
    if to_change:
        asked = asked.with_for_update(of=ContactNote).execution_options(populate_existing=True)
    notes = {note.id: note for note in session.exec(asked)}
    if notes.keys() != set(note_ids):
        raise Denied(Permission.CONTACT_NOTE_REVIEW)
    return notes


def authors(actor: Actor) -> SelectOfScalar[UUID]:
    """The ids of those whose notes ``actor`` reviews now."""
    return select(Account.id).where(is_reviewed_by(actor, now()))


def author_has_client(at: datetime) -> ColumnElement[bool]:
    """For a statement over ``ContactNote``: is its client the author's at ``at``, by cover or else?"""
    of_client = and_(col(TeamMember.client_id) == ContactNote.client_id, reaches.is_current(TeamMember, at))
    on_team = exists().where(of_client, col(TeamMember.account_id) == ContactNote.author_id)
    stands_in = exists().where(
        of_client,
        col(Cover.absent_id) == TeamMember.account_id,
        col(Cover.covering_id) == ContactNote.author_id,
        reaches.is_current(Cover, at),
    )
    return or_(on_team, stands_in)


def is_reviewed_by(actor: Actor, at: datetime) -> ColumnElement[bool]:
    """For a statement over ``Account``, the author: does ``actor`` review their notes at ``at``?"""
    covered = exists().where(
        col(Cover.covering_id) == actor.account_id,
        col(Cover.absent_id) != Account.id,
        reaches.is_current(Cover, at),
        or_(_supervises(col(Cover.absent_id)), _is_second(col(Cover.absent_id), at)),
    )
    return and_(
        col(Account.organization_id) == actor.organization_id,
        col(Account.id) != actor.account_id,
        or_(_supervises(actor.account_id), _is_second(actor.account_id, at), covered),
    )


def _supervises(who: Any) -> ColumnElement[bool]:
    return exists().where(
        col(StaffTeamSupervisor.staff_team_id) == Account.staff_team_id,
        col(StaffTeamSupervisor.account_id) == who,
    )


def _is_second(who: Any, at: datetime) -> ColumnElement[bool]:
    return exists().where(
        col(NamedSecond.account_id) == Account.id,
        col(NamedSecond.second_id) == who,
        reaches.is_current(NamedSecond, at),
    )
