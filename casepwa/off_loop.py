"""Work that would hold up the event loop goes to a thread, from one place."""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import anyio

P = ParamSpec("P")
R = TypeVar("R")

# A password check takes 46 MiB and a core: more at once would only swap. The rest wait without a thread.
_HASHING = anyio.CapacityLimiter(2)


async def in_a_thread(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """``work`` in a worker thread: database calls and files.

    Whoever is cancelled meanwhile (a page that closes, a server that stops) waits until ``work`` is done:
    nothing writes on behind the back of what comes next.
    """
    under_way = asyncio.ensure_future(anyio.to_thread.run_sync(lambda: work(*args, **kwargs)))
    try:
        return await asyncio.shield(under_way)
    except asyncio.CancelledError:
        with anyio.CancelScope(shield=True):
            await asyncio.wait([under_way])
        raise


async def hashing(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """``work`` that hashes a password, at most two at once."""
    return await anyio.to_thread.run_sync(lambda: work(*args, **kwargs), limiter=_HASHING)
