"""From minutes to units of 15, and one visit's minutes among several clients.

Source: domain.md, "Contact notes"; the eight-minute rule is CMS's for timed services (Medicare Claims
Processing Manual, chapter 5, section 20.2).
"""

from casepwa.casework.rule_shapes import SharedTime, UnitsRounding

UNIT_MINUTES = 15


def rounded(minutes: int, policy: str) -> int:
    """Units for ``minutes`` (0 or more) under ``eight_minute`` or ``full_unit``."""
    if policy == "full_unit":
        return minutes // UNIT_MINUTES
    if policy == "eight_minute":
        return 0 if minutes < 8 else (minutes + 7) // UNIT_MINUTES
    raise ValueError(f"{policy} does not round a single number of minutes")


def of_note(minutes: int, rounding: UnitsRounding, *, others_minutes: int = 0, others_units: int = 0) -> int:
    """Units of one note of ``minutes``.

    Under ``day_total`` a note adds to the day what its minutes add to the day's sum: ``others_minutes`` and
    ``others_units`` are those of this author's other billable notes about this client on this day. A note
    mended to fewer minutes never takes units back from another, already signed: it gets 0.
    """
    if rounding.policy != "day_total":
        return rounded(minutes, rounding.policy)
    return max(0, of_day([others_minutes, minutes], rounding) - others_units)


def of_day(minutes: list[int], rounding: UnitsRounding) -> int:
    """Units of one day's notes: rounded one by one, or their sum under ``day_total``."""
    if rounding.policy == "day_total":
        return rounded(sum(minutes), rounding.day_total_then)
    return sum(rounded(each, rounding.policy) for each in minutes)


def shared(minutes: int, people: int, rule: SharedTime) -> list[int]:
    """What each of ``people`` clients of one visit of ``minutes`` gets, in whole minutes.

    ``divided``: no minute twice and none lost; the first get the minutes that do not divide evenly.
    """
    if people < 1:
        raise ValueError("a visit has at least one client")
    if rule.policy == "full_each":
        return [minutes] * people
    each, over = divmod(minutes, people)
    return [each + 1] * over + [each] * (people - over)
