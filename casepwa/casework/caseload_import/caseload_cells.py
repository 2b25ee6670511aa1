"""Reads the cells of a row as days, numbers, choices; one that cannot be read is a problem, not a stop."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from casepwa.casework import phone_numbers
from casepwa.casework.caseload_import import caseload_days
from casepwa.casework.caseload_import.caseload_files import Line
from casepwa.casework.errors import Invalid

YES = frozenset({"yes", "y", "true", "1", "x", "sí", "si", "✓"})
NO = frozenset({"no", "n", "false", "0"})
LINE_LENGTH = 500
TEXT_LENGTH = 20_000
EARLIEST = date(1900, 1, 1)

_ROUNDED = re.compile(r"\d([.,]\d+)?e\+?\d+", re.IGNORECASE)
_EXCEL_ROUNDED = re.compile(r"\d([.,]\d+)?E\+\d+")
"""As Excel itself writes it: 2E10 may be somebody's own number."""
_DAY_NUMBER = re.compile(r"[1-9]\d{4}(\.\d+)?")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2})?\s*([ap])?\.?m?\.?", re.IGNORECASE)
_EXCEL_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_LINE_END = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What is wrong with one cell, or with the file (``line`` 0). The sentence is ``error.<message id>``."""

    line: int
    column: str
    error: Invalid


@dataclass(kw_only=True)
class Cells:
    """``date_format``: how the file writes days besides ISO, as ``caseload_days`` has it; None: only ISO.
    ``today``, ``zone``: the agency's own.
    """

    line: Line
    date_format: str | None
    today: date
    zone: ZoneInfo
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, column: str, message_id: str, **params: Any) -> None:
        self.problems.append(
            Problem(line=self.line.number, column=column, error=Invalid(message_id, **params))
        )

    def text(self, column: str, *, limit: int = TEXT_LENGTH, is_needed: bool = False) -> str | None:
        """What stands in the cell, composed and without invisible control characters; None when empty.

        ``="007"`` is how Excel keeps a leading zero: 007 is what was typed. Any other formula is text that
        nothing here computes.
        """
        cell = self.line.cells.get(column, "")
        kept = _EXCEL_TEXT.fullmatch(cell)
        cell = _LINE_END.sub("\n", unicodedata.normalize("NFC", kept[1] if kept else cell))
        cell = "".join(c for c in cell if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"}).strip()
        if len(cell) > limit:
            self.wrong(column, "import_too_long", limit=limit)
        if is_needed and not cell:
            self.wrong(column, "import_value_missing")
        return cell or None

    def short(self, column: str, *, is_needed: bool = False) -> str | None:
        """One line of text: line breaks become spaces."""
        cell = self.text(column, limit=LINE_LENGTH, is_needed=is_needed)
        return " ".join(cell.split()) if cell else None

    def number_as_text(self, column: str, *, is_needed: bool = False) -> str | None:
        """A number that nobody computes with, or a word, as it was typed."""
        cell = self.short(column, is_needed=is_needed)
        if cell and _EXCEL_ROUNDED.fullmatch(cell):
            self.wrong(column, "import_rounded_number", value=_shown(cell))
        return cell

    def items(self, column: str) -> list[str]:
        """Things listed one a line, or with semicolons between them."""
        cell = self.text(column)
        parts = re.split(r"[\n;]", cell) if cell else []
        return [" ".join(part.split()).lstrip("-•* ") for part in parts if part.strip(" -•*\t")]

    def tuples(self, column: str, width: int) -> list[tuple[str | None, ...]]:
        """Listed things of up to ``width`` parts with ``|`` between them; missing parts are None."""
        found: list[tuple[str | None, ...]] = []
        for item in self.items(column):
            parts = [part.strip() or None for part in item.split("|")]
            if len(parts) > width or parts[0] is None:
                self.wrong(column, "import_parts", value=_shown(item), width=width)
                continue
            found.append((*parts, *[None] * (width - len(parts))))
        return found

    def yes(self, column: str) -> bool:
        return self.yes_or_no(column) or False

    def yes_or_no(self, column: str) -> bool | None:
        """None for an empty cell."""
        cell = (self.short(column) or "").casefold()
        if not cell:
            return None
        if cell not in YES | NO:
            self.wrong(column, "import_not_yes_or_no", value=_shown(cell))
        return cell in YES

    def day(self, column: str) -> date | None:
        cell = self.short(column)
        if cell is None:
            return None
        if _DAY_NUMBER.fullmatch(cell):
            self.wrong(column, "import_day_number", value=cell)
            return None
        found = self._day(cell)
        if found is None:
            self.wrong(column, "import_not_a_day", value=_shown(cell), today=self._written(self.today))
        elif found < EARLIEST:
            self.wrong(column, "import_day_too_early", value=_shown(cell))
            return None
        return found

    def past_day(self, column: str) -> date | None:
        """A day that has been, today included."""
        return self._not_ahead(column, self.day(column))

    def birth_day(self, column: str) -> date | None:
        """A day that has been. A year of two digits that would be ahead is one of the last century."""
        found = self.day(column)
        is_short = "%y" in (self.date_format or "") and _iso(self.short(column) or "") is None
        if is_short and found is not None and found > self.today:
            found = found.replace(year=found.year - 100)
        return self._not_ahead(column, found)

    def time(self, column: str) -> time | None:
        cell = self.short(column)
        if cell is None:
            return None
        match = _TIME.fullmatch(cell)
        hour, minute = (int(match[1]), int(match[2])) if match else (99, 0)
        half = (match[3] or "").casefold() if match else ""
        if half and not 1 <= hour <= 12:
            hour = 99
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        if hour > 23 or minute > 59:
            self.wrong(column, "import_not_a_time", value=_shown(cell))
            return None
        return time(hour, minute)

    def number(self, column: str, *, low: float, high: float) -> float | None:
        cell = self.short(column)
        if cell is None:
            return None
        try:
            found = float(cell.replace(",", "."))
        except ValueError:
            found = float("nan")
        if not low <= found <= high:
            self.wrong(column, "import_not_a_number", value=_shown(cell), low=f"{low:g}", high=f"{high:g}")
            return None
        return found

    def phone(self, column: str) -> str | None:
        """Somebody's own number."""
        cell = self.short(column)
        return self._called(column, cell, phone_numbers.is_phone) if cell else None

    def crisis_line(self, column: str) -> str | None:
        cell = self.short(column)
        return self.as_crisis_line(column, cell) if cell else None

    def as_crisis_line(self, column: str, cell: str) -> str | None:
        """A number to call in a crisis: 988 and 741741 as well as somebody's own."""
        return self._called(column, cell, phone_numbers.is_crisis_line)

    def _called(self, column: str, cell: str, can_be_called: Callable[[str], bool]) -> str | None:
        if _ROUNDED.fullmatch(cell):
            self.wrong(column, "import_rounded_number", value=_shown(cell))
            return None
        if not can_be_called(cell):
            self.wrong(column, "import_not_a_phone", value=_shown(cell))
            return None
        return cell

    def code(self, column: str, codes: type[StrEnum], *, default: str) -> str:
        cell = (self.short(column) or "").casefold().replace(" ", "_").replace("-", "_")
        if not cell:
            return default
        if cell not in set(codes):
            self.wrong(column, "import_not_a_choice", value=_shown(cell), choices=", ".join(codes))
            return default
        return cell

    def _not_ahead(self, column: str, day: date | None) -> date | None:
        if day is not None and day > self.today:
            self.wrong(column, "import_day_ahead", value=day.isoformat())
        return day

    def _day(self, cell: str) -> date | None:
        iso = _iso(cell)
        if iso is not None or self.date_format is None:
            return iso
        return caseload_days.read(cell, self.date_format)

    def _written(self, day: date) -> str:
        return caseload_days.written(day, self.date_format) if self.date_format else day.isoformat()


def _iso(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return None


def _shown(value: str) -> str:
    """A cell as a message shows it: short."""
    return value if len(value) <= 60 else f"{value[:57]}…"
