"""Work that would hold up the event loop goes to a thread, from one place."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import anyio

P = ParamSpec("P")
R = TypeVar("R")

# A password check takes 46 MiB and a core: more at once would only swap. The rest wait without a thread.
_HASHING = anyio.CapacityLimiter(2)


async def in_a_thread(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """``work`` in a worker thread: database calls and files."""
    return await anyio.to_thread.run_sync(lambda: work(*args, **kwargs))


async def hashing(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """``work`` that hashes a password, at most two at once."""
    return await anyio.to_thread.run_sync(lambda: work(*args, **kwargs), limiter=_HASHING)
