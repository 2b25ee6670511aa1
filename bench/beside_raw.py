"""A piece of casework beside its own SQL: the statements that it made, replayed through sqlite3 alone."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from sqlalchemy import event
from sqlmodel import Session

from bench.figures import Spread
from casepwa import database, settings
from casepwa.database import make_engine

Statement = tuple[str, Any, bool]
Work = Callable[[Session], object]


def measured(prepared: Path, work: Work, *, runs: int) -> tuple[Spread, Spread]:
    """Milliseconds of ``work``, and of its statements alone; in turn, each time on a fresh copy."""
    with _copy(prepared) as path, installed(path):
        made = _heard(work)
    ours, raw = [], []
    for _ in range(runs):
        with _copy(prepared) as path, installed(path):
            with database.unit_of_work(readonly=True) as session:
                session.connection()
            ours.append(_timed(work))
        with _copy(prepared) as path:
            raw.append(_replayed(path, made))
    return Spread.of(ours), Spread.of(raw)


def _timed(work: Work) -> float:
    began = perf_counter()
    with database.unit_of_work() as session:
        work(session)
    return 1000 * (perf_counter() - began)


def _heard(work: Work) -> list[Statement]:
    """What ``work`` sends to the driver, by whichever layer."""
    made: list[Statement] = []

    class Heard(sqlite3.Cursor):
        def execute(self, statement: str, values: Any = ()) -> sqlite3.Cursor:
            made.append((statement, values, False))
            return super().execute(statement, values)

        def executemany(self, statement: str, values: Any) -> sqlite3.Cursor:
            made.append((statement, values, True))
            return super().executemany(statement, values)

    class Heeded(sqlite3.Connection):
        def cursor(self, factory: Any = None) -> sqlite3.Cursor:
            return super().cursor(factory or Heard)

    @event.listens_for(database.engine(), "do_connect")
    def _connect(_dialect: Any, _record: Any, where: Any, how: Any) -> sqlite3.Connection:
        return sqlite3.connect(*where, **how, factory=Heeded)

    _timed(work)
    return [one for one in made if one[0].startswith(("SELECT", "INSERT", "UPDATE", "WITH"))]


def _replayed(path: Path, made: list[Statement]) -> float:
    engine = make_engine(f"sqlite:///{path}")
    pooled = engine.raw_connection()
    connection = pooled.driver_connection
    assert isinstance(connection, sqlite3.Connection)
    began = perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for statement, values, many in made:
        if many:
            connection.executemany(statement, values)
        else:
            connection.execute(statement, values).fetchall()
    connection.execute("COMMIT")
    took = 1000 * (perf_counter() - began)
    pooled.close()
    engine.dispose()
    return took


@contextmanager
def _copy(prepared: Path) -> Iterator[Path]:
    with TemporaryDirectory(prefix="casepwa-bench-") as folder:
        yield Path(shutil.copy(prepared, folder))


@contextmanager
def installed(path: Path) -> Iterator[None]:
    before = os.environ.get("CASEPWA_DATABASE_URL")
    os.environ["CASEPWA_DATABASE_URL"] = f"sqlite:///{path}"
    settings.settings.cache_clear()
    database.engine.cache_clear()
    try:
        yield
    finally:
        database.engine().dispose()
        database.engine.cache_clear()
        settings.settings.cache_clear()
        if before is None:
            del os.environ["CASEPWA_DATABASE_URL"]
        else:
            os.environ["CASEPWA_DATABASE_URL"] = before
