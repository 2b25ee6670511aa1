"""`casepwa doctor`: looks at everything an installation needs, and says how to mend what is wrong."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from casepwa.runtime import build, database_faults, start_rules
from casepwa.runtime.mending import make_writable
from casepwa.runtime.publish import made_from
from casepwa.settings import Settings

OLDEST_NODE = (22, 22)
SKEW_ALLOWED = 5.0  # seconds
SET_REDIS = "Start Redis and set CASEPWA_REDIS_URL, for example redis://localhost:6379."


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `mend` says what to do when it is not well."""

    what: str
    well: bool
    seen: str
    mend: str = ""

    def line(self) -> str:
        """As printed: a word, what, and what to do."""
        advice = f"\n      {self.mend}" if self.mend and not self.well else ""
        return f"{'ok   ' if self.well else 'WRONG'} {self.what}: {self.seen}{advice}"


def examine(chosen: Settings) -> list[Finding]:
    """Look at everything; one finding each, in the order in which to mend them."""
    looked: list[Callable[[Settings], Finding]] = [
        _python,
        _node,
        _front_end,
        _var,
        _database,
        _clock,
        _redis,
        _settings,
        _rules,
    ]
    return [look(chosen) for look in looked]


def _python(_chosen: Settings) -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", sys.version_info >= (3, 11), version, "Install Python 3.11 or newer.")


def _node(_chosen: Settings) -> Finding:
    node = shutil.which("node", path=str(Path(sys.executable).parent))
    mend = "Install the requirements again: make install"
    if node is None:
        return Finding("Node", False, "not beside this Python (it builds the front end)", mend)
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603
    version = tuple(int(part) for part in said.lstrip("v").split(".")[:2] if part.isdigit())
    return Finding("Node", version >= OLDEST_NODE, said or "does not start", mend)


def _front_end(chosen: Settings) -> Finding:
    mend = "Build it: casepwa build"
    built = made_from(chosen.site)
    if built is None:
        return Finding("Front end", False, f"no finished build in {chosen.site}", mend)
    fresh = built == build.stamp()
    return Finding("Front end", fresh, "built" if fresh else "older than the code beside it", mend)


def _var(chosen: Settings) -> Finding:
    try:
        chosen.var.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=chosen.var):
            pass
    except OSError as error:
        return Finding("Folder for data", False, f"{chosen.var}: {error.strerror}", make_writable(chosen.var))
    free = shutil.disk_usage(chosen.var).free // 2**20
    return Finding("Folder for data", free > 200, f"{chosen.var}, {free} MB free", "Make room on this disk.")


def _database(chosen: Settings) -> Finding:
    from casepwa import migrations
    from casepwa.database import make_engine

    url = make_url(chosen.database_url)
    where = url.render_as_string(hide_password=True)
    if _is_still_to_be_made(url):
        return Finding("Database", False, f"{where} does not exist yet", "Make it: casepwa migrate")
    engine = make_engine(chosen.database_url)
    try:
        migrations.require_current(engine)
    except migrations.NotCurrent as error:
        return Finding("Database", False, where, str(error))
    except SQLAlchemyError as error:
        return Finding("Database", False, where, database_faults.sentence(error) or str(error))
    finally:
        engine.dispose()
    return Finding("Database", True, where)


def _is_still_to_be_made(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and not os.path.exists(url.database or "")


def _rules(chosen: Settings) -> Finding:
    """Rules are rows: one whose value nothing understands breaks every note and visit that it applies to."""
    from sqlmodel import Session

    from casepwa.casework.rules import rule_rows
    from casepwa.database import make_engine

    if _is_still_to_be_made(make_url(chosen.database_url)):
        return Finding("Rules", True, "none yet")
    engine = make_engine(chosen.database_url)
    try:
        with Session(engine) as session:
            broken = rule_rows.broken(session)
    except SQLAlchemyError:
        return Finding("Rules", True, "cannot be read until the database is well")
    finally:
        engine.dispose()
    if not broken:
        return Finding("Rules", True, "all understood")
    seen = "; ".join(f"{each.name} from {each.starts_on} (row {each.id}): {each.problem}" for each in broken)
    examples = {each.name: each.example for each in broken}
    mend = "Set the value of that row of the table rule to JSON such as " + "; ".join(
        f"{example} for {name}" for name, example in examples.items()
    )
    return Finding("Rules", False, seen, f"{mend}.")


def _clock(chosen: Settings) -> Finding:
    """Times of notes and visits are legal records: compare with the database server's clock, or its
    file's.
    """
    mend = "Set the clock by the network (NTP)."
    try:
        apart = _apart(chosen)
    except (SQLAlchemyError, OSError):
        return Finding("Clock", True, "nothing to compare it with yet")
    seen = "agrees with the database" if apart < SKEW_ALLOWED else f"{apart:.0f} s apart from the database"
    return Finding("Clock", apart < SKEW_ALLOWED, seen, mend)


def _apart(chosen: Settings) -> float:
    from casepwa.database import make_engine

    url = make_url(chosen.database_url)
    if url.get_backend_name() == "sqlite":
        return max(0.0, Path(url.database or "").stat().st_mtime - time.time())
    engine = make_engine(chosen.database_url)
    try:
        with engine.connect() as connection:
            theirs = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
    finally:
        engine.dispose()
    return abs((datetime.now(UTC) - theirs).total_seconds())


def _redis(chosen: Settings) -> Finding:
    if not chosen.redis_url:
        return Finding("Redis", chosen.workers == 1, "not set (needed for more than one worker)", SET_REDIS)
    from redis import Redis
    from redis.exceptions import RedisError

    try:
        Redis.from_url(chosen.redis_url, socket_connect_timeout=3).ping()
    except (RedisError, ValueError) as error:
        return Finding(
            "Redis", False, f"does not answer: {error}", "Start Redis, or correct CASEPWA_REDIS_URL."
        )
    return Finding("Redis", True, "answers")


def _settings(chosen: Settings) -> Finding:
    if chosen.demo:
        return Finding("Settings", True, "demo: invented people, for trying out only")
    broken = list(start_rules.reasons_not_to_start(chosen, workers=chosen.workers))
    return Finding(
        "Settings", not broken, "complete" if not broken else "serving would stop", " ".join(broken)
    )
