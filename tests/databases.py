"""Empty databases to test on: SQLite in a file, and PostgreSQL on this machine."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from casepwa.database import make_engine

POSTGRES = os.environ.get("CASEPWA_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432")
"""A server on which tests create and drop databases. ``CASEPWA_TEST_POSTGRES`` names another."""

KINDS = ("sqlite", "postgresql")


@contextmanager
def empty_database(kind: str, folder: Path) -> Iterator[Engine]:
    """An engine for a database nobody else uses, gone when the block ends.

    Without PostgreSQL the test is skipped, unless ``CASEPWA_TEST_POSTGRES`` is set: then it fails.
    """
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
        if "CASEPWA_TEST_POSTGRES" in os.environ:
            raise
        pytest.skip(f"no PostgreSQL here: {away.orig}")
    engine = make_engine(make_url(POSTGRES).set(database=name).render_as_string(hide_password=False))
    try:
        yield engine
    finally:
        engine.dispose()
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()
