"""Comments pinned to words: which characters of a text they are about, and where those words stand now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from casepwa.casework.errors import Invalid

WHOLE = (0, 0)
"""The range of a comment on the note as a whole."""
MOST = 30
"""Comments in one return."""


class Pin(BaseModel):
    """Characters ``starts`` to ``ends`` (the end is outside) of a version's text; 0 to 0: all of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    starts: int = Field(ge=0, le=100_000)
    ends: int = Field(ge=0, le=100_000)
    text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000)]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where pinned words stand in a text now."""

    starts: int
    ends: int


def quotes(text: str, pins: Sequence[Pin]) -> list[str]:
    """The words that each of ``pins`` is about.

    Raises ``Invalid``: ``return_says_what_to_mend`` for none or an empty one, ``too_many_comments``,
    ``pin_outside_the_text``.
    """
    if not pins or any(not pin.text for pin in pins):
        raise Invalid("return_says_what_to_mend")
    if len(pins) > MOST:
        raise Invalid("too_many_comments", n=MOST)
    return [_quote(text, pin) for pin in pins]


def find_again(text: str, *, quote: str, starts: int) -> Place | None:
    """Where ``quote`` stands in ``text``, nearest to where it began; None when its words have changed."""
    if not quote:
        return None
    best: int | None = None
    at = text.find(quote)
    while at != -1:
        if best is None or abs(at - starts) < abs(best - starts):
            best = at
        at = text.find(quote, at + 1)
    return None if best is None else Place(starts=best, ends=best + len(quote))


def _quote(text: str, pin: Pin) -> str:
    if (pin.starts, pin.ends) == WHOLE:
        return ""
    words = text[pin.starts : pin.ends]
    if pin.ends > len(text) or not words.strip():
        raise Invalid("pin_outside_the_text")
    return words
