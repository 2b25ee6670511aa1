"""The engine on a SQLite file that is new: the workers of a first start open it at once."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from casepwa.database import make_engine


def journal_mode(file: Path) -> str | None:
    """As the engine finds it, once it got in."""
    engine = make_engine(f"sqlite:///{file}")
    try:
        with engine.connect() as connection:
            return connection.scalar(text("PRAGMA journal_mode"))
    finally:
        engine.dispose()


def test_who_opens_a_new_file_that_another_is_writing_waits_and_gets_in(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    with (
        closing(sqlite3.connect(file, isolation_level=None)) as first,
        ThreadPoolExecutor(1) as other,
    ):
        first.execute("BEGIN IMMEDIATE")
        opening = other.submit(journal_mode, file)
        with pytest.raises(TimeoutError):
            opening.result(timeout=0.5)
        first.execute("ROLLBACK")
        assert opening.result(timeout=30) == "wal"
