"""The one catalogue of visible words: gettext files in ``locale/``, JSON on the device.

English sentences stand in the code, as ``t("...")`` in Python and JavaScript, and need no entry.
``locale/en.po`` holds the English of ids: ``error.<id>`` for errors, ``<group>.<code>`` for stored codes.
Another language is one more file, ``locale/<code>.po``, with every sentence and every id; ``make catalogue``
brings it up to date with the code. Its header's ``Language`` says whose dates and numbers: ``es_US``.
"""

import ast
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import polib
from babel import Locale

from casepwa.casework.errors import CaseworkError
from casepwa.casework.languages import LOCALE, SOURCE

ROOT = Path(__file__).parent.parent.parent
CONTEXT = "\x04"  # as gettext joins a context and its message

_JS_STRING = r"\"((?:[^\"\\\n]|\\.)*)\""
_JS_CALL = re.compile(rf"(?<![\w.])t\(\s*(?:{_JS_STRING}|(?=[`'\w]))")
_JS_REST = re.compile(rf"(?:[^()\"]|{_JS_STRING})*")  # up to the call's end: its params, strings whole
_LINE = re.compile(r":\d+$")  # a line moves with every edit above it
_JS_FIELD = re.compile(rf"(plural|context):\s*{_JS_STRING}")


class Message(NamedTuple):
    """One sentence of the code, and one place where it stands (``path:line``)."""

    text: str
    plural: str | None
    context: str | None
    place: str

    @property
    def key(self) -> str:
        """What the device looks it up by."""
        return f"{self.context}{CONTEXT}{self.text}" if self.context else self.text


class NotLiteral(Exception):
    """A sentence that is put together at run time cannot be translated; the message names the place."""


def messages() -> list[Message]:
    """Every sentence that the code shows, each once, in the order of its place.

    Raises:
        NotLiteral: when ``t`` is given anything but a plain string.
    """
    found: dict[str, Message] = {}
    paths = [
        *sorted((ROOT / "casepwa").rglob("*.py")),
        # text.js defines t, and passes ids on
        *sorted(path for path in (ROOT / "assets" / "offline").rglob("*.js") if path.name != "text.js"),
    ]
    for path in paths:
        for message in said_in(path):
            found.setdefault(message.key, message)
    return list(found.values())


def said_in(path: Path) -> Iterator[Message]:
    """Every sentence of one file. Raises ``NotLiteral`` as ``messages`` does."""
    return _python(path) if path.suffix == ".py" else _javascript(path)


def _python(path: Path) -> Iterator[Message]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or getattr(node.func, "id", None) != "t":
            continue
        place = f"{path.relative_to(ROOT)}:{node.lineno}"
        words = {keyword.arg: keyword.value for keyword in node.keywords}
        text, plural, context = (
            _literal(part, place)
            for part in (node.args[0] if node.args else None, words.get("plural"), words.get("context"))
        )
        if text is None:
            raise NotLiteral(f"{place}: t() needs its sentence")
        yield Message(text, plural, context, place)


def _literal(node: ast.expr | None, place: str) -> str | None:
    if node is None:
        return None
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise NotLiteral(f"{place}: t() takes a plain string; put what varies into {{params}}")


def _javascript(path: Path) -> Iterator[Message]:
    text = path.read_text("utf-8")
    for call in _JS_CALL.finditer(text):
        place = f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, call.start()) + 1}"
        if call[1] is None:
            raise NotLiteral(f"{place}: t() takes a plain string in double quotes")
        rest = found[0] if (found := _JS_REST.match(text, call.end())) else ""
        fields = {name: json.loads(f'"{value}"') for name, value in _JS_FIELD.findall(rest)}
        yield Message(json.loads(f'"{call[1]}"'), fields.get("plural"), fields.get("context"), place)


def languages() -> dict[str, str]:
    """Code -> its own name, of every language that has a catalogue; the source first."""
    codes = [SOURCE, *sorted(path.stem for path in LOCALE.glob("*.po") if path.stem != SOURCE)]
    return {code: (Locale.parse(code).display_name or code).capitalize() for code in codes}


