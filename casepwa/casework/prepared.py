"""Statements that every command of a queue asks, compiled once for each database and handed to its driver.

A statement that the database answers in a few millionths of a second costs many times that in the library's
ceremony around it, and a queue of hundreds of commands pays it again and again. The statements, and how
values go in and come out, are still the library's. See docs/decisions/prepared-statements.md.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect, SelectBase, UpdateBase
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine
from sqlmodel import Session

Statement = SelectBase | UpdateBase
Conversion = Callable[[Any], Any]
"""From a value of ours to the driver's, or back."""


class Prepared:
    """One statement, built once. What differs from time to time are bind parameters, each said by name."""

    def __init__(self, statements: Mapping[str, Statement]) -> None:
        """``statements``: by dialect; ``*`` for each that has none of its own."""
        self._statements = statements
        self._forms: dict[str, _Form] = {}

    @classmethod
    def of(cls, statement: Statement) -> "Prepared":
        return cls({"*": statement})

    def rows(self, session: Session, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The rows that come back; none of a plain insert. What waits in the session is not flushed.

        Raises what the driver raises: to the edge a fault of ours, as any error of a database.
        """
        connection = session.connection()
        form = self._forms.get(connection.dialect.name) or self._form(connection.dialect)
        cursor = connection.connection.cursor()
        try:
            cursor.execute(form.sql, form.bound(values))
            return form.read(cursor.fetchall()) if form.reads else []
        finally:
            cursor.close()

    def first(self, session: Session, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        rows = self.rows(session, values)
        return rows[0] if rows else None

    def _form(self, dialect: Dialect) -> "_Form":
        statement = self._statements.get(dialect.name, self._statements.get("*"))
        assert statement is not None
        form = self._forms[dialect.name] = _Form(statement, dialect)
        return form


class _Form:
    """The statement in one dialect."""

    def __init__(self, statement: Statement, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        assert isinstance(compiled, SQLCompiler)
        assert not compiled.post_compile_params, "a list of values makes another statement each time"
        assert not compiled.literal_execute_params
        self.sql = compiled.string
        self._order = compiled.positiontup
        self._asked: list[tuple[str, Conversion | None]] = []
        self._constant: dict[str, Any] = {}
        for bind, name in compiled.bind_names.items():
            into = bind.type.dialect_impl(dialect).bind_processor(dialect)
            if bind.required:
                self._asked.append((name, into))
            else:
                self._constant[name] = into(bind.effective_value) if into else bind.effective_value
        types = [column.type for column in statement.exported_columns]
        self.reads = bool(types)
        self._out = [(place, out) for place, each in enumerate(types) if (out := _out(each, dialect))]

    def bound(self, values: Mapping[str, Any]) -> Any:
        """``values`` as the driver takes them."""
        said = {
            **self._constant,
            **{name: values[name] if into is None else into(values[name]) for name, into in self._asked},
        }
        return said if self._order is None else tuple([said[name] for name in self._order])

    def read(self, rows: Sequence[Any]) -> list[tuple[Any, ...]]:
        if not self._out:
            return list(rows)
        found: list[tuple[Any, ...]] = []
        for row in rows:
            values = list(row)
            for place, out in self._out:
                values[place] = out(values[place])
            found.append(tuple(values))
        return found


def _out(type_: TypeEngine[Any], dialect: Dialect) -> Conversion | None:
    return type_.dialect_impl(dialect).result_processor(dialect, None)
