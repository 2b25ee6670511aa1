"""A CasePWA server in its own process, as `casepwa serve` starts it, on a free port, with its own `var`."""

import atexit
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ANY_CERTIFICATE = ssl._create_unverified_context()  # only to see whether it answers
DATABASE = "casepwa.db"
CASEPWA = (sys.executable, "-m", "casepwa.cli")


@dataclass(frozen=True)
class Server:
    """One that runs: where it answers, where it keeps its data, and its process."""

    url: str
    var: Path
    process: subprocess.Popen[str]


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(var: Path, **more: str) -> dict[str, str]:
    """A demo installation under `var`; `more` overrides."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("CASEPWA_")}
    return inherited | {"CASEPWA_VAR": str(var), "CASEPWA_DEMO": "1", "HOST": "127.0.0.1"} | more


def run(*arguments: str, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run one `casepwa` command to its end."""
    return subprocess.run(
        [*CASEPWA, *arguments], cwd=ROOT, env=env, text=True, capture_output=True, check=False, timeout=300
    )


@cache
def database_after(command: str) -> Path:
    """A SQLite file as this `casepwa` command leaves it: made once a test session, for copying."""
    var = Path(tempfile.mkdtemp(prefix="casepwa-template-"))
    atexit.register(shutil.rmtree, var)
    done = run(command, env=environment(var))
    assert done.returncode == 0, done.stderr
    return var / DATABASE


@contextmanager
def serving(var: Path, *arguments: str, after: str = "migrate", **more: str) -> Generator[Server]:
    """`casepwa serve` under `var`, ended with Ctrl-C.

    `after` says what prepares its database if there is none yet: migrate (empty) or demo (the agency).
    """
    port = free_port()
    if not (var / DATABASE).exists():
        shutil.copy(database_after(after), var / DATABASE)
    with (var / "server.log").open("w") as log:
        process = subprocess.Popen(
            [*CASEPWA, "serve", *arguments],
            cwd=ROOT,
            env=environment(var, PORT=str(port), **more),
            stdout=log,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        scheme = "https" if "--certfile" in arguments else "http"
        server = Server(url=f"{scheme}://localhost:{port}", var=var, process=process)
        try:
            wait_until_it_answers(server)
            yield server
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=60)


def wait_until_it_answers(server: Server, seconds: float = 180) -> None:
    """Return when the server answers.

    Raises:
        AssertionError: it ended, or has not answered in time; says what it wrote.
    """
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        try:
            with urllib.request.urlopen(f"{server.url}/ping", timeout=5, context=ANY_CERTIFICATE):
                return
        except OSError:
            try:
                server.process.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
            break
    raise AssertionError((server.var / "server.log").read_text())
