"""The words of a paper, from the same catalogue as the screens, in the language it is printed in."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Any

import polib
from babel import Locale
from babel.dates import format_date, format_time

from casepwa.casework.languages import LOCALE, SOURCE


class Words:
    """Sentences and dates of one language; what it lacks is said in English."""

    def __init__(self, language: str) -> None:
        self.language = language if (LOCALE / f"{language}.po").exists() else SOURCE
        self._locale = Locale.parse(_file(self.language).metadata["Language"])

    @property
    def t(self) -> Callable[..., str]:
        """Bind it to ``t``, so that the catalogue finds its sentences: ``t = words.t``.

        ``t("{n} day left", plural="{n} days left", n=2)``; ``context`` tells equal English words apart.
        """
        return self._text

    def _text(
        self, message: str, /, *, plural: str | None = None, context: str | None = None, **params: Any
    ) -> str:
        entry = _entries(self.language).get((context, message))
        chosen = message
        if plural is not None:
            chosen = self._plural(entry, message, plural, params["n"])
        elif entry is not None and entry.msgstr:
            chosen = entry.msgstr
        return chosen.format(**params) if params else chosen

    def word(self, group: str, code: str) -> str:
        """The word for a stored code: ``<group>.<code>`` of the catalogue, or the code itself."""
        for language in (self.language, SOURCE):
            entry = _entries(language).get((None, f"{group}.{code}"))
            if entry is not None and entry.msgstr:
                return entry.msgstr
        return code.replace("_", " ")

    def day(self, value: date | datetime | None) -> str:
        """March 10, 2026; empty for none. A moment must be in the agency's zone already."""
        return format_date(value, "long", self._locale) if value else ""

    def moment(self, value: datetime) -> str:
        """March 10, 2026, 2:30 PM, of a moment in the agency's zone."""
        return f"{self.day(value)}, {format_time(value, 'short', locale=self._locale)}".replace("\u202f", " ")

    def _plural(self, entry: polib.POEntry | None, one: str, many: str, n: int) -> str:
        rule = self._locale.plural_form
        if entry is not None and entry.msgstr_plural:
            names = sorted({*rule.tags, "other"}, key=["zero", "one", "two", "few", "many", "other"].index)
            forms = [entry.msgstr_plural[index] for index in sorted(entry.msgstr_plural)]
            return dict(zip(names, forms, strict=False)).get(rule(n)) or forms[-1] or many
        return one if n == 1 else many


@cache
def _file(language: str) -> polib.POFile:
    return polib.pofile(str(LOCALE / f"{language}.po"))


@cache
def _entries(language: str) -> dict[tuple[str | None, str], polib.POEntry]:
    return {(entry.msgctxt or None, entry.msgid): entry for entry in _file(language) if not entry.fuzzy}
