"""What changed from one text to another, in words, not lines."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from casepwa.casework.approvals.pins import Place

_TOKENS = re.compile(r"\s*(?:\w+|[^\w\s])|\s+")
_MOST_PAIRS = 3_000_000
"""Equal words of both texts, paired: beyond this, words that are everywhere are no landmarks (time)."""

Kind = Literal["same", "added", "removed"]


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A run of words. ``is_pinned``: a comment is about them, where they stand now."""

    kind: Kind
    text: str
    is_pinned: bool = False


def between(before: str | None, text: str, *, pinned: Sequence[Place] = ()) -> list[Segment]:
    """``text`` in runs: the same as in ``before``, added since, or removed since (those are not of ``text``).

    Without the removed ones they add up to ``text`` again. ``before`` None: nothing to compare with. Runs of
    ``text`` are cut where one of the places in ``pinned`` begins or ends.
    """
    whole: tuple[Kind, str] = ("same", text)
    runs = _runs(before, text) if before is not None else iter([whole])
    found: list[Segment] = []
    at = 0
    for kind, words in runs:
        if kind == "removed":
            found.append(Segment(kind=kind, text=words))
            continue
        found += _cut(kind, words, at, pinned)
        at += len(words)
    return found


def _runs(before: str, text: str) -> Iterator[tuple[Kind, str]]:
    """Space belongs to the word after it, and a change of space alone is none."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(text)
    old_words, new_words = [word.strip() for word in old], [word.strip() for word in new]
    many, more = Counter(old_words), Counter(new_words)
    is_vast = sum(number * more[word] for word, number in many.items()) > _MOST_PAIRS
    matcher = SequenceMatcher(None, old_words, new_words, autojunk=is_vast)
    for what, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if what == "equal":
            yield "same", "".join(new[new_from:new_to])
            continue
        if old_to > old_from:
            yield "removed", "".join(old[old_from:old_to])
        if new_to > new_from:
            yield from _added("".join(new[new_from:new_to]))


def _added(run: str) -> Iterator[tuple[Kind, str]]:
    words = run.lstrip()
    if len(words) < len(run):
        yield "same", run[: len(run) - len(words)]
    if words:
        yield "added", words


def _cut(kind: Kind, words: str, at: int, pinned: Sequence[Place]) -> Iterator[Segment]:
    ends = at + len(words)
    edges = {at, ends} | {edge for place in pinned for edge in (place.starts, place.ends) if at < edge < ends}
    ordered = sorted(edges)
    for starts, until in pairwise(ordered):
        is_pinned = any(place.starts <= starts and until <= place.ends for place in pinned)
        yield Segment(kind=kind, text=words[starts - at : until - at], is_pinned=is_pinned)
