"""Stretches of time by who is on call in them: nobody, one, or several."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise


@dataclass(frozen=True, kw_only=True)
class Span:
    """``who``: names in order; empty where nobody is."""

    starts_at: datetime
    ends_at: datetime
    who: tuple[str, ...]


def spans(
    shifts: Sequence[tuple[datetime, datetime, str]], starts_at: datetime, ends_at: datetime
) -> list[Span]:
    """The time from ``starts_at`` to ``ends_at`` in as few stretches as tell who is on call, without a hole.

    ``shifts``: beginning, end (itself outside), and a name.
    """
    turns = {starts_at, ends_at}
    turns |= {turn for shift in shifts for turn in shift[:2] if starts_at < turn < ends_at}
    ordered = sorted(turns)
    found: list[Span] = []
    for begins, ends in pairwise(ordered):
        who = tuple(sorted({name for start, end, name in shifts if start <= begins and end >= ends}))
        if found and found[-1].who == who:
            begins = found.pop().starts_at
        found.append(Span(starts_at=begins, ends_at=ends, who=who))
    return found
