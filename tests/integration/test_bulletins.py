"""News between the parts of an installation: after the commit, to whoever listens, in other processes too."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlmodel import Session

from casepwa import bulletins, database, settings
from tests.databases import REDIS

ROOT = Path(__file__).resolve().parent.parent.parent


def heard(topic: str, *, told: str, commit: bool = True, within: float = 5) -> bool:
    """Does a listener for ``topic`` hear what a unit of work tells about ``told``?"""

    async def listen() -> bool:
        with bulletins.listening(topic) as listener:
            with Session(database.engine()) as session:
                session.connection()
                bulletins.tell(session, told)
                assert not await listener.news(within=0.05), "told before its transaction was over"
                if commit:
                    session.commit()
            return await listener.news(within=within)

    return asyncio.run(listen())


def test_who_listens_hears_after_the_commit(site: Session) -> None:
    assert heard("alarms:1", told="alarms:1")


def test_who_listens_for_something_else_hears_nothing(site: Session) -> None:
    assert not heard("alarms:1", told="alarms:2", within=0.2)


def test_a_subscription_that_is_there_at_once_is_heard_too(
    site: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thread may have subscribed before the one who asked for it goes on."""
    monkeypatch.setenv("CASEPWA_REDIS_URL", REDIS)
    settings.settings.cache_clear()
    monkeypatch.setattr(bulletins, "_receiver", lambda: bulletins._deliver(bulletins._EVERYTHING))

    async def listen() -> bool:
        with bulletins.listening("alarms:1") as listener:
            return await listener.news(within=1)

    assert asyncio.run(listen())


def test_another_process_hears_through_redis(site: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second interpreter with the same settings tells; this one hears."""
    monkeypatch.setenv("CASEPWA_REDIS_URL", REDIS)
    for cached in (settings.settings, bulletins._redis, bulletins._channel, bulletins._receiver):
        cached.cache_clear()
    program = (
        "from sqlmodel import Session; from casepwa import bulletins, database\n"
        "with Session(database.engine()) as session:\n"
        "    session.connection(); bulletins.tell(session, 'alarms:1'); session.commit()\n"
    )

    async def listen() -> bool:
        with bulletins.listening("alarms:1") as listener:
            assert await listener.news(within=10), "Redis did not take the subscription"
            done = await asyncio.to_thread(
                subprocess.run, [sys.executable, "-c", program], cwd=ROOT, env=dict(os.environ), check=True
            )
            assert done.returncode == 0
            return await listener.news(within=10)

    try:
        assert asyncio.run(listen())
    finally:
        for cached in (bulletins._redis, bulletins._channel, bulletins._receiver):
            cached.cache_clear()
