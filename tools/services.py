"""Runs a command beside PostgreSQL and Redis: `python -m tools.services make test`.

Those that run on this machine are used. Otherwise both are started for the command alone, from the
machine's own packages, in a folder that is removed afterwards, as a user without privileges.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import psycopg
import redis

POSTGRES = "CASEPWA_TEST_POSTGRES"
REDIS = "CASEPWA_TEST_REDIS"
USUAL_POSTGRES = "postgresql+psycopg://postgres@127.0.0.1:5432"
USUAL_REDIS = "redis://127.0.0.1:6379"
BINARIES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
SECONDS = 60

Service = Callable[[], AbstractContextManager[str]]


def main(command: Sequence[str]) -> int:
    """Run `command` with both services named in its environment; returns its exit status."""
    with ExitStack() as started:
        named = {
            POSTGRES: _use_or_start(POSTGRES, USUAL_POSTGRES, postgres_answers, postgres, started),
            REDIS: _use_or_start(REDIS, USUAL_REDIS, redis_answers, redis_server, started),
        }
        return subprocess.run(command, env=os.environ | named, check=False).returncode


def _use_or_start(
    name: str, usual: str, answers: Callable[[str], bool], start: Service, started: ExitStack
) -> str:
    for url in (os.environ.get(name), usual):
        if url and answers(url):
            return url
    sys.stdout.write(f"{name}: starting one for this run ...\n")
    sys.stdout.flush()
    return started.enter_context(start())


def postgres_answers(url: str) -> bool:
    """Whether a PostgreSQL answers at `url`."""
    try:
        psycopg.connect(url.replace("+psycopg", ""), dbname="postgres", connect_timeout=3).close()
    except psycopg.Error:
        return False
    return True


def redis_answers(url: str) -> bool:
    """Whether a Redis answers at `url`."""
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=3) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


@contextmanager
def postgres() -> Generator[str]:
    """A PostgreSQL of its own, on a free port of this machine only."""
    initdb, server = _program("initdb"), _program("postgres")
    with _folder() as folder:
        data, port = folder / "data", free_port()
        _run([initdb, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"], folder)
        options = [
            "-p",
            str(port),
            "-c",
            f"unix_socket_directories={folder}",
            "-c",
            "listen_addresses=127.0.0.1",
        ]
        url = f"postgresql+psycopg://postgres@127.0.0.1:{port}"
        with _running([server, "-D", data, "-F", *options], folder):
            _wait_for(lambda: postgres_answers(url), "PostgreSQL")
            yield url


@contextmanager
def redis_server() -> Generator[str]:
    """A Redis of its own, on a free port of this machine only, that keeps nothing."""
    server = _program("redis-server")
    with _folder() as folder:
        port = free_port()
        options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        url = f"redis://127.0.0.1:{port}"
        with _running([server, *options, "--dir", folder], folder):
            _wait_for(lambda: redis_answers(url), "Redis")
            yield url


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _program(name: str) -> str:
    places = [
        str(place) for pattern in BINARIES for place in sorted(Path("/").glob(pattern[1:]), reverse=True)
    ]
    found = shutil.which(name) or shutil.which(name, path=os.pathsep.join(places))
    if found is None:
        sys.exit(f"{name} is not on this machine. On Debian or Ubuntu: apt install postgresql redis-server")
    return found


@contextmanager
def _folder() -> Generator[Path]:
    with tempfile.TemporaryDirectory(prefix="casepwa-", dir="/tmp") as name:
        if user := _unprivileged():
            shutil.chown(name, user)
        yield Path(name)


def _unprivileged() -> str | None:
    """Whom to run as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _run(command: Sequence[object], folder: Path) -> None:
    said = subprocess.run(
        [str(part) for part in command], cwd=folder, user=_unprivileged(), capture_output=True, check=False
    )
    if said.returncode != 0:
        sys.exit(said.stderr.decode())


@contextmanager
def _running(command: Sequence[object], folder: Path) -> Generator[None]:
    with (folder.parent / f"{folder.name}.log").open("wb") as log:
        process = subprocess.Popen(
            [str(part) for part in command], cwd=folder, user=_unprivileged(), stdout=log, stderr=log
        )
        try:
            yield
        finally:
            process.terminate()
            process.wait(timeout=SECONDS)
            Path(log.name).unlink()


def _wait_for(ready: Callable[[], bool], what: str) -> None:
    give_up = time.monotonic() + SECONDS
    while not ready():
        if time.monotonic() > give_up:
            sys.exit(f"{what} did not start within {SECONDS} s.")
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
