"""Failed sign-ins by account and by address, and when the next try is heard; files taken in an hour."""

from datetime import datetime

from sqlmodel import Field

from casepwa.models.columns import Table, moment, now


class SignInThrottle(Table, table=True):
    """``key`` is ``email:<sha256>`` or ``address:<ip>``: no address book of unknown people is kept.

    Of files taken (``casework.downloads``) it is what and whose; ``failures`` are those since
    ``last_failed_at``, when their hour began.
    """

    key: str = Field(primary_key=True)
    failures: int = 0
    last_failed_at: datetime = moment(default_factory=now)
    next_try_at: datetime = moment(default_factory=now)
