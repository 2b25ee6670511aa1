"""Growing waits after failed sign-ins, by account and by address.

A try is counted before the password is looked at, so that many at once are many tries; the right password
takes its count back. Waiting out is all it needs: nobody is locked out for good by someone else's guesses.
Source: NIST SP 800-63B-4, 3.2.2 (rate limiting); ASVS 5.0, 6.3.1.
"""

import hashlib
import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from casepwa.casework.errors import TooManyTries
from casepwa.models import SignInThrottle

FORGOTTEN_AFTER = timedelta(hours=24)
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True)
class Keys:
    """What a try counts against. An office shares one address, so that one hears more tries."""

    email: str
    address: str | None

    @property
    def free_tries(self) -> list[tuple[str, int]]:
        """(key, tries without a wait), always in one order, so that two tries cannot wait for each other."""
        by_address = [(self.address, 30)] if self.address else []
        return [*by_address, (self.email, 5)]


def keys_of(*, email: str, address: str | None) -> Keys:
    """``email`` as normalised. An IPv6 address counts as its /64: one line has that many."""
    hashed = hashlib.sha256(email.encode()).hexdigest()
    return Keys(email=f"email:{hashed}", address=f"address:{_network(address)}" if address else None)


def count_try(session: Session, keys: Keys, *, at: datetime) -> None:
    """Count one try for ``keys``, or say how long to wait: then nothing is counted.

    Raises ``TooManyTries("too_many_tries", seconds)``.
    """
    rows = [(row_of(session, key, at=at), free) for key, free in keys.free_tries]
    wait = max(row.next_try_at - at for row, _ in rows)
    if wait > timedelta(0):
        raise TooManyTries("too_many_tries", retry_after=math.ceil(wait.total_seconds()))
    for row, free in rows:
        if at - row.last_failed_at > FORGOTTEN_AFTER:
            row.failures = 0
        row.failures += 1
        row.last_failed_at = at
        row.next_try_at = at + _wait(row.failures, free)


def was_right(session: Session, keys: Keys, *, at: datetime) -> None:
    """The password was right: its account's count starts anew, its address gets this try back."""
    for key, _ in keys.free_tries:
        row = row_of(session, key, at=at)
        row.failures = 0 if key == keys.email else max(row.failures - 1, 0)
        row.next_try_at = at
    session.flush()
    session.exec(
        delete(SignInThrottle).where(col(SignInThrottle.last_failed_at) < at - FORGOTTEN_AFTER),
        execution_options={"synchronize_session": False},
    )


def _wait(failures: int, free: int) -> timedelta:
    if failures < free:
        return timedelta(0)
    return min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(failures - free, 20))


def row_of(session: Session, key: str, *, at: datetime) -> SignInThrottle:
    """The row of ``key``, made when missing, held by this transaction until it ends."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    new = insert(SignInThrottle).values(key=key, failures=0, last_failed_at=at, next_try_at=at)
    session.exec(new.on_conflict_do_nothing())
    held = select(SignInThrottle).where(SignInThrottle.key == key).with_for_update()
    return session.exec(held.execution_options(populate_existing=True)).one()


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(IPv6Address(int(parsed) >> 64 << 64))
    return str(parsed)
