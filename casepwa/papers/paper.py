"""What a printable page says, before it has a shape: titles, lines, and the facts of its footer."""

from dataclasses import dataclass
from datetime import datetime

PART_2_NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
"""Printed on every page of a paper that holds substance-use content, in these words in every language."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """``label`` stands before ``text`` in bold, ``note`` after it in grey. ``bullet``: one of a list."""

    text: str
    label: str = ""
    note: str = ""
    bullet: bool = False


@dataclass(frozen=True, kw_only=True)
class Section:
    """``is_urgent``: with a bar at its side, for what must be seen first. ``empty``: said without lines."""

    title: str
    lines: tuple[Line, ...]
    is_urgent: bool = False
    empty: str = ""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One printable page.

    Args:
        title: in large type; ``facts`` are the lines under it.
        language: code of the catalogue that its fixed words come from.
        agency: whose paper it is.
        version: which state of the record it shows, in words.
        printed_by: name of who let it out, and ``printed_at``, an aware moment in the agency's zone.
        has_part_2: holds substance-use content (42 CFR Part 2), so that every page carries the notice.
        has_marks: somewhere a mark stands for letters that its type does not have (``letters``).
    """

    title: str
    facts: tuple[str, ...]
    sections: tuple[Section, ...]
    language: str
    agency: str
    version: str
    printed_by: str
    printed_at: datetime
    has_part_2: bool = False
    has_marks: bool = False
