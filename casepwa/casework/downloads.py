"""How many files one account, or one calendar feed, is given in an hour: more than anybody's work needs.

A PDF costs a page's drawing, the trail a walk through all of it: asked for without end by one login, or
by one address of a feed, they keep the server from everybody else. Counted before anything is looked up, so
that what is refused counts too, and many at once are many.
"""

import math
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from casepwa.casework.accounts import sign_in_throttle
from casepwa.casework.errors import TooManyTries

HOUR = timedelta(hours=1)


class Download(StrEnum):
    """``FEED`` is counted by its address; the others by account."""

    PAPER = "paper"
    AUDIT = "audit"
    CALENDAR = "calendar"
    FEED = "feed"


MOST_AN_HOUR = {Download.PAPER: 400, Download.AUDIT: 60, Download.CALENDAR: 240, Download.FEED: 120}
"""A supervisor prints the briefs of a whole caseload in one go; a calendar asks four times an hour, on each
device that reads it."""


def count(session: Session, what: Download, *, by: str, at: datetime) -> None:
    """Count one ``what`` for ``by`` (an account's id, or the hash of a feed's token).

    Raises ``TooManyTries('taken_a_lot')`` until the hour that began with the first of them is over.
    """
    row = sign_in_throttle.row_of(session, f"{what}:{by}", at=at)
    if at - row.last_failed_at >= HOUR:
        row.failures, row.last_failed_at = 0, at
    if row.failures >= MOST_AN_HOUR[what]:
        left = row.last_failed_at + HOUR - at
        raise TooManyTries("taken_a_lot", retry_after=max(1, math.ceil(left.total_seconds())))
    row.failures += 1
    session.flush()
