"""The engine and the unit of work. Opened by the edge (State, API, CLI); casework is handed the session."""

import sqlite3
import time
from collections.abc import Generator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import make_url
from sqlmodel import Session, create_engine

from casepwa.settings import settings

BUSY_SECONDS = 15
"""So long one waits for who writes to the same SQLite file."""


def make_engine(url: str) -> Engine:
    """An engine for ``url`` with the settings that keep acknowledged work through a power cut.

    SQLite: WAL, foreign keys, ``synchronous=FULL`` (the phone deletes its copy once we answer), and each
    unit of work begins IMMEDIATE, because read-then-write otherwise fails "database is locked" at once.
    An error never carries the values of its statement: they are people's records, and errors are logged.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"check_same_thread": False}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _settings(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
        _write_ahead(connection)
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        readonly = connection.get_execution_options().get("casepwa_readonly", False)
        connection.exec_driver_sql("BEGIN" if readonly else "BEGIN IMMEDIATE")

    return engine


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Journal mode WAL. While another makes the same switch SQLite answers "locked" without waiting."""
    give_up = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not is_busy or time.monotonic() > give_up:
                raise
            time.sleep(0.05)
        else:
            return


@lru_cache
def engine() -> Engine:
    """The one engine of this process, made at first use: never at import, which runs before a fork."""
    return make_engine(settings().database_url)


@contextmanager
def unit_of_work(*, readonly: bool = False) -> Generator[Session]:
    """One transaction: committed when the block ends, rolled back when it raises.

    ``readonly`` lets SQLite readers run beside a writer; nothing is committed.
    """
    bind = engine().execution_options(casepwa_readonly=True) if readonly else engine()
    with Session(bind, expire_on_commit=False) as session:
        yield session
        if readonly:
            session.rollback()
        else:
            session.commit()
