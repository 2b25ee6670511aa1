"""Empty databases to test on: SQLite in a file, PostgreSQL and Redis on this machine."""

import atexit
import os
import tempfile
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
from alembic import command
from redis import Redis
from redis.exceptions import ConnectionError as RedisAway
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlmodel import SQLModel

import casepwa.models
from casepwa import migrations
from casepwa.database import make_engine

assert casepwa.models

POSTGRES = os.environ.get("CASEPWA_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432")
"""A server on which tests, as superuser, make and drop databases. ``CASEPWA_TEST_POSTGRES`` names another."""
REDIS = os.environ.get("CASEPWA_TEST_REDIS", "redis://127.0.0.1:6379")
"""A server of which tests fill and empty one database. ``CASEPWA_TEST_REDIS`` names another."""

KINDS = ("sqlite", "postgresql")

_at_the_end = ExitStack()
_kept: list[Engine] = []
atexit.register(_at_the_end.close)


def absent(what: str) -> None:
    """Skip the test, or fail it where services must be there (``CASEPWA_REQUIRE_SERVICES=1``, as in CI)."""
    if os.environ.get("CASEPWA_REQUIRE_SERVICES") == "1":
        pytest.fail(what)
    pytest.skip(what)


@contextmanager
def empty_database(kind: str, folder: Path) -> Generator[Engine]:
    """An engine for a database nobody else uses, without tables, gone when the block ends."""
    with _sqlite(folder) if kind == "sqlite" else _postgresql() as engine:
        yield engine


@contextmanager
def database_with_tables(kind: str, folder: Path) -> Generator[Engine]:
    """The same with every table: made once, then copied or emptied, for that is many times faster."""
    with _sqlite(folder, like=sqlite_tables()) if kind == "sqlite" else _lent() as engine:
        yield engine


@cache
def sqlite_tables() -> bytes:
    """A SQLite file with every table and no rows, which counts as migrated."""
    with tempfile.TemporaryDirectory() as folder, _sqlite(Path(folder)) as engine:
        SQLModel.metadata.create_all(engine)
        command.stamp(migrations.config(engine), "head")
        engine.dispose()
        return Path(str(engine.url.database)).read_bytes()


@contextmanager
def _lent() -> Generator[Engine]:
    """One of the PostgreSQL databases that this process keeps until its end, empty again after the block.

    One whose rules (triggers) a test has taken away is not lent again.
    """
    if not _kept:
        _kept.append(_at_the_end.enter_context(_postgresql()))
        SQLModel.metadata.create_all(_kept[-1])
    engine = _kept.pop()
    rules = _rules(engine)
    try:
        yield engine
    finally:
        _empty(engine)
        if _rules(engine) == rules:
            _kept.append(engine)


def _rules(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM pg_trigger").scalar_one()


def _empty(engine: Engine) -> None:
    """Whoever is still connected is sent away; the rules that forbid to delete sleep meanwhile."""
    deletions = " ".join(f'DELETE FROM "{table}";' for table in SQLModel.metadata.tables)
    engine.dispose()
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql(f"DO $$ BEGIN {deletions} END $$")
    engine.dispose()


@contextmanager
def _sqlite(folder: Path, *, like: bytes = b"") -> Generator[Engine]:
    file = folder / f"{uuid4().hex}.db"
    file.write_bytes(like)
    engine = make_engine(f"sqlite:///{file}")
    yield engine
    engine.dispose()


@contextmanager
def _postgresql() -> Generator[Engine]:
    name = f"casepwa_test_{uuid4().hex}"
    server = create_engine(make_url(POSTGRES).set(database="postgres"), isolation_level="AUTOCOMMIT")
    try:
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
            connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
    except OperationalError as away:
        absent(f"no PostgreSQL here: {away.orig}")
    engine = make_engine(make_url(POSTGRES).set(database=name).render_as_string(hide_password=False))
    try:
        yield engine
    finally:
        engine.dispose()
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()


@contextmanager
def empty_redis() -> Generator[str]:
    """The address of a Redis database nobody else uses, emptied when the block ends."""
    for number in range(1, 16):
        with Redis.from_url(f"{REDIS}/{number}") as client:
            try:
                # Whoever writes the mark first has the database; it lasts no longer than a test run.
                if client.dbsize() or not client.set("casepwa-test", os.getpid(), nx=True, ex=3600):
                    continue
            except RedisAway as away:
                absent(f"no Redis here: {away}")
            try:
                yield f"{REDIS}/{number}"
            finally:
                client.flushdb()
            return
    absent(f"every database of {REDIS} is in use")
