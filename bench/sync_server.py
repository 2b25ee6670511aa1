"""How fast queued commands become durable on the server, beside raw inserts of the same rows.

The same database file, the same pragmas, one commit a command on both sides. The raw side replays, through
sqlite3 alone, the very INSERT statements that the server made for each command. Nothing is batched.
"""

import json
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import event

from bench.beside_raw import Statement, installed
from bench.caseload import Phone, prepare
from bench.figures import heading, line
from bench.queue import queue_of
from casepwa import database
from casepwa.api import sync as api_sync
from casepwa.api.bodies import parsed
from casepwa.casework.bundles.bundle_shapes import FORMAT
from casepwa.casework.sync import sync
from casepwa.database import make_engine

BATCH = 100
"""As many as a phone sends at once (assets/offline/batch.js)."""


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
            with installed(_copy(prepared, f"durable{number}")):
                durable.append(len(queue) / sum(_timed_settling(phone, batch) for batch in _batches(queue)))
            raw_copy = _copy(prepared, f"raw{number}")
            raw.append(len(queue) / _replayed(raw_copy, made))
            _must_hold_the_same(prepared.with_name(f"durable{number}.db"), raw_copy)
            with installed(_copy(prepared, f"answered{number}")):
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

    class Heard(sqlite3.Cursor):
        """What any layer sends to the driver passes here."""

        def execute(self, statement: str, values: Any = ()) -> sqlite3.Cursor:
            if statement.startswith("BEGIN"):
                units.append([])
            elif statement.startswith("INSERT"):
                units[-1].append((statement, values, False))
            return super().execute(statement, values)

        def executemany(self, statement: str, values: Any) -> sqlite3.Cursor:
            units[-1].append((statement, values, True))
            return super().executemany(statement, values)

    class Heeded(sqlite3.Connection):
        def cursor(self, factory: Any = None) -> sqlite3.Cursor:
            return super().cursor(factory or Heard)

    with installed(path):

        @event.listens_for(database.engine(), "do_connect")
        def _connect(_dialect: Any, _record: Any, where: Any, how: Any) -> sqlite3.Connection:
            return sqlite3.connect(*where, **how, factory=Heeded)

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


def _must_hold_the_same(durable: Path, raw: Path) -> None:
    """Both sides wrote as many rows into every table. Updates (a revision, an achievement) are left to us."""
    counted = [_rows_by_table(path) for path in (durable, raw)]
    assert counted[0] == counted[1], f"the two sides wrote different rows: {counted}"


def _rows_by_table(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        return {
            table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608
            for table in tables
        }


def _copy(prepared: Path, name: str) -> Path:
    return Path(shutil.copy(prepared, prepared.with_name(f"{name}.db")))


def report() -> None:
    """Print it."""
    heading("Sync of 500 queued commands, one transaction each")
    took = measure(commands=500)
    line("commands durable on the server", f"{took.per_s:.0f}/s")
    line("raw inserts of the same rows, one commit a command", f"{took.raw_per_s:.0f}/s, {took.rows} rows")
    line("ratio", f"{took.ratio:.2f}", "a third or better")
    line("commands with the bundles of the answers", f"{took.answered_per_s:.0f}/s")
    line("a sync with nothing to send and nothing new", f"{took.idle_sync_s * 1000:.0f} ms, 24 people")
