"""JSON bodies as phones send them: bounded, and readable even where a half of an emoji was cut off."""

import json
import math
from typing import Any, NoReturn

from fastapi import Request

from casepwa.casework.errors import Invalid, TooLarge

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


async def read_json(request: Request, *, most_bytes: int) -> Any:
    """The body of ``request`` as JSON.

    Raises ``TooLarge('too_large')`` beyond ``most_bytes``, ``Invalid('not_understood')`` for what is no JSON
    (``NaN`` and ``Infinity`` are none).
    """
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > most_bytes:
        raise TooLarge("too_large")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most_bytes:
            raise TooLarge("too_large")
    return parsed(bytes(body))


def parsed(body: bytes) -> Any:
    """``body`` as JSON. Lone surrogates and NUL, which no database can hold as text, become U+FFFD."""
    try:
        said = json.loads(body, parse_constant=_no_number, parse_float=_finite)
        return _storable(said) if b"\\u" in body else said
    except (ValueError, RecursionError):
        raise Invalid("not_understood", places=[]) from None


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError("a number without an end")
    return number


def _storable(said: Any) -> Any:
    if isinstance(said, str):
        whole = said.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return whole.replace("\0", _REPLACEMENT)
    if isinstance(said, list):
        return [_storable(each) for each in said]
    if isinstance(said, dict):
        return {_storable(key): _storable(value) for key, value in said.items()}
    return said
