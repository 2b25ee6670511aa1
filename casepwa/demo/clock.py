"""Now, as the demo agency sees it: its own zone, its own today."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/New_York")


@dataclass(frozen=True, kw_only=True)
class Clock:
    """``now``: an aware moment, the only source of time while the demo is made."""

    now: datetime

    def __post_init__(self) -> None:
        """In UTC, where an hour later is an hour later, also on the nights on which clocks change."""
        object.__setattr__(self, "now", self.now.astimezone(UTC))

    @property
    def today(self) -> date:
        return self.now.astimezone(ZONE).date()

    def day(self, days: int) -> date:
        """``days`` from today; negative is back."""
        return self.today + timedelta(days=days)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """That hour of that day at the agency, in UTC."""
    return datetime.combine(day, time(hour, minute), ZONE).astimezone(UTC)


def age_to_birth_date(age: int, *, month: int, day: int, today: date) -> date:
    """The birth date of someone who is ``age`` years old today. ``day`` is 1 to 28."""
    had_it = (month, day) <= (today.month, today.day)
    return date(today.year - age - (0 if had_it else 1), month, day)


def workday(day: date) -> date:
    """``day``, or the Monday after it."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= 5 else day
