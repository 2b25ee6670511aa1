"""What a reviewer sees around one version of a note: its goals, its visit, the checks with their facts."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework import clocks
from casepwa.casework.actors import Actor
from casepwa.casework.notes import note_checks, note_surroundings
from casepwa.casework.notes.note_checks import Flag, Written
from casepwa.casework.notes.note_surroundings import Surroundings
from casepwa.casework.rules.rule_shapes import UnitsRounding
from casepwa.models import ContactNote, ContactNoteGoal, ContactNoteVersion, Goal, Visit, VisitStamp
from casepwa.models.codes import StampKind

_NOT_PAID = {Flag.INPATIENT.value, Flag.TRAVEL.value, Flag.DIRECT_SERVICE.value}


@dataclass(frozen=True, kw_only=True)
class Other:
    """Another note of the same author that a check is about."""

    contact_type: str
    started_at: datetime
    ended_at: datetime


@dataclass(frozen=True, kw_only=True)
class Check:
    """``code``: a flag, or what is well: ``on_time``, ``no_duplicate``, ``units``."""

    code: str
    is_flag: bool
    others: tuple[Other, ...] = ()
    units: int | None = None
    limit: int | None = None


@dataclass(frozen=True, kw_only=True)
class NamedGoal:
    words: str
    measure: str | None
    achievement: str


@dataclass(frozen=True, kw_only=True)
class OfVisit:
    """The visit that a note belongs to. A confidential place has no name here.

    ``began_ahead``, ``ended_ahead``: ``clocks.minutes_ahead`` of the phone at check-in and at check-out.
    """

    began: datetime | None
    began_ahead: int
    ended: datetime | None
    ended_ahead: int
    place: str | None


def goals_of(session: Session, version_id: UUID) -> list[NamedGoal]:
    rows = session.exec(
        select(Goal)
        .join(ContactNoteGoal, col(ContactNoteGoal.goal_id) == Goal.id)
        .where(ContactNoteGoal.version_id == version_id)
        .order_by(col(Goal.position), col(Goal.id))
    )
    return [NamedGoal(words=row.words, measure=row.measure, achievement=row.achievement) for row in rows]


def visit_of(session: Session, note: ContactNote) -> OfVisit | None:
    visit = session.get(Visit, note.visit_id) if note.visit_id else None
    if visit is None:
        return None
    stamps = {
        stamp.kind: stamp for stamp in session.exec(select(VisitStamp).where(VisitStamp.visit_id == visit.id))
    }
    began, ended = stamps.get(StampKind.CHECK_IN), stamps.get(StampKind.CHECK_OUT)
    place = None if visit.is_confidential else ", ".join(p for p in (visit.place_name, visit.address) if p)
    return OfVisit(
        began=began.happened_at if began else None,
        began_ahead=clocks.minutes_ahead(began.clock_offset_ms) if began else 0,
        ended=ended.happened_at if ended else None,
        ended_ahead=clocks.minutes_ahead(ended.clock_offset_ms) if ended else 0,
        place=place or None,
    )


def checks_of(session: Session, actor: Actor, note: ContactNote, version: ContactNoteVersion) -> list[Check]:
    """What was flagged when this version arrived, with what it is about as it stands now; then what is well.

    A note that came later can make an overlap or a likeness that was not there: it is found here too.
    """
    said = note_surroundings.said_in(note, version)
    around = note_surroundings.of(session, replace(actor, account_id=note.author_id), said)
    overlapping = [each for each in around.others if note_checks.overlaps(said, each)]
    alike = [each for each in around.others if note_checks.looks_the_same(said, each)]
    flags = set(version.flags)
    flags |= {Flag.OVERLAP.value} if overlapping and said.is_contact else set()
    flags |= {Flag.POSSIBLE_DUPLICATE.value} if alike else set()
    units, limit = _units(around, said)
    flags = _with_units_of_today(flags, said, is_over=limit is not None and units > limit)
    others = {Flag.OVERLAP: _others(overlapping), Flag.POSSIBLE_DUPLICATE: _others(alike)}
    found = [
        Check(code=flag.value, is_flag=True, others=others.get(flag, ()), units=units, limit=limit)
        for flag in Flag
        if flag.value in flags
    ]
    if Flag.LATE_ENTRY.value not in flags:
        found.append(Check(code="on_time", is_flag=False))
    if not flags & {Flag.POSSIBLE_DUPLICATE.value, Flag.REPEATED_TEXT.value}:
        found.append(Check(code="no_duplicate", is_flag=False))
    if said.units is not None and Flag.UNITS_OVER_DAY.value not in flags:
        found.append(Check(code="units", is_flag=False, units=units, limit=limit))
    return found


def _with_units_of_today(flags: set[str], said: Written, *, is_over: bool) -> set[str]:
    """Another note of the day may have changed this one's units, and the day's, since it arrived."""
    has_none = said.units == 0 and said.is_contact and not flags & _NOT_PAID
    stand = {Flag.ZERO_UNITS.value: has_none, Flag.UNITS_OVER_DAY.value: is_over}
    return (flags - stand.keys()) | {flag for flag, stands in stand.items() if stands}


def _others(found: list[Written]) -> tuple[Other, ...]:
    return tuple(
        Other(contact_type=each.contact_type, started_at=each.started_at, ended_at=each.ended_at)
        for each in sorted(found, key=lambda each: each.started_at)
    )


def _units(around: Surroundings, said: Written) -> tuple[int, int | None]:
    """Units of this author with this client on the note's day, and the payer's limit for a day."""
    others = sum(each.units or 0 for each in around.same_day(said.client_id))
    rule = around.book.chosen(
        UnitsRounding,
        on=around.day,
        program_id=around.served.program_id if around.served else None,
        payer_id=around.served.payer_id if around.served else None,
    )
    return others + (said.units or 0), rule.day_limit if rule else None
