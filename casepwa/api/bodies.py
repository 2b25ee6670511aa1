"""JSON bodies as phones send them: bounded, and readable even where a half of an emoji was cut off."""

import json
import math
from typing import Annotated, Any, NoReturn

from fastapi import Request
from pydantic import AfterValidator

from casepwa.casework import storable
from casepwa.casework.errors import Invalid, TooLarge

Stored = Annotated[str, AfterValidator(storable.without_nul)]
"""Text of a body that is written down or looked up: NUL, which no database can hold, becomes U+FFFD."""


async def read_json(request: Request, *, most_bytes: int) -> Any:
    """The body of ``request`` as JSON.

    Raises ``TooLarge('too_large')`` beyond ``most_bytes``, ``Invalid('not_understood')`` for what is no JSON
    (``NaN`` and ``Infinity`` are none).
    """
    return parsed(await read_bytes(request, most_bytes=most_bytes))


async def read_bytes(request: Request, *, most_bytes: int) -> bytes:
    """The body of ``request`` as it is. Raises ``TooLarge('too_large')`` beyond ``most_bytes``."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > most_bytes:
        raise TooLarge("too_large")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most_bytes:
            raise TooLarge("too_large")
    return bytes(body)


def parsed(body: bytes) -> Any:
    """``body`` as JSON. Lone surrogates and NUL, which no database can hold as text, become U+FFFD."""
    try:
        said = json.loads(body, parse_constant=_no_number, parse_float=_finite)
        return storable.json(said) if b"\\u" in body else said
    except (ValueError, RecursionError):
        raise Invalid("not_understood", places=[]) from None


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError("a number without an end")
    return number
