"""The languages that the app can be read in: one gettext file each, ``locale/<code>.po``."""

from functools import cache
from pathlib import Path

from casepwa.casework.errors import Invalid

LOCALE = Path(__file__).parent.parent.parent / "locale"
SOURCE = "en"


@cache
def codes() -> tuple[str, ...]:
    """Code of every language that has a file, the source first."""
    return SOURCE, *sorted({path.stem for path in LOCALE.glob("*.po")} - {SOURCE})


def require(code: str) -> str:
    """``code`` itself. Raises ``Invalid('language_not_offered')`` for one that has no file."""
    if code not in codes():
        raise Invalid("language_not_offered")
    return code
