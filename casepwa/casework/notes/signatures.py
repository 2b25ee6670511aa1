"""A signature covers exactly what was signed: SHA-256 over the content's one canonical JSON.

Keys in order, no spaces, UTF-8 as typed, moments in UTC with six digits and ``Z``, ids in lower case: the
same content read back from either database gives the same bytes.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from hashlib import sha256
from typing import Any, cast
from uuid import UUID


def canonical(content: Mapping[str, Any]) -> bytes:
    """The bytes that are signed. Raises ``TypeError`` for what has no one JSON form (a set, a float, a naive
    time): guessing would make a signature that nobody can check later."""
    return json.dumps(
        _exact(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def of(content: Mapping[str, Any]) -> str:
    """The signature of ``content``, as 64 hexadecimal digits."""
    return sha256(canonical(content)).hexdigest()


def _exact(value: Any) -> Any:
    match value:
        case Enum():
            return _exact(value.value)
        case None | bool() | int() | str():
            return value
        case UUID():
            return str(value)
        case datetime() if value.tzinfo is not None:
            return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        case date() if not isinstance(value, datetime):
            return value.isoformat()
        case Mapping():
            return {_key(key): _exact(part) for key, part in cast("Mapping[Any, Any]", value).items()}
        case list() | tuple():
            return [_exact(part) for part in cast("Sequence[Any]", value)]
        case _:
            raise TypeError(f"{type(value).__name__} has no canonical form")


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError("keys of signed content are words")
    return key
