"""Reads the cells of a row as days, numbers, choices; one that cannot be read is a problem, not a stop."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from casepwa.casework.caseload_import.caseload_files import Line
from casepwa.casework.errors import Invalid

YES = frozenset({"yes", "y", "true", "1", "x", "sí", "si", "✓"})
NO = frozenset({"no", "n", "false", "0"})
LINE_LENGTH = 500
TEXT_LENGTH = 20_000
EARLIEST = date(1900, 1, 1)

_PHONE = re.compile(r"\+?[\d\s().\-–/]{7,30}(?:\s*(?:x|ext\.?|#)\s*\d{1,6})?", re.IGNORECASE)
_ROUNDED = re.compile(r"\d([.,]\d+)?e\+?\d+", re.IGNORECASE)
_DAY_NUMBER = re.compile(r"[1-9]\d{4}(\.\d+)?")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2})?\s*([ap])?\.?m?\.?", re.IGNORECASE)
_EXCEL_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_FORMATS = {"YYYY": "%Y", "YY": "%y", "MM": "%m", "DD": "%d", "M": "%m", "D": "%d"}


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What is wrong with one cell, or with the file (``line`` 0). The sentence is ``error.<message id>``."""

    line: int
    column: str
    error: Invalid


def strptime_format(declared: str) -> str:
    """``MM/DD/YYYY`` as ``%m/%d/%Y``; a format with percent signs stays as it is."""
    if "%" in declared:
        return declared
    return re.sub(r"YYYY|YY|MM|DD|M|D", lambda match: _FORMATS[match[0]], declared.upper())


def is_phone(said: str) -> bool:
    """A number that can be called, with an extension if there is one."""
    return bool(_PHONE.fullmatch(said)) and 7 <= sum(c.isdigit() for c in said) <= 21


@dataclass(kw_only=True)
class Cells:
    """``date_format``: how the file writes days besides ISO, as strptime says it; None when only ISO."""

    line: Line
    date_format: str | None
    today: date
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
        cell = unicodedata.normalize("NFC", kept[1] if kept else cell)
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

    def yes(self, column: str, *, default: bool = False) -> bool:
        cell = (self.short(column) or "").casefold()
        if not cell:
            return default
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
        found = self.day(column)
        if found is not None and found > self.today:
            self.wrong(column, "import_day_ahead", value=found.isoformat())
        return found

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
        cell = self.short(column)
        return self.as_phone(column, cell) if cell else None

    def as_phone(self, column: str, cell: str) -> str | None:
        if _ROUNDED.fullmatch(cell):
            self.wrong(column, "import_rounded_number", value=_shown(cell))
            return None
        if not is_phone(cell):
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

    def _day(self, cell: str) -> date | None:
        try:
            return date.fromisoformat(cell)
        except ValueError:
            pass
        if self.date_format is None:
            return None
        try:
            return datetime.strptime(cell, self.date_format).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            return None

    def _written(self, day: date) -> str:
        return day.strftime(self.date_format) if self.date_format else day.isoformat()


def _shown(value: str) -> str:
    """A cell as a message shows it: short."""
    return value if len(value) <= 60 else f"{value[:57]}…"