def catalogue(code: str) -> dict[str, Any]:
    """What the device loads for one language: how it is written, and its messages under one version."""
    file = _file(code)
    texts = {_key(entry): _text(entry, code) for entry in _entries(file)}
    messages = {key: text for key, text in texts.items() if text}
    written = json.dumps(messages, ensure_ascii=False)
    return {
        "language": code,
        "formats": file.metadata["Language"].replace("_", "-"),
        "dir": "rtl" if Locale.parse(code).text_direction == "rtl" else "ltr",
        "version": hashlib.sha256(written.encode()).hexdigest()[:12],
        "messages": messages,
    }


def _file(code: str) -> polib.POFile:
    return polib.pofile(str(LOCALE / f"{code}.po"))


def _entries(file: polib.POFile) -> list[polib.POEntry]:
    """The finished entries of a file: a fuzzy translation may say something else."""
    return [entry for entry in file if not (entry.obsolete or entry.fuzzy)]


def _key(entry: polib.POEntry) -> str:
    return f"{entry.msgctxt}{CONTEXT}{entry.msgid}" if entry.msgctxt else entry.msgid


def _text(entry: polib.POEntry, code: str) -> str | dict[str, str] | None:
    """The translation; plural forms by their Unicode name, because `Intl.PluralRules` speaks in names."""
    if not entry.msgid_plural:
        return entry.msgstr or None
    if not all(entry.msgstr_plural.values()):
        return None
    rule = Locale.parse(code).plural_form
    names = sorted({*rule.tags, "other"}, key=["zero", "one", "two", "few", "many", "other"].index)
    forms = [entry.msgstr_plural[i] for i in sorted(entry.msgstr_plural)]
    return dict(zip(names, forms + forms[-1:] * (len(names) - len(forms)), strict=False))


def source_ids() -> dict[str, str]:
    """Id -> English sentence, of everything that a code or an error chooses."""
    return {entry.msgid: entry.msgstr for entry in _entries(_file(SOURCE))}


def sentence(error: CaseworkError) -> str:
    """What ``error`` says, in English: for the command line."""
    return source_ids().get(f"error.{error.message_id}", error.message_id).format(**error.params)


def merge(code: str) -> polib.POFile:
    """The catalogue of another language with every sentence and id of the code; what left is gone."""
    known_file = _file(code) if (LOCALE / f"{code}.po").exists() else polib.POFile()
    old = {_key(entry): entry for entry in known_file}
    merged = polib.POFile(wrapwidth=110)
    merged.metadata = known_file.metadata or {
        "Language": code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
    }
    wanted = [
        *messages(),
        *(Message(key, None, None, text) for key, text in source_ids().items()),
    ]
    for message in wanted:
        known = old.get(message.key)
        entry = polib.POEntry(
            msgid=message.text, msgctxt=message.context, comment=_LINE.sub("", message.place)
        )
        if message.plural:
            count = len({*Locale.parse(code).plural_form.tags, "other"})
            entry.msgid_plural = message.plural
            entry.msgstr_plural = (known and known.msgstr_plural) or dict.fromkeys(range(count), "")
        else:
            entry.msgstr = known.msgstr if known else ""
        merged.append(entry)
    return merged


def untranslated(code: str) -> list[str]:
    """Keys that the code shows and the catalogue of `code` lacks."""
    have = catalogue(code)["messages"]
    wanted = [*source_ids(), *([] if code == SOURCE else [message.key for message in messages()])]
    return [key for key in wanted if key not in have]


def static_files() -> list[tuple[Path, str]]:
    """For Reflex: where each catalogue stands and what it says. English is bundled, others are fetched."""
    others = {code: catalogue(code) for code in languages() if code != SOURCE}
    files = {Path("public", "catalogues", f"{code}.json"): said for code, said in others.items()}
    files[Path("public", "offline", "en.json")] = source(others)
    return [(path, json.dumps(content, ensure_ascii=False)) for path, content in files.items()]


def source(others: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The English catalogue, which also names every language and the version of each of ``others``."""
    versions = {code: said["version"] for code, said in others.items()}
    return catalogue(SOURCE) | {"languages": languages(), "versions": versions}


def main() -> None:
    """Bring every other language's file up to date; ``--json`` writes the English catalogue to the output."""
    if "--json" in sys.argv:
        sys.stdout.write(json.dumps(source({})))
        return
    for code in languages():
        if code != SOURCE:
            merge(code).save(str(LOCALE / f"{code}.po"))
            sys.stdout.write(f"{code}: {len(untranslated(code))} left to translate\n")


if __name__ == "__main__":
    main()
