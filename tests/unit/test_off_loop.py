"""Work in a thread: what becomes of it when whoever waits for it is sent away."""

import asyncio
import threading
from contextlib import suppress

import pytest

from casepwa.off_loop import in_a_thread


def test_who_is_cancelled_waits_until_the_work_is_done() -> None:
    began, may_end, has_ended = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        began.set()
        assert may_end.wait(10)
        has_ended.set()

    async def cancelled_half_way() -> bool:
        waiting = asyncio.create_task(in_a_thread(work))
        while not began.is_set():
            await asyncio.sleep(0)
        waiting.cancel()
        asyncio.get_running_loop().call_later(0.05, may_end.set)
        with suppress(asyncio.CancelledError):
            await waiting
        return waiting.cancelled()

    assert asyncio.run(cancelled_half_way())
    assert has_ended.is_set()


def test_what_the_work_raises_is_raised() -> None:
    async def fails() -> None:
        await in_a_thread(lambda: 1 // 0)

    with pytest.raises(ZeroDivisionError):
        asyncio.run(fails())
