"""How fast queued commands become durable on the server, beside raw inserts of the same rows.

The same database file, the same pragmas, one commit a command on both sides. The raw side replays, through
sqlite3 alone, the very INSERT statements that the server made for each command. Nothing is batched.
"""

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import event

from bench.caseload import Phone, prepare
from bench.queue import queue_of
from casepwa import database, settings
from casepwa.api.sync import answer_to
from casepwa.casework.bundle_shapes import FORMAT
from casepwa.database import make_engine

BATCH = 100
"""As many as a phone sends at once (assets/offline/batch.js)."""

Statement = tuple[str, Any, bool]


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Medians. ``ratio``: server over raw; ``rows``: what the commands inserted. Seconds are wall time.

    ``per_s``: commands a second, requests and answers with their bundles included.
    """

    commands: int
    rows: int
    per_s: float
    raw_per_s: float
    ratio: float
    first_download_s: float
    first_download_bytes: int
    idle_sync_s: float


def measure(*, commands: int = 500, clients: int = 24, rounds: int = 3) -> Figures:
    """Run both sides ``rounds`` times in turn, each time on a fresh copy of one prepared database."""
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / "prepared.db"
        phone = prepare(prepared, clients=clients)
        queue = queue_of(phone, commands)
        made = _inserts(_copy(prepared, "captured"), phone, queue)
        served, raw = [], []
        first = idle = (0.0, b"")
        for number in range(rounds):
            with _installed(_copy(prepared, f"served{number}")):
                first = _timed_sync(phone, [], {})
                have = _tags(first[1])
                idle = _timed_sync(phone, [], have)
                began = perf_counter()
                for start in range(0, len(queue), BATCH):
                    have |= _tags(_timed_sync(phone, queue[start : start + BATCH], have)[1])
                served.append(len(queue) / (perf_counter() - began))
            raw.append(len(queue) / _replayed(_copy(prepared, f"raw{number}"), made))
        return Figures(
            commands=len(queue),
            rows=sum(len(values) if many else 1 for one in made for _, values, many in one),
            per_s=median(served),
            raw_per_s=median(raw),
            ratio=median(served) / median(raw),
            first_download_s=first[0],
            first_download_bytes=len(first[1]),
            idle_sync_s=idle[0],
        )


def _timed_sync(phone: Phone, commands: list[dict[str, Any]], have: dict[str, str]) -> tuple[float, bytes]:
    """One request as it comes off the wire, to its answer's bytes. Every command must have been applied."""
    body = json.dumps(
        {
            "format": FORMAT,
            "account": str(phone.actor.account_id),
            "device": str(phone.actor.device_id),
            "sent_at": datetime.now(UTC).isoformat(),
            "have": have,
            "unsent": {},
            "commands": commands,
        }
    )
    began = perf_counter()
    answer = answer_to(json.loads(body), phone.actor, at=datetime.now(UTC))
    seconds = perf_counter() - began
    verdicts = json.loads(answer)["verdicts"]
    refused = [one for one in verdicts if one["verdict"] != "applied"]
    if refused or len(verdicts) != len(commands):
        raise AssertionError(f"not applied: {refused[:3]}")
    return seconds, answer


def _tags(answer: bytes) -> dict[str, str]:
    return {given["client_id"]: given["tag"] for given in json.loads(answer)["bundles"]}


def _inserts(path: Path, phone: Phone, queue: list[dict[str, Any]]) -> list[list[Statement]]:
    """The INSERT statements of each command as they went to sqlite3, without what a whole request writes."""
    units: list[list[Statement]] = []
    with _installed(path):
        engine = database.engine()

        @event.listens_for(engine, "begin")
        def _begin(_connection: Any) -> None:
            units.append([])

        @event.listens_for(engine, "before_cursor_execute")
        def _execute(_c: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
            if statement.startswith("INSERT"):
                units[-1].append((statement, values, many))

        for start in range(0, len(queue), BATCH):
            _timed_sync(phone, queue[start : start + BATCH], {})
    return [unit for unit in units if any("INTO command_receipt" in statement for statement, _, _ in unit)]


def _replayed(path: Path, made: list[list[Statement]]) -> float:
    """Seconds for the same rows through sqlite3 alone, one commit a command."""
    pooled = make_engine(f"sqlite:///{path}").raw_connection()
    connection = pooled.driver_connection
    assert isinstance(connection, sqlite3.Connection)
    began = perf_counter()
    for unit in made:
        connection.execute("BEGIN IMMEDIATE")
        for statement, values, many in unit:
            if many:
                connection.executemany(statement, values)
            else:
                connection.execute(statement, values).fetchall()
        connection.execute("COMMIT")
    seconds = perf_counter() - began
    pooled.close()
    return seconds


def _copy(prepared: Path, name: str) -> Path:
    return Path(shutil.copy(prepared, prepared.with_name(f"{name}.db")))


@contextmanager
def _installed(path: Path) -> Iterator[None]:
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


if __name__ == "__main__":
    print(measure())  # noqa: T201
