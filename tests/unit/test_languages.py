"""Every language says all that English says, keeps its blanks, and no screen shows a word past ``t()``."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from casepwa.offline import catalogue

OTHERS = [code for code in catalogue.languages() if code != catalogue.SOURCE]
ENGLISH = catalogue.source_ids()
# The same word in English and in the language.
ALIKE = {
    "es": {
        "+15 min",
        "Animal",
        "BIRP",
        "CSV UTF-8",
        "Crisis",
        "DAP",
        "GIRP",
        "Hospital",
        "No",
        "Plan",
        "SOAP",
        "Video",
        "min",
    }
    | {"{hours} h", "{hours} h {minutes} min", "{minutes} min"},
}
WORD = re.compile(r"[^\W\d_]{2,}")
BLANK = re.compile(r"\{(\w+)\}")


def entries(code: str) -> list[polib.POEntry]:
    return list(polib.pofile(str(catalogue.LOCALE / f"{code}.po")))


def forms(entry: polib.POEntry) -> list[tuple[str, str]]:
    """(English, the language) of each form of an entry."""
    if not entry.msgid_plural:
        return [(ENGLISH.get(entry.msgid, entry.msgid), entry.msgstr)]
    english = [entry.msgid] + [entry.msgid_plural] * (len(entry.msgstr_plural) - 1)
    return list(zip(english, (entry.msgstr_plural[i] for i in sorted(entry.msgstr_plural)), strict=True))


@pytest.mark.parametrize("code", OTHERS)
def test_nothing_was_left_in_english(code: str) -> None:
    left = [
        said
        for entry in entries(code)
        for english, said in forms(entry)
        if said == english and said not in ALIKE.get(code, set()) and WORD.search(BLANK.sub("", said))
    ]
    assert left == []


@pytest.mark.parametrize("code", OTHERS)
def test_every_blank_is_filled_in_where_the_language_wants_it(code: str) -> None:
    """A lost ``{name}`` is a sentence about nobody; a new one is shown as it stands."""
    wrong = [
        (english, said)
        for entry in entries(code)
        for english, said in forms(entry)
        if set(BLANK.findall(said)) != set(BLANK.findall(english))
        or (english.endswith(" "), english.startswith(" ")) != (said.endswith(" "), said.startswith(" "))
    ]
    assert wrong == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_holds_only_what_the_app_says(code: str) -> None:
    """What the code no longer says would be translated for nobody: ``make catalogue`` takes it out."""
    wanted = {message.key for message in catalogue.messages()} | set(ENGLISH)
    assert [key for key in catalogue.catalogue(code)["messages"] if key not in wanted] == []


# -- words that a screen shows past t() ----------------------------------------------------------------

NAMES = {"CasePWA"}
SHOWING = ("rx.el.", "rx.cond", "rx.fragment")
SAID = {"aria_label", "title", "placeholder", "alt", "label", "hint"}
SHOWN_IN_JAVASCRIPT = re.compile(r"(?:toast|errorWords)\(\s*[\"`]|(?:textContent|title|ariaLabel) = [\"`]")


def bare_words(path: Path) -> Iterator[str]:
    """Strings that stand on the page as they are: children of elements, labels, the page's title."""
    for part in shown(ast.parse(path.read_text("utf-8"))):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and is_word(part.value):
            yield f"{path.name}:{part.lineno}: {part.value}"


def shown(node: ast.AST) -> Iterator[ast.expr]:
    """What `node` shows, whatever it is; class names are passed over."""
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "TITLE":
        yield node.value
    if isinstance(node, ast.Call):
        if ast.unparse(node.func).startswith(SHOWING):
            yield from node.args
        yield from (word.value for word in node.keywords if word.arg in SAID)
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.keyword) and child.arg == "class_name"):
            yield from shown(child)


def is_word(text: str) -> bool:
    """Begins like a sentence or a label; class names and codes do not."""
    return bool(re.match(r"[A-Z][a-z]+( |$)|[a-z]+ [a-z]+ ", text)) and text not in NAMES


def test_no_screen_shows_a_word_past_t() -> None:
    root = catalogue.ROOT
    python = [*(root / "casepwa" / "pages").glob("*.py"), *(root / "casepwa" / "components").rglob("*.py")]
    found = [word for path in sorted(python) for word in bare_words(path)]
    for path in sorted((root / "assets" / "offline").rglob("*.js")):
        lines = path.read_text("utf-8").splitlines()
        found += [
            f"{path.name}:{n}: {line.strip()}"
            for n, line in enumerate(lines, 1)
            if SHOWN_IN_JAVASCRIPT.search(line)
        ]
    assert found == []


def test_words_past_t_are_found(tmp_path: Path) -> None:
    page = tmp_path / "page.py"
    page.write_text(
        'TITLE = "Today"\nrx.el.p("Nothing is due.")\nrx.el.button(t("Save"), aria_label="Save it")\n'
        'rx.cond(view.busy, "Saving", t("Save"))\nrx.el.div(class_name="flex gap-2", id="people")\n'
    )
    assert [found.split(": ")[1] for found in bare_words(page)] == [
        "Today",
        "Nothing is due.",
        "Save it",
        "Saving",
    ]
