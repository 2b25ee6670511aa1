"""A supervisor's desk as big as an agency makes it: 20 workers, 600 people, 500 notes waiting.

The people, their weeks and their notes are the demo's (``casepwa demo --clients``); only who leads whom and
what has been read is arranged here, as if the supervisor came back from a week away.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, text, update
from sqlmodel import Session, col, select

from casepwa.casework.actors import Actor
from casepwa.casework.notes.note_surroundings import CURRENT_VERSION
from casepwa.database import make_engine
from casepwa.demo import chance
from casepwa.models import (
    Account,
    ContactNote,
    ContactNoteComment,
    ContactNoteReading,
    ContactNoteReview,
    ContactNoteVersion,
    TeamMember,
    append_only,
)
from casepwa.models.codes import NoteStatus, TeamRole
from tests.server import DATABASE, database_after, environment, run

WORKERS, PEOPLE, WAITING, BATCH = 20, 600, 500, 50
LEADER = "team001.supervisor"
EMAIL = f"{LEADER}@demo.test"
_DESCRIBED = 60


def prepare(var: Path) -> Actor:
    """Write the database under ``var``; answers who sits at the desk."""
    shutil.copy(database_after("migrate"), var / DATABASE)
    done = run("demo", "--clients", str(_DESCRIBED + PEOPLE), env=environment(var))
    if done.returncode:
        raise RuntimeError(done.stderr)
    engine = make_engine(f"sqlite:///{var / DATABASE}")
    with Session(engine, expire_on_commit=False) as session:
        actor = _lead(session)
        _leave_waiting(session, actor)
        session.commit()
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    engine.dispose()
    return actor


def _lead(session: Session) -> Actor:
    """One supervisor leads the first 20 of the invented workers, who share all invented people."""
    leader = session.get_one(Account, chance.made_id("account", LEADER))
    invented = session.exec(
        select(Account).where(col(Account.email).like("team%.worker%@demo.test")).order_by(col(Account.email))
    ).all()
    kept, others = invented[:WORKERS], invented[WORKERS:]
    others_team = others[-1].staff_team_id
    coordinator = session.get_one(Account, chance.made_id("account", "team001.coordinator"))
    coordinator.staff_team_id = others_team
    for worker in kept:
        worker.staff_team_id = leader.staff_team_id
    for worker in others:
        worker.staff_team_id = others_team
    session.flush()
    carried = session.exec(
        select(TeamMember.id)
        .where(
            TeamMember.role == TeamRole.CASE_MANAGER,
            col(TeamMember.account_id).in_([worker.id for worker in others]),
        )
        .order_by(col(TeamMember.id))
    ).all()
    for place, worker in enumerate(kept):
        _set(session, TeamMember, carried[place::WORKERS], account_id=worker.id)
    return Actor(
        account_id=leader.id,
        session_id=None,
        device_id=None,
        organization_id=leader.organization_id,
        roles=frozenset({"supervisor"}),
        name=leader.name,
    )


def _leave_waiting(session: Session, actor: Actor) -> None:
    """What waits already, and before it as many unflagged notes, no longer approved, as make 500.

    The older half was opened; its first 50 can be approved in one batch.
    """
    mine = select(Account.id).where(
        Account.staff_team_id == session.get_one(Account, actor.account_id).staff_team_id
    )
    version = ContactNoteVersion
    notes = (
        select(ContactNote.id, version.id, version.received_at, version.flags)
        .join(ContactNoteVersion, CURRENT_VERSION)
        .where(col(ContactNote.author_id).in_(mine))
    )
    waiting = session.exec(notes.where(ContactNote.status == NoteStatus.SUBMITTED)).all()
    oldest = min(at for _, _, at, _ in waiting)
    approved = session.exec(
        notes.where(
            ContactNote.status == NoteStatus.APPROVED,
            ContactNote.version == 1,
            ContactNoteVersion.received_at < oldest,
        ).order_by(col(ContactNoteVersion.received_at).desc())
    )
    more = [row for row in approved if not row[3]][: WAITING - len(waiting)]
    if len(waiting) + len(more) != WAITING or len(more) < BATCH:
        raise RuntimeError(f"{len(waiting)} notes wait, {len(more)} more fit: not a desk to measure")
    _unreviewed(session, [note_id for note_id, *_ in more])
    _set(session, ContactNote, [note_id for note_id, *_ in more], status=NoteStatus.SUBMITTED)
    opened = sorted([*waiting, *more], key=lambda row: row[2])[: WAITING // 2]
    read = [
        {"version_id": version, "account_id": actor.account_id, "read_at": at} for _, version, at, _ in opened
    ]
    session.connection().execute(insert(ContactNoteReading), read)


def _set(session: Session, model: Any, ids: Sequence[UUID], **values: Any) -> None:
    session.connection().execute(update(model).where(model.id.in_(ids)).values(**values))


def _unreviewed(session: Session, note_ids: Sequence[UUID]) -> None:
    """Reviews are append-only: lifted for this moment, in a database that is thrown away."""
    ask = session.connection().execute
    reviews = select(ContactNoteReview.id).where(col(ContactNoteReview.note_id).in_(note_ids))
    for model, column in ((ContactNoteComment, "review_id"), (ContactNoteReview, "id")):
        table = str(model.__tablename__)
        for statement in append_only.reversing_statements("sqlite", table):
            ask(text(statement))
        ask(delete(model).where(getattr(model, column).in_(reviews)))
        for statement in append_only.statements("sqlite", table):
            ask(text(statement))
