"""The server is killed before, while and after it applies what a phone sent: nothing lost, nothing twice.

A real server process over SQLite with the app's own pragmas, killed with SIGKILL; the real JavaScript on the
phone.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlmodel import Session, func, select

from casepwa import database
from casepwa.models import CommandReceipt, GoalMark
from tests.integration.caseload_on_server import Installation, installed
from tests.phones import Phone
from tests.server import free_port

ROOT = Path(__file__).parent.parent.parent
MARKS = 60
COMMITTED = {"at the first": 1, "half-way": MARKS // 2, "near the end": MARKS - 10}
"""Moment -> how many commands are in the database when the server is killed."""
LOST = {"lost": True}


class Server:
    """The API in a process of its own."""

    def __init__(self) -> None:
        self.port = free_port()
        command = [sys.executable, "-m", "granian", "--interface", "asgi", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [*command, "--no-ws", "--log-level", "error", "casepwa.api.app:api"],
            cwd=ROOT,
            start_new_session=True,
        )
        give_up = time.monotonic() + 60
        while not self._answers():
            assert time.monotonic() < give_up, "the server did not start"
            assert not self.ends_within(0.05), "the server ended"

    def _answers(self) -> bool:
        try:
            httpx.get(f"{self.url}/api/v1/health", timeout=5)
        except httpx.TransportError:
            return False
        return True

    def ends_within(self, seconds: float) -> bool:
        """Whether its process ends in that time; returns at once when it does."""
        try:
            self.process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def kill(self) -> None:
        """As a power cut does it: the worker too."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=20)


@pytest.fixture
def phone() -> Iterator[Phone]:
    phone = Phone()
    yield phone
    phone.close()


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    with installed(tmp_path) as made:
        yield made


class Wire:
    """Carries requests to ``server``, and kills it once at ``moment``."""

    def __init__(self, server: Server, cookie: str, moment: str) -> None:
        self.server = server
        self._headers = {"cookie": cookie, "content-type": "application/json"}
        self.moment = moment

    def __call__(self, request: dict[str, Any]) -> dict[str, Any]:
        moment, self.moment = self.moment, "over"
        if moment == "before":
            self.server.kill()
        killer = threading.Thread(target=self._kill_at, args=(COMMITTED.get(moment),))
        killer.start()
        try:
            url = self.server.url + request["path"]
            answer = httpx.post(url, content=request["body"], headers=self._headers, timeout=60)
        except httpx.TransportError:
            return LOST
        finally:
            killer.join()
        if moment == "after":
            self.server.kill()
            return LOST
        return {"status": answer.status_code, "type": answer.headers["content-type"], "text": answer.text}

    def _kill_at(self, committed: int | None) -> None:
        """Kill when so many commands have their receipt."""
        if committed is None:
            return
        while receipts() < committed:
            if self.server.ends_within(0.001):
                return
        self.server.kill()


def receipts() -> int:
    """Read beside the server, which writes."""
    with database.unit_of_work(readonly=True) as session:
        return session.exec(select(func.count()).select_from(CommandReceipt)).one()


@pytest.mark.parametrize("moment", ["before", "at the first", "half-way", "near the end", "after"])
def test_a_server_killed_at_any_moment_has_each_command_once(
    installation: Installation, phone: Phone, moment: str
) -> None:
    phone.do("open", tab="a")
    device = str(installation.maya.actor.device_id)
    phone.do("enter", tab="a", account=str(installation.maya.id), device=device)
    marks = phone.do("ids", count=MARKS)
    made = [phone.do("record", tab="a", **mark(installation, each)) for each in marks]
    wire = phone.network = Wire(Server(), installation.people["maya"], moment)
    try:
        phone.do("sync", tabs=["a"])
        assert wire.server.process.poll() is not None, "it was killed"
        assert receipts() >= COMMITTED.get(moment, 0)
        seen = phone.do("look", tab="a")
        assert [(one["id"], one["state"]) for one in seen["commands"]] == [(one, "waiting") for one in made]

        wire.server = Server()
        phone.do("open", tab="a")  # the phone was off, too
        phone.do("sync", tabs=["a"])
    finally:
        wire.server.kill()
    seen = phone.do("look", tab="a")
    assert seen["sync"]["state"] == "all_sent"
    assert [len(seen["shown"][each]) for each in marks] == [1] * MARKS
    assert receipts() == MARKS
    with Session(database.engine()) as session:
        assert {str(each) for each in session.exec(select(GoalMark.id))} == set(marks)


def mark(installation: Installation, mark_id: str) -> dict[str, Any]:
    client = installation.clients["luis"]
    payload = {
        "mark_id": mark_id,
        "client_id": client,
        "goal_id": installation.goals[client],
        "level": "progress",
        "happened_at": datetime.now(UTC).isoformat(),
    }
    return {"kind": "goal.mark", "client_ids": [client], "payload": payload}
