"""A demo agency in a database of its own, as of a chosen moment."""

import itertools
import shutil
from collections import defaultdict
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework.actors import Actor
from casepwa.database import make_engine
from casepwa.demo import chance, clock, loading
from casepwa.demo.clock import Clock
from casepwa.models import Account, AccountRole, ContactNote, ContactNoteVersion
from tests.databases import database_with_tables

WEDNESDAY = datetime(2026, 3, 11, 14, 7, tzinfo=clock.ZONE)


@contextmanager
def copy_of(file: Path, folder: Path) -> Generator[Session]:
    """A demo on SQLite that was loaded once into ``file``: a test may change its own copy."""
    copy = shutil.copy(file, folder / "copy.db")
    engine = make_engine(f"sqlite:///{copy}")
    with Session(engine) as session:
        yield session
    engine.dispose()


@contextmanager
def demo(kind: str, folder: Path, *, now: datetime = WEDNESDAY) -> Generator[Session]:
    with database_with_tables(kind, folder) as engine, Session(engine) as session:
        loading.load(session, now_clock=Clock(now=now))
        session.commit()
        yield session


def account_id(key: str) -> UUID:
    """The id of the staff account ``key``@demo.test."""
    return chance.made_id("account", key)


def actor(session: Session, key: str) -> Actor:
    account = session.get_one(Account, account_id(key))
    roles = session.exec(select(AccountRole.role).where(AccountRole.account_id == account.id))
    return Actor(
        account_id=account.id,
        session_id=None,
        device_id=None,
        organization_id=account.organization_id,
        roles=frozenset(roles),
        name=account.name,
    )


def at_once(session: Session) -> Generator[tuple[datetime, datetime]]:
    """When a worker's contact ended, and when their next had begun by then."""
    busy: defaultdict[UUID, list[tuple[datetime, datetime, UUID]]] = defaultdict(list)
    for note, version in session.exec(
        select(ContactNote, ContactNoteVersion).join(
            ContactNoteVersion,
            (col(ContactNoteVersion.note_id) == ContactNote.id)
            & (col(ContactNoteVersion.number) == ContactNote.version),
        )
    ):
        if version.outcome in ("reached", "seen", "seen_alone"):
            busy[note.author_id].append((version.started_at, version.ended_at, note.visit_id or note.id))
    for times in busy.values():
        times.sort()
        for (_, ended, what), (started, _, other) in itertools.pairwise(times):
            if what != other and started < ended:
                yield ended, started
