"""Telephone numbers as people write them: what can be called.

What a phone dials for one, its extension after a pause, is for ``assets/offline/views/reach.js`` to say.
"""

import re

_PHONE = re.compile(
    r"(\+?[\d\s().\-–/]{7,30})(?:[,;]?\s*(?:x|ext(?:ension|\.)?|#)\s*\d{1,6})?", re.IGNORECASE
)
_SHORT = re.compile(r"\d{3,6}|\d{3}[ -]\d{3}|\d-\d-\d|[*#]\d{2,4}")
"""988, 741741, 741-741, 2-1-1, #77: lines that a whole country or state knows."""
_DECIMAL = re.compile(r"\+?\d{7,}\.0{1,2}")
_MONTH, _DAY, _YEAR = "(?:0?[1-9]|1[0-2])", "(?:0?[1-9]|[12][0-9]|3[01])", "(?:19|20)[0-9]{2}"
_DATE = re.compile(
    f"{_YEAR}([-/.]){_MONTH}\\1{_DAY}|{_MONTH}([-/.]){_DAY}\\2{_YEAR}|{_DAY}([-/.]){_MONTH}\\3{_YEAR}"
    f"|{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
)
_BETWEEN_TWO = (re.compile(r"[/–]|\s-\s|(?<=\d{7})-"), re.compile(r"\s+"))
_FEWEST, _MOST = 7, 15
"""Digits. Source of the most: ITU-T E.164."""


def is_phone(written: str) -> bool:
    """One number that can be called, with an extension if there is one; no day, no number with decimals."""
    match = _PHONE.fullmatch(written)
    return (
        match is not None
        and _FEWEST <= _digits(match[1]) <= _MOST
        and not _DECIMAL.fullmatch(written)
        and not _DATE.fullmatch(written)
        and not any(_is_parted(match[1], between) for between in _BETWEEN_TWO)
    )


def is_crisis_line(written: str) -> bool:
    """Besides what anyone's number may be, three to six digits: 988, 211, 741741; or #77."""
    return bool(_SHORT.fullmatch(written)) or is_phone(written)


def _is_parted(number: str, between: re.Pattern[str]) -> bool:
    return sum(_digits(part) >= _FEWEST for part in between.split(number)) > 1


def _digits(written: str) -> int:
    return sum(letter.isdigit() for letter in written)
