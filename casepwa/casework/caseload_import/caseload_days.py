"""How a file writes its days, as declared: ``MM/DD/YYYY``, ``DD-MMM-YYYY`` or strptime's own signs.

Names of months are English, whatever the language of the server.
"""

import re
from datetime import date, datetime

from casepwa.casework.errors import Invalid

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NUMBERS = {
    written.casefold(): f"{number:02}"
    for number, name in enumerate(_MONTHS, start=1)
    for written in (name, name[:3])
} | {"sept": "09"}
_SIGNS = {"YYYY": "%Y", "YY": "%y", "MMMM": "%B", "MMM": "%b", "MM": "%m", "M": "%m", "DD": "%d", "D": "%d"}
_WORD = re.compile(r"[^\W\d_]+")
_SOME_DAY = date(2001, 11, 23)


def declared_way(declared: str) -> str:
    """``MM/DD/YYYY`` as ``%m/%d/%Y``; with percent signs it stays as it is.

    Raises ``Invalid('import_date_format', declared)`` for one that does not tell year, month and day.
    """
    way = declared
    if "%" not in declared:
        way = re.sub("|".join(_SIGNS), lambda match: _SIGNS[match[0]], declared.upper())
    try:
        is_whole = read(written(_SOME_DAY, way), way) == _SOME_DAY
    except re.error:  # a part stands there twice
        is_whole = False
    if not is_whole:
        raise Invalid("import_date_format", declared=declared)
    return way


def read(cell: str, way: str) -> date | None:
    """The day that ``cell`` writes in this way; None for another way, or no day at all."""
    numbered = way.replace("%B", "%m").replace("%b", "%m")
    if numbered != way:
        known = [word for word in _WORD.findall(cell) if word.casefold() in _NUMBERS]
        if len(known) != 1:
            return None
        cell = cell.replace(known[0], _NUMBERS[known[0].casefold()])
    try:
        return datetime.strptime(cell, numbered).date()  # noqa: DTZ007 (a day has no zone)
    except ValueError:
        return None


def written(day: date, way: str) -> str:
    month = _MONTHS[day.month - 1]
    return day.strftime(way.replace("%B", month).replace("%b", month[:3]))
