"""Units of a contact note: counted on the server, by the rule of whoever paid on that day.

What a phone shows is "about"; this number is the record. A note is never refused for billing: what does not
count has 0 units and a flag. Source: domain.md, "Contact notes".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from casepwa.casework.caseloads.contact_standard import MADE
from casepwa.casework.notes import units
from casepwa.casework.notes.note_checks import Flag, Written
from casepwa.casework.rules.rule_shapes import NotBillable, UnitsRounding
from casepwa.models.codes import ContactOutcome


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """``rounding`` None: nobody chose a policy yet, so units stay unknown. ``is_inpatient``: on that day."""

    rounding: UnitsRounding | None
    not_billable: NotBillable
    is_covered: bool
    is_inpatient: bool
    transport_given: bool


def counted(
    note: Written, same_day: Sequence[Written], circumstances: Circumstances
) -> tuple[dict[UUID, int | None], list[Flag]]:
    """Units of ``note`` and of each of ``same_day``, by note, and what to say about ``note``.

    ``same_day``: this author's other notes about this client on the agency's day of the note. Their units are
    other ones than before only where the payer adds the minutes of a day first.
    """
    rule, excluded = circumstances.rounding, circumstances.not_billable.kinds
    found: list[Flag] = []
    if not circumstances.is_covered:
        found.append(Flag.NO_COVERAGE)
    if circumstances.transport_given and "transport" in excluded:
        found.append(Flag.TRANSPORT_IN_TIME)
    if rule is None:
        return {note.note_id: None}, [*found, Flag.NO_ROUNDING_RULE]
    if note.work in excluded:
        found.append(Flag(note.work))
    day = of_day([*same_day, note], circumstances)
    if not counts(note, circumstances.not_billable):
        return day, found
    if circumstances.is_inpatient and "inpatient" in excluded:
        return day, [*found, Flag.INPATIENT]
    if day[note.note_id] == 0:
        found.append(Flag.ZERO_UNITS)
    if rule.day_limit is not None and sum(number or 0 for number in day.values()) > rule.day_limit:
        found.append(Flag.UNITS_OVER_DAY)
    return day, found


def of_day(notes: Sequence[Written], circumstances: Circumstances) -> dict[UUID, int | None]:
    """Units of the notes of one author about one client on one day, in the order in which they happened."""
    rule, not_billable = circumstances.rounding, circumstances.not_billable
    if rule is None:
        return {}
    found: dict[UUID, int | None] = {note.note_id: 0 for note in notes}
    if circumstances.is_inpatient and "inpatient" in not_billable.kinds:
        return found
    billable = [note for note in notes if counts(note, not_billable)]
    billable.sort(key=lambda note: (note.started_at, note.note_id))
    numbers = units.of_day([note.minutes for note in billable], rule)
    return found | dict(zip((note.note_id for note in billable), numbers, strict=True))


def counts(note: Written, not_billable: NotBillable) -> bool:
    """Does its time count at all? A contact does, and whatever else the payer's rule pays for."""
    if note.work in not_billable.kinds:
        return False
    if note.outcome == ContactOutcome.LEFT_MESSAGE:
        return "voicemail" not in not_billable.kinds
    return note.outcome in MADE
