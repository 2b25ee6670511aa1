"""Empty databases to test on: SQLite in a file, PostgreSQL and Redis on this machine."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from redis import Redis
from redis.exceptions import ConnectionError as RedisAway
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from casepwa.database import make_engine

POSTGRES = os.environ.get("CASEPWA_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432")
"""A server on which tests create and drop databases. ``CASEPWA_TEST_POSTGRES`` names another."""
REDIS = os.environ.get("CASEPWA_TEST_REDIS", "redis://127.0.0.1:6379")
"""A server of which tests fill and empty one database. ``CASEPWA_TEST_REDIS`` names another."""

KINDS = ("sqlite", "postgresql")


def absent(what: str) -> None:
    """Skip the test, or fail it where services must be there (``CASEPWA_REQUIRE_SERVICES=1``, as in CI)."""
    if os.environ.get("CASEPWA_REQUIRE_SERVICES") == "1":
        pytest.fail(what)
    pytest.skip(what)


@contextmanager
def empty_database(kind: str, folder: Path) -> Generator[Engine]:
    """An engine for a database nobody else uses, gone when the block ends."""
    if kind == "sqlite":
        engine = make_engine(f"sqlite:///{folder / f'{uuid4().hex}.db'}")
        yield engine
        engine.dispose()
        return
    name = f"casepwa_test_{uuid4().hex}"
    server = create_engine(make_url(POSTGRES).set(database="postgres"), isolation_level="AUTOCOMMIT")
    try:
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
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
