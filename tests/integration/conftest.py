"""A session on SQLite and on PostgreSQL, rolled back after each test, and the cast on stage."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine
from sqlmodel import Session

from casepwa import database
from casepwa.models import Visit
from tests import factories
from tests.cast import Cast, play
from tests.databases import KINDS, database_with_tables
from tests.integration import signed_in
from tests.integration.phones import Agency, agency_on


@pytest.fixture(scope="session")
def sqlite_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with database_with_tables("sqlite", tmp_path_factory.mktemp("database")) as engine:
        yield engine


@pytest.fixture(scope="session")
def postgres_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with database_with_tables("postgresql", tmp_path_factory.mktemp("database")) as engine:
        yield engine


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


@pytest.fixture(params=KINDS)
def agency(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Agency]:
    """The cast in an installation of its own, for tests that sync, on both databases."""
    with agency_on(request.param, tmp_path, monkeypatch) as agency:
        yield agency


@pytest.fixture
def planned(session: Session, cast: Cast) -> Visit:
    """Maya's visit to Luis and Ana."""
    return factories.visit(
        session,
        organization_id=cast.organization.id,
        worker_id=cast.maya.id,
        client_ids=(cast.luis.id, cast.ana.id),
    )
