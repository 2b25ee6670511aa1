"""A session on SQLite and on PostgreSQL, rolled back after each test, and the cast on stage."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text
from sqlmodel import Session, SQLModel, create_engine

import casepwa.models
from casepwa import database
from casepwa.database import make_engine
from tests.cast import Cast, play
from tests.integration import signed_in

POSTGRES = os.environ.get("CASEPWA_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432")

assert casepwa.models


@pytest.fixture(scope="session")
def sqlite_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    path: Path = tmp_path_factory.mktemp("database") / "casepwa.db"
    engine = make_engine(f"sqlite:///{path}")
    SQLModel.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def postgres_engine() -> Iterator[Engine]:
    name = f"casepwa_rules_{os.getpid()}"
    keeper = create_engine(f"{POSTGRES}/postgres", isolation_level="AUTOCOMMIT")
    with keeper.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine = make_engine(f"{POSTGRES}/{name}")
    SQLModel.metadata.create_all(engine)
    yield engine
    engine.dispose()
    with keeper.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name}"))
    keeper.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def connection(request: pytest.FixtureRequest) -> Iterator[Connection]:
    engine: Engine = request.getfixturevalue(f"{request.param}_engine")
    with engine.connect() as connection:
        transaction = connection.begin()
        yield connection
        transaction.rollback()


@pytest.fixture
def session(connection: Connection) -> Iterator[Session]:
    """Casework never commits, so one transaction a test is enough; a stray commit ends in a savepoint."""
    with Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as session:
        yield session


@pytest.fixture
def cast(session: Session) -> Cast:
    return play(session)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """An installation of its own for tests of the API, and a session on its database (commit)."""
    with (
        signed_in.installation(tmp_path, monkeypatch),
        Session(database.engine(), expire_on_commit=False) as session,
    ):
        yield session
