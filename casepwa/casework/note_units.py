"""Units of a contact note: counted on the server, by the rule of whoever paid on that day.

What a phone shows is "about"; this number is the record. A note is never refused for billing: what does not
count has 0 units and a flag. Source: domain.md, "Contact notes".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from casepwa.casework import units
from casepwa.casework.contact_standard import MADE
from casepwa.casework.note_checks import Flag, Written
from casepwa.casework.rule_shapes import NotBillable, UnitsRounding
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
) -> tuple[int | None, list[Flag]]:
    """Units of ``note`` and what to say about them.

    ``same_day``: this author's other notes about this client on the agency's day of the note.
    """
    rule, excluded = circumstances.rounding, circumstances.not_billable.kinds
    found: list[Flag] = []
    if not circumstances.is_covered:
        found.append(Flag.NO_COVERAGE)
    if circumstances.transport_given and "transport" in excluded:
        found.append(Flag.TRANSPORT_IN_TIME)
    if rule is None:
        return None, [*found, Flag.NO_ROUNDING_RULE]
    if not counts(note, circumstances.not_billable):
        return 0, found
    if circumstances.is_inpatient and "inpatient" in excluded:
        return 0, [*found, Flag.INPATIENT]
    others = [other for other in same_day if counts(other, circumstances.not_billable)]
    others_units = sum(other.units or 0 for other in others)
    number = units.of_note(
        note.minutes,
        rule,
        others_minutes=sum(other.minutes for other in others),
        others_units=others_units,
    )
    if number == 0:
        found.append(Flag.ZERO_UNITS)
    if rule.day_limit is not None and others_units + number > rule.day_limit:
        found.append(Flag.UNITS_OVER_DAY)
    return number, found


def counts(note: Written, not_billable: NotBillable) -> bool:
    """Does its time count at all? A contact does; a message left only where the payer says so."""
    if note.outcome == ContactOutcome.LEFT_MESSAGE:
        return "voicemail" not in not_billable.kinds
    return note.outcome in MADE
