"""Flags on a contact note, for its author and its reviewer. Never a refusal: what happened, happened.

A flag is a stored code; its sentence is ``flag.<code>`` in the catalogue. Source: domain.md, "Contact notes".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from casepwa.casework.caseloads.contact_standard import MADE
from casepwa.casework.clocks import TOLERANCE, is_off

DUPLICATE_WITHIN = timedelta(minutes=15)
VISIT_TOLERANCE = timedelta(minutes=5)
SHORTEST_REPEATED = 8
"""Words: shorter notes ("Left a message for Rosa.") are rightly alike."""


class Flag(StrEnum):
    LATE_ENTRY = "late_entry"
    OVERLAP = "overlap"
    POSSIBLE_DUPLICATE = "possible_duplicate"
    REPEATED_TEXT = "repeated_text"
    NO_GOAL = "no_goal"
    LISTEN_ONLY = "listen_only"
    MINUTES_EXCEED_TIMES = "minutes_exceed_times"
    VISIT_TIMES_DISAGREE = "visit_times_disagree"
    MORE_THAN_THE_VISIT = "more_than_the_visit"
    FUTURE_TIME = "future_time"
    CLOCK_SKEW = "clock_skew"
    LATE_RIGHT = "late_right"
    SHARE_LEFT_OUT = "share_left_out"
    NO_COVERAGE = "no_coverage"
    NO_ROUNDING_RULE = "no_rounding_rule"
    ZERO_UNITS = "zero_units"
    UNITS_OVER_DAY = "units_over_day"
    TRANSPORT_IN_TIME = "transport_in_time"
    INPATIENT = "inpatient"
    TRAVEL = "travel"
    DIRECT_SERVICE = "direct_service"


@dataclass(frozen=True)
class Written:
    """The current version of a note, as far as checks look at it."""

    note_id: UUID
    client_id: UUID
    visit_id: UUID | None
    contact_type: str
    outcome: str
    started_at: datetime
    ended_at: datetime
    minutes: int
    units: int | None
    work: str
    text: str

    @property
    def is_contact(self) -> bool:
        return self.outcome in MADE


@dataclass(frozen=True, kw_only=True)
class Clocks:
    """``first_recorded_at``: of the first submission, so that mending a note never makes it late."""

    first_recorded_at: datetime
    received_at: datetime
    offset_ms: int

    @property
    def offset(self) -> timedelta:
        return timedelta(milliseconds=self.offset_ms)


def of_clocks(note: Written, clocks: Clocks, *, late_after: timedelta) -> list[Flag]:
    """Late entry, a time still to come, a clock that is off. Late is the writing, never the sending."""
    found: list[Flag] = []
    if clocks.first_recorded_at + clocks.offset - note.ended_at > late_after:
        found.append(Flag.LATE_ENTRY)
    if note.ended_at > clocks.received_at + TOLERANCE:
        found.append(Flag.FUTURE_TIME)
    if is_off(clocks.offset_ms):
        found.append(Flag.CLOCK_SKEW)
    return found


def beside_others(note: Written, others: Iterable[Written], previous_text: str | None) -> list[Flag]:
    """``others``: this author's other notes near in time, whoever they are about. ``previous_text``: the text
    of this author's last note about this client."""
    others = [other for other in others if other.note_id != note.note_id]
    found: list[Flag] = []
    if note.is_contact and any(overlaps(note, other) for other in others):
        found.append(Flag.OVERLAP)
    if any(looks_the_same(note, other) for other in others):
        found.append(Flag.POSSIBLE_DUPLICATE)
    if note.is_contact and previous_text is not None and is_repeated(note.text, previous_text):
        found.append(Flag.REPEATED_TEXT)
    return found


def of_times(note: Written) -> list[Flag]:
    """More minutes than there are between start and end (a part of a minute counts as one)."""
    return [Flag.MINUTES_EXCEED_TIMES] if note.minutes * 60 >= _seconds(note) + 60 else []


def beside_visit(
    note: Written,
    siblings: Sequence[Written],
    *,
    began: datetime | None,
    ended: datetime | None,
    is_divided: bool,
) -> list[Flag]:
    """Against the visit's check-in and check-out. ``siblings``: this author's other notes of the visit."""
    found: list[Flag] = []
    before = began is not None and note.started_at < began - VISIT_TOLERANCE
    after = ended is not None and note.ended_at > ended + VISIT_TOLERANCE
    if before or after:
        found.append(Flag.VISIT_TIMES_DISAGREE)
    if is_divided and began is not None and ended is not None:
        claimed = note.minutes + sum(other.minutes for other in siblings if other.note_id != note.note_id)
        if timedelta(minutes=claimed) >= ended - began + timedelta(minutes=1):
            found.append(Flag.MORE_THAN_THE_VISIT)
    return found


def is_repeated(text: str, previous: str) -> bool:
    """Four fifths or more of the runs of three words in the longer one stand in the other too."""
    one, other = _runs(text), _runs(previous)
    return bool(one and other) and len(one & other) >= 0.8 * max(len(one), len(other))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.casefold().split()
    if len(words) < SHORTEST_REPEATED:
        return set()
    return {tuple(words[start : start + 3]) for start in range(len(words) - 2)}


def overlaps(note: Written, other: Written) -> bool:
    """Do both claim the same minutes? Siblings seen on one visit share its times; an attempt takes none."""
    if not other.is_contact or (note.visit_id is not None and note.visit_id == other.visit_id):
        return False
    return note.started_at < other.ended_at and other.started_at < note.ended_at


def looks_the_same(note: Written, other: Written) -> bool:
    """The same person by the same means at nearly the same time. Source: screens.md, "Approvals"."""
    return (
        note.client_id == other.client_id
        and note.contact_type == other.contact_type
        and abs(note.started_at - other.started_at) <= DUPLICATE_WITHIN
    )


def _seconds(note: Written) -> float:
    return (note.ended_at - note.started_at).total_seconds()
