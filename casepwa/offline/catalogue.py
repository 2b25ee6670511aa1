"""The one catalogue of visible words: gettext files in ``locale/``, JSON on the device.

English sentences stand in the code, as ``t("...")`` in Python and JavaScript, and need no entry.
``locale/en.po`` holds the English of ids: ``error.<id>`` for errors, ``<group>.<code>`` for stored codes.
Another language is one more file, ``locale/<code>.po``, with every sentence and every id;
``python -m casepwa.offline.catalogue`` brings it up to date with the code.
"""

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import polib
from babel import Locale

from casepwa.casework.errors import CaseworkError

ROOT = Path(__file__).parent.parent.parent
LOCALE = ROOT / "locale"
SOURCE = "en"
CONTEXT = "\x04"  # as gettext joins a context and its message

_JS_STRING = r"\"((?:[^\"\\\n]|\\.)*)\""
_JS_CALL = re.compile(rf"(?<![\w.])t\(\s*(?:{_JS_STRING}|(?=[`'\w]))")
_JS_REST = re.compile(rf"(?:[^()\"]|{_JS_STRING})*")  # up to the call's end: its params, strings whole
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
    for path in sorted((ROOT / "casepwa").rglob("*.py")):
        for message in _python(path):
            found.setdefault(message.key, message)
    for path in sorted((ROOT / "assets" / "offline").rglob("*.js")):
        if path.name != "text.js":  # defines t, and passes ids on
            for message in _javascript(path):
                found.setdefault(message.key, message)
    return list(found.values())


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
    """What the device loads for one language: its direction, the choice of languages, its messages."""
    texts = {_key(entry): _text(entry, code) for entry in _entries(code)}
    return {
        "language": code,
        "dir": "rtl" if Locale.parse(code).text_direction == "rtl" else "ltr",
        "languages": languages(),
        "messages": {key: text for key, text in texts.items() if text},
    }


def _entries(code: str) -> list[polib.POEntry]:
    """The finished entries of a file: a fuzzy translation may say something else."""
    return [
        entry for entry in polib.pofile(str(LOCALE / f"{code}.po")) if not (entry.obsolete or entry.fuzzy)
    ]


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
    return {entry.msgid: entry.msgstr for entry in _entries(SOURCE)}


def sentence(error: CaseworkError) -> str:
    """What ``error`` says, in English: for the command line."""
    return source_ids().get(f"error.{error.message_id}", error.message_id).format(**error.params)


def merge(code: str) -> polib.POFile:
    """The catalogue of another language with every sentence and id of the code; what left it is obsolete."""
    path = LOCALE / f"{code}.po"
    old = {_key(entry): entry for entry in polib.pofile(str(path))} if path.exists() else {}
    merged = polib.POFile(wrapwidth=110)
    merged.metadata = {"Language": code, "MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8"}
    wanted = [
        *messages(),
        *(Message(key, None, None, f"locale/en.po: {text}") for key, text in source_ids().items()),
    ]
    for message in wanted:
        known = old.get(message.key)
        entry = polib.POEntry(msgid=message.text, msgctxt=message.context, comment=message.place)
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
    files = {Path("public", "offline", "en.json"): SOURCE}
    files |= {Path("public", "catalogues", f"{code}.json"): code for code in languages() if code != SOURCE}
    return [(path, json.dumps(catalogue(code), ensure_ascii=False)) for path, code in files.items()]


def main() -> None:
    """Bring every other language's file up to date; ``--json`` writes the English catalogue to the output."""
    if "--json" in sys.argv:
        sys.stdout.write(json.dumps(catalogue(SOURCE)))
        return
    for code in languages():
        if code != SOURCE:
            merge(code).save(str(LOCALE / f"{code}.po"))
            sys.stdout.write(f"{code}: {len(untranslated(code))} left to translate\n")


if __name__ == "__main__":
    main()
