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
from casepwa.api import sync as api_sync
from casepwa.api.bodies import parsed
from casepwa.casework import sync
from casepwa.casework.bundle_shapes import FORMAT
from casepwa.database import make_engine

BATCH = 100
"""As many as a phone sends at once (assets/offline/batch.js)."""

Statement = tuple[str, Any, bool]


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Medians. ``per_s``: commands a second from the request's arrival until all are durable; ``ratio``: that
    over ``raw_per_s``; ``answered_per_s``: with the bundles of the answers; ``rows``: what was inserted.

    Seconds are wall time; ``idle_sync_s``: nothing to send, nothing new.
    """

    commands: int
    rows: int
    per_s: float
    raw_per_s: float
    ratio: float
    answered_per_s: float
    first_download_s: float
    first_download_bytes: int
    idle_sync_s: float


def measure(*, commands: int = 500, clients: int = 24, rounds: int = 3) -> Figures:
    """Run all sides ``rounds`` times in turn, each time on a fresh copy of one prepared database."""
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / "prepared.db"
        phone = prepare(prepared, clients=clients)
        queue = queue_of(phone, commands)
        made = _inserts(_copy(prepared, "captured"), phone, queue)
        durable, answered, raw, first, idle = [], [], [], [], []
        size = 0
        for number in range(rounds):
            with _installed(_copy(prepared, f"durable{number}")):
                durable.append(len(queue) / sum(_timed_settling(phone, batch) for batch in _batches(queue)))
            raw.append(len(queue) / _replayed(_copy(prepared, f"raw{number}"), made))
            with _installed(_copy(prepared, f"answered{number}")):
                seconds, answer = _timed_sync(phone, [], {})
                first.append(seconds)
                size, have = len(answer), _tags(answer)
                idle.append(_timed_sync(phone, [], have)[0])
                spent = 0.0
                for batch in _batches(queue):
                    seconds, answer = _timed_sync(phone, batch, have)
                    spent, have = spent + seconds, have | _tags(answer)
                answered.append(len(queue) / spent)
        return Figures(
            commands=len(queue),
            rows=sum(len(values) if many else 1 for one in made for _, values, many in one),
            per_s=median(durable),
            raw_per_s=median(raw),
            ratio=median(durable) / median(raw),
            answered_per_s=median(answered),
            first_download_s=median(first),
            first_download_bytes=size,
            idle_sync_s=median(idle),
        )


def _batches(queue: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    return [queue[start : start + BATCH] for start in range(0, len(queue), BATCH)]


def _timed_settling(phone: Phone, commands: list[dict[str, Any]]) -> float:
    """Seconds from a request's bytes until its commands are durable. Every command must have been applied."""
    body = _body(phone, commands, {})
    began, at = perf_counter(), datetime.now(UTC)
    request = sync.understood(parsed(body), actor=phone.actor)
    queued, verdicts = api_sync.read(request.commands)
    verdicts += api_sync.settle(request, phone.actor, queued, at=at)
    seconds = perf_counter() - began
    assert [one.verdict for one in verdicts] == ["applied"] * len(commands)
    return seconds


def _body(phone: Phone, commands: list[dict[str, Any]], have: dict[str, str]) -> bytes:
    said = {
        "format": FORMAT,
        "account": str(phone.actor.account_id),
        "device": str(phone.actor.device_id),
        "sent_at": datetime.now(UTC).isoformat(),
        "have": have,
        "unsent": {},
        "commands": commands,
    }
    return json.dumps(said).encode()


def _timed_sync(phone: Phone, commands: list[dict[str, Any]], have: dict[str, str]) -> tuple[float, bytes]:
    """One request as it comes off the wire, to its answer's bytes. Every command must have been applied."""
    body = _body(phone, commands, have)
    began = perf_counter()
    answer = api_sync.answer_to(parsed(body), phone.actor, at=datetime.now(UTC))
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

        for batch in _batches(queue):
            _timed_settling(phone, batch)
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
