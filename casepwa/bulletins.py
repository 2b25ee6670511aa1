"""News between the parts of a running installation: "this has changed, look again", never what has changed.

Casework tells, inside its transaction; who listens hears after the commit, in every server process (through
Redis, when there is one). News can be lost with a connection: listeners also look by themselves now and then.
"""

import asyncio
import contextlib
import hashlib
import json
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from uuid import uuid4

import redis
from sqlalchemy import event
from sqlmodel import Session

from casepwa.settings import settings

_log = logging.getLogger(__name__)
_WAITING = "casepwa_bulletins"
_ME = uuid4().hex
_EVERYTHING = "*"


class Listener:
    """One listener, on one event loop."""

    def __init__(self, topics: frozenset[str]) -> None:
        self.topics = topics
        self._loop = asyncio.get_running_loop()
        self._heard = asyncio.Event()

    async def news(self, *, within: float | None = None) -> bool:
        """Wait until something is told, at most ``within`` seconds. Was anything told since last time?"""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._heard.wait(), within)
        was_told = self._heard.is_set()
        self._heard.clear()
        return was_told

    def wake(self) -> None:
        with contextlib.suppress(RuntimeError):  # its loop has ended
            self._loop.call_soon_threadsafe(self._heard.set)


_listeners: set[Listener] = set()
_lock = threading.Lock()


def tell(session: Session, topic: str) -> None:
    """When the transaction of ``session`` is over, everyone who listens for ``topic`` looks again."""
    if _WAITING not in session.info:
        session.info[_WAITING] = set()
        event.listen(session, "after_transaction_end", _when_over)
    session.info[_WAITING].add(topic)


def _when_over(session: Session, transaction: Any) -> None:
    if transaction.parent is not None or not session.info[_WAITING]:
        return
    topics, session.info[_WAITING] = session.info[_WAITING], set()
    for topic in topics:
        _deliver(topic)
    if settings().redis_url:
        _post(topics)


@contextmanager
def listening(*topics: str) -> Iterator[Listener]:
    """Hear of ``topics`` for the length of the block. Call it on an event loop."""
    listener = Listener(frozenset(topics))
    with _lock:
        _listeners.add(listener)
    try:
        if settings().redis_url:
            _receiver()  # its first subscription tells everyone who is there: this one must be
        yield listener
    finally:
        with _lock:
            _listeners.discard(listener)


def _deliver(topic: str) -> None:
    with _lock:
        concerned = [one for one in _listeners if topic in one.topics or topic == _EVERYTHING]
    for listener in concerned:
        listener.wake()


@cache
def _redis() -> redis.Redis:
    return redis.Redis.from_url(settings().redis_url or "", socket_timeout=5, decode_responses=True)


@cache
def _channel() -> str:
    """Channels know no database numbers: two installations on one Redis must not hear each other."""
    whose = hashlib.sha256(f"{settings().redis_url} {settings().database_url}".encode()).hexdigest()
    return f"casepwa:bulletins:{whose[:16]}"


def _post(topics: set[str]) -> None:
    try:
        _redis().publish(_channel(), json.dumps({"from": _ME, "topics": sorted(topics)}))
    except redis.RedisError:
        _log.warning("Redis did not take the news; other processes will look by themselves", exc_info=True)


@cache
def _receiver() -> threading.Thread:
    thread = threading.Thread(target=_receive, name="casepwa-bulletins", daemon=True)
    thread.start()
    return thread


def _receive() -> None:
    while True:
        try:
            with redis.Redis.from_url(settings().redis_url or "", decode_responses=True).pubsub() as heard:
                heard.subscribe(_channel())
                _deliver(_EVERYTHING)  # whatever was missed before this connection
                for message in heard.listen():
                    if message["type"] == "message":
                        _read(message["data"])
        except redis.RedisError:
            time.sleep(1)


def _read(data: str) -> None:
    said = json.loads(data)
    if said["from"] == _ME:
        return
    for topic in said["topics"]:
        _deliver(topic)
