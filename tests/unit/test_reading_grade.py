"""What families read is as easy as screens.md asks: grade 6 or lower, each screen and each sentence."""

import re
from pathlib import Path

import pytest

from casepwa.offline import catalogue
from tests.unit import reading

GRADE = 6
VIEWS = catalogue.ROOT / "assets" / "offline" / "views"
FRAMES = catalogue.ROOT / "casepwa" / "components" / "frames"
PAGES = catalogue.ROOT / "casepwa" / "pages"
# family_inbox is what staff see of it.
SCREENS = [
    *sorted(PAGES.glob("family*.py")),
    *[PAGES / f"{name}.py" for name in ("join", "sign_in", "offline", "not_found")],
    *[FRAMES / f"{name}.py" for name in ("family_shell", "sync_badge", "notices")],
    *sorted(path for path in VIEWS.glob("family_*.js") if path.name != "family_inbox.js"),
]
CODES = ("consent_scope", "family_progress", "message_event", "message_kind", "shared_date", "shared_kind")
# Fewer words are a label: its grade says how long its one word is.
SHORTEST = 6
FILLED = {"n": "3", "met": "1", "from": "2", "to": "3", "day": "May 3"}


def filled(text: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda blank: FILLED.get(blank[1], "Ana"), text)


def sentences_of(path: Path) -> list[str]:
    said = [text for one in catalogue.said_in(path) for text in (one.text, one.plural) if text]
    return [sentence for text in said for sentence in reading.sentences(filled(text))]


def sentences_of_codes() -> list[str]:
    said = [text for key, text in catalogue.source_ids().items() if key.split(".")[0] in CODES]
    return [sentence for text in said for sentence in reading.sentences(filled(text))]


def hard(sentences: list[str]) -> list[str]:
    return [one for one in sentences if len(reading.words(one)) >= SHORTEST and reading.grade([one]) > GRADE]


@pytest.mark.parametrize("path", [path for path in SCREENS if sentences_of(path)], ids=lambda path: path.name)
def test_a_family_screen_reads_at_grade_six(path: Path) -> None:
    sentences = sentences_of(path)
    assert reading.grade(sentences) <= GRADE
    assert hard(sentences) == []


def test_the_words_of_codes_that_families_read_do_too() -> None:
    assert reading.grade(sentences_of_codes()) <= GRADE
    assert hard(sentences_of_codes()) == []


def test_a_hard_sentence_is_found() -> None:
    assert hard(["Supervisory authorization is required prior to participation."]) != []
    assert hard(["Your team can see this when you say so."]) == []


@pytest.mark.parametrize(
    ("word", "count"),
    [("help", 1), ("needed", 2), ("called", 1), ("appointment", 3), ("team’s", 1), ("people", 2), ("988", 1)],
)
def test_syllables(word: str, count: int) -> None:
    assert reading.syllables(word) == count
