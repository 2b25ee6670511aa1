"""From minutes to units of 15, and one visit's minutes among several clients.

Source: domain.md, "Contact notes"; the eight-minute rule is CMS's for timed services (Medicare Claims
Processing Manual, chapter 5, section 20.2).
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from casepwa.casework.rules.rule_shapes import SharedTime, UnitsRounding

UNIT_MINUTES = 15


def rounded(minutes: int, policy: str) -> int:
    """Units for ``minutes`` (0 or more) under ``eight_minute`` or ``full_unit``."""
    if policy == "full_unit":
        return minutes // UNIT_MINUTES
    if policy == "eight_minute":
        return 0 if minutes < 8 else (minutes + 7) // UNIT_MINUTES
    raise ValueError(f"{policy} does not round a single number of minutes")


def of_day(minutes: Sequence[int], rounding: UnitsRounding) -> list[int]:
    """Units of each of a day's notes, by their minutes in the day's order.

    Under ``day_total`` each has what its minutes add to the units of the day's sum.
    """
    if rounding.policy != "day_total":
        return [rounded(each, rounding.policy) for each in minutes]
    sums = [rounded(total, rounding.day_total_then) for total in accumulate(minutes)]
    return [after - before for before, after in pairwise([0, *sums])]


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
