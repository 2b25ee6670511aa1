"""A spreadsheet saved as CSV, read as agencies really save it: Excel's semicolons, tabs, byte order marks.

Knows nothing of people; the meaning of the columns is in ``caseload_columns``.
"""

import codecs
import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from io import StringIO

from casepwa.casework.errors import Invalid

DELIMITERS = (",", ";", "\t")
LARGEST = 20 * 1024 * 1024
"""Bytes. A row of a thousand words for each of 2,000 people is a quarter of it."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """``number``: the first physical line of the row in the file, counted from 1 as an editor does."""

    number: int
    cells: dict[str, str]
    extra: int = 0
    """Cells beyond the last column."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """``unnamed``: columns without a name that hold something: the first line that does, by place from 0."""

    header_line: int
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    unnamed: dict[int, int]


def read(contents: bytes, *, encoding: str | None = None) -> Sheet:
    """The rows of a CSV file. Column names are lower case with underscores; empty rows are left out.

    ``encoding``: what the file was saved in; None means UTF-8, with or without its mark.

    Raises ``Invalid``: ``import_too_large``, ``import_is_workbook``, ``import_is_utf16``,
    ``import_not_utf8`` (``line``), ``import_not_in_encoding`` (``line``, ``encoding``),
    ``import_no_such_encoding``, ``import_not_text``, ``import_empty``, ``import_open_quote`` (``line``).
    """
    text = _decoded(contents, encoding)
    rows = _rows(text)
    nothing: list[str] = []
    header_line, names = next(rows, (0, nothing))
    columns = tuple(_column(name) for name in names)
    while columns and not columns[-1]:
        columns = columns[:-1]
    if not columns:
        raise Invalid("import_empty")
    lines: list[Line] = []
    unnamed: dict[int, int] = {}
    for number, cells in rows:
        for place, (name, cell) in enumerate(zip(columns, cells, strict=False)):
            if cell and not name:
                unnamed.setdefault(place, number)
        lines.append(
            Line(
                number=number,
                cells={name: cell for name, cell in zip(columns, cells, strict=False) if name},
                extra=sum(1 for cell in cells[len(columns) :] if cell),
            )
        )
    return Sheet(header_line=header_line, columns=columns, lines=tuple(lines), unnamed=unnamed)


def _decoded(contents: bytes, encoding: str | None) -> str:
    if len(contents) > LARGEST:
        raise Invalid("import_too_large", megabytes=LARGEST // 1024 // 1024)
    if contents.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Invalid("import_is_workbook")
    if encoding is not None:
        return _in_encoding(contents, encoding)
    if contents.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in contents[:200]:
        raise Invalid("import_is_utf16")
    try:
        return contents.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid("import_not_utf8", line=_line_of(contents, error.start)) from error


def _in_encoding(contents: bytes, encoding: str) -> str:
    try:
        return contents.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = _line_of(contents, error.start)
        raise Invalid("import_not_in_encoding", encoding=encoding, line=line) from error
    except (LookupError, ValueError) as error:  # "undefined" is a codec that only raises
        raise Invalid("import_no_such_encoding", encoding=encoding) from error


def _line_of(contents: bytes, position: int) -> int:
    return contents.count(b"\n", 0, position) + 1


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row that has any. A first line ``sep=;`` is Excel's own."""
    if "\x00" in text:
        raise Invalid("import_not_text")
    skipped, declared = 0, text[:6].rstrip().casefold()
    delimiter = None
    if declared.startswith("sep=") and len(declared) == 5:
        delimiter = declared[4]
        text, skipped = text.partition("\n")[2], 1
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter or _delimiter(text), strict=True)
    previous_limit = csv.field_size_limit(LARGEST)
    number = 1 + skipped
    try:
        while True:
            number = reader.line_num + 1 + skipped
            try:
                cells = [cell.strip() for cell in next(reader)]
            except StopIteration:
                return
            if any(cells):
                yield number, cells
    except csv.Error as error:
        raise Invalid("import_open_quote", line=number) from error
    finally:
        csv.field_size_limit(previous_limit)


def _delimiter(text: str) -> str:
    """The one that makes the most columns of the first line."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=lambda delimiter: _count(first, delimiter))


def _count(line: str, delimiter: str) -> int:
    try:
        return sum(len(cells) for cells in csv.reader([line], delimiter=delimiter))
    except csv.Error:
        return 0


def _column(name: str) -> str:
    return "_".join(name.strip().casefold().replace("-", " ").split())


def letters(place: int) -> str:
    """What a spreadsheet calls the column at this place, counted from 0: A, B, ... Z, AA."""
    before, this = divmod(place, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + this)


def first_twice(columns: Collection[str]) -> str | None:
    """A column that stands there twice."""
    seen: set[str] = set()
    for column in columns:
        if column in seen:
            return column
        seen.add(column)
    return None
