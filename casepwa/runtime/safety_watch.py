"""The watch over safety timers: runs in every server process, from its start to its end.

Any number may run at once: each stage is claimed in the database, so that only one of them raises it
(``safety_timers``). A start looks at once, which catches up on whatever became due while no server ran.
"""

import logging
from datetime import UTC, datetime

from casepwa.bulletins import listening
from casepwa.casework.safety import alarms, safety_timers
from casepwa.database import unit_of_work
from casepwa.off_loop import in_a_thread

_log = logging.getLogger("casepwa.safety_watch")

LOOK_AGAIN_AFTER = 10.0
"""Seconds, when nothing is due sooner and nobody tells of anything."""


async def watch() -> None:
    """Raise what is due, then wait for the next moment or for news; until cancelled."""
    with listening(safety_timers.WATCH) as listener:
        while True:
            wait = LOOK_AGAIN_AFTER
            try:
                wait = await in_a_thread(look, datetime.now(UTC))
            except Exception:
                # The database may be away for a while: the watch is not.
                _log.exception("could not look at the safety timers; trying again")
            await listener.news(within=wait)


def look(at: datetime) -> float:
    """Raise everything due ``at``; returns the seconds until it is worth looking again, at most ten."""
    with unit_of_work(readonly=True) as session:
        is_due = safety_timers.is_due(session, at=at) or alarms.is_duress_waiting(session)
    if is_due:
        with unit_of_work() as session:
            alarms.raise_duress(session, at=at)
        raised = 1
        while raised:
            with unit_of_work() as session:
                raised = safety_timers.raise_due(session, at=at)
    with unit_of_work(readonly=True) as session:
        due = safety_timers.next_due(session)
    if due is None:
        return LOOK_AGAIN_AFTER
    return min(LOOK_AGAIN_AFTER, max(0.05, (due - at).total_seconds()))
