"""What the type of a paper can draw. What it cannot is marked, and each page says what the mark means."""

from collections.abc import Container
from dataclasses import replace
from itertools import groupby
from unicodedata import category, normalize

from casepwa.papers.paper import Line, Paper, Section

MARK = "\N{REPLACEMENT CHARACTER}"
_UNSEEN = {"Cf", "Mn", "Me", "Cc"}
"""Categories that draw nothing by themselves: joiners, variation selectors, marks upon the letter before."""


def drawable(paper: Paper, letters: Container[int]) -> Paper:
    """``paper`` with a ``MARK`` for each run of what is not among ``letters``, its type's code points."""

    found: list[str] = []

    def said(text: str) -> str:
        found.append(_drawable(text, letters))
        return found[-1]

    def line(one: Line) -> Line:
        return replace(one, text=said(one.text), label=said(one.label), note=said(one.note))

    def section(one: Section) -> Section:
        return replace(one, title=said(one.title), lines=tuple(map(line, one.lines)), empty=said(one.empty))

    changed = replace(
        paper,
        title=said(paper.title),
        facts=tuple(map(said, paper.facts)),
        sections=tuple(map(section, paper.sections)),
        agency=said(paper.agency),
        version=said(paper.version),
        printed_by=said(paper.printed_by),
    )
    return replace(changed, has_marks=any(MARK in text for text in found))


def _drawable(text: str, letters: Container[int]) -> str:
    """Precomposed where that exists, so that an accent typed apart from its letter is not lost."""

    def is_drawn(letter: str) -> bool:
        return letter.isspace() or (ord(letter) in letters and category(letter) != "Cf")

    parts: list[str] = []
    for known, run in groupby(normalize("NFC", text), is_drawn):
        if known:
            parts.extend(run)
        elif not all(category(letter) in _UNSEEN for letter in run):
            parts.append(MARK)
    return "".join(parts)
