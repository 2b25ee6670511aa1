"""Chance that repeats itself: the same question always gets the same answer, in this process and the next."""

from datetime import UTC, datetime
from hashlib import blake2b
from random import Random
from uuid import UUID

SEED = "lantern-bay-1"
BEGINNING = datetime(2025, 1, 6, 14, 0, tzinfo=UTC)
"""When the ids of people say they were made: fixed, so that a person has one id whatever the day."""


def of(*key: object) -> Random:
    """A source of chance for this key alone: adding a family changes nothing for the others."""
    return Random(f"{SEED}/{'/'.join(map(str, key))}")  # noqa: S311 (a demo, not a secret)


def made_id(kind: str, *key: object, at: datetime = BEGINNING) -> UUID:
    """A UUIDv7 for ``kind`` and ``key``, made at ``at`` (aware)."""
    digest = blake2b(f"{SEED}/{kind}/{'/'.join(map(str, key))}".encode(), digest_size=10).digest()
    bits = int.from_bytes(digest)
    milliseconds = int(at.timestamp() * 1000)
    return UUID(
        int=milliseconds << 80 | 7 << 76 | (bits >> 62 & 0xFFF) << 64 | 2 << 62 | bits & 0x3FFF_FFFF_FFFF_FFFF
    )
