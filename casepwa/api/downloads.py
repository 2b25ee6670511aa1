"""Counts what is taken out as a file, before it is made."""

from datetime import UTC, datetime

from casepwa.casework import downloads
from casepwa.casework.downloads import Download
from casepwa.database import unit_of_work


def counted(what: Download, by: object) -> None:
    """One more ``what`` for ``by``. Raises ``TooManyTries('taken_a_lot')``: 429 with Retry-After."""
    with unit_of_work() as session:
        downloads.count(session, what, by=str(by), at=datetime.now(UTC))
