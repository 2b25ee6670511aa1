"""Contacts due and overdue by the program's contact standard. Attempts are counted apart.

Source: domain.md, "Contact notes": child face to face, caregiver, collateral and attempts count separately.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from casepwa.casework.agency_time import day_of
from casepwa.casework.clocks import TOLERANCE
from casepwa.casework.rules.rule_shapes import Cadence, ContactStandard
from casepwa.models.codes import Contacted, ContactOutcome, ContactType

MADE = frozenset({ContactOutcome.REACHED, ContactOutcome.SEEN, ContactOutcome.SEEN_ALONE})
"""Outcomes in which someone was spoken with or seen; every other outcome is an attempt."""
REACHES_BACK = timedelta(days=2 * 366)
"""Longer than any cadence of the standard: an older contact changes no due day."""


class Kind(StrEnum):
    """Named as the fields of ``rule_shapes.ContactStandard``."""

    CHILD_FACE_TO_FACE = "child_face_to_face"
    CAREGIVER = "caregiver"
    COLLATERAL = "collateral"


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A note as the standard sees it. No ``kinds``: an attempt, or a contact that no standard counts."""

    happened_at: datetime
    kinds: frozenset[Kind]
    is_attempt: bool


@dataclass(frozen=True, kw_only=True)
class KindDue:
    last_at: datetime | None
    due_on: date | None
    is_overdue: bool


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where one client stands. ``attempts``: since the last contact that counted."""

    last_contact_at: datetime | None
    due_on: date | None
    is_overdue: bool
    kinds: dict[Kind, KindDue]
    attempts: int


def counted(*, happened_at: datetime, contacted: Iterable[str], outcome: str, contact_type: str) -> Contact:
    """What a note counts as. A child is seen only face to face: a call does not show that a child is well."""
    made = outcome in MADE
    kinds: set[Kind] = set()
    if made:
        people = set(contacted)
        if Contacted.CLIENT in people and contact_type == ContactType.FACE_TO_FACE:
            kinds.add(Kind.CHILD_FACE_TO_FACE)
        if Contacted.CAREGIVER in people:
            kinds.add(Kind.CAREGIVER)
        if people & {Contacted.COLLATERAL, Contacted.OTHER_CASE_MANAGER}:
            kinds.add(Kind.COLLATERAL)
    return Contact(happened_at=happened_at, kinds=frozenset(kinds), is_attempt=not made)


def moment_of(started_at: datetime, received_at: datetime) -> datetime:
    """When a contact counts: a time still to come, as notes are flagged for, counts as of its receipt."""
    return started_at if started_at <= received_at + TOLERANCE else received_at


def standing(
    standard: ContactStandard | None,
    contacts: Sequence[Contact],
    *,
    opened_on: date | None,
    today: date,
    zone: ZoneInfo,
) -> Standing:
    """Where a client stands on ``today``, a day of the agency's calendar.

    ``opened_on``: the episode's first day, from which the first contacts are owed; earlier contacts count for
    nothing. ``standard`` None: nothing is owed.
    """
    made = [contact for contact in contacts if not contact.is_attempt]
    last_at = max((contact.happened_at for contact in made), default=None)
    attempts = sum(
        1 for each in contacts if each.is_attempt and (last_at is None or each.happened_at > last_at)
    )
    kinds: dict[Kind, KindDue] = {}
    for kind in Kind:
        cadence: Cadence | None = getattr(standard, kind.value, None)
        if cadence is None:
            continue
        moments = [contact.happened_at for contact in made if kind in contact.kinds]
        due_on = _due_on(cadence, sorted(day_of(moment, zone) for moment in moments), opened_on)
        kinds[kind] = KindDue(
            last_at=max(moments, default=None),
            due_on=due_on,
            is_overdue=due_on is not None and due_on < today,
        )
    due_on = min((due.due_on for due in kinds.values() if due.due_on), default=None)
    return Standing(
        last_contact_at=last_at,
        due_on=due_on,
        is_overdue=due_on is not None and due_on < today,
        kinds=kinds,
        attempts=attempts,
    )


def _due_on(cadence: Cadence, days: list[date], opened_on: date | None) -> date | None:
    """The last day on which the next contact is on time. ``days``: those of the contacts, earliest first."""
    if opened_on is not None:
        days = [day for day in days if day >= opened_on]
    if cadence.days is not None:
        enough = len(days) >= cadence.times
        since = days[-cadence.times] if enough else opened_on
        return since + timedelta(days=cadence.days) if since else None
    months = [(day.year, day.month) for day in days]
    met = max((month for month in months if months.count(month) >= cadence.times), default=None)
    if met is not None:
        year, month = met
        return _month_end(year + month // 12, month % 12 + 1)
    return _month_end(opened_on.year, opened_on.month) if opened_on else None


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
