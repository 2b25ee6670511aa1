"""Statements that every command of a queue asks, compiled once for each database and handed to its driver.

A statement that the database answers in a few millionths of a second costs many times that in the library's
ceremony around it, and a queue of hundreds of commands pays it again and again. The statements, and how
values go in and come out, are still the library's. See docs/decisions/prepared-statements.md.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Dialect, SelectBase, UpdateBase
from sqlalchemy.orm import SessionTransaction
from sqlalchemy.pool import PoolProxiedConnection
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine
from sqlmodel import Session

Statement = SelectBase | UpdateBase
Conversion = Callable[[Any], Any]
"""From a value of ours to the driver's, or back."""
_DRIVER = "driver_of_prepared"


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
        driver = _driver(session)
        form = self._forms.get(driver.dialect.name) or self._form(driver.dialect)
        cursor = driver.connection.cursor()
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


class _Driver(NamedTuple):
    """The driver's connection that a transaction of a session runs on."""

    transaction: SessionTransaction | None
    dialect: Dialect
    connection: PoolProxiedConnection


def _driver(session: Session) -> _Driver:
    """Looked up once in a transaction: asking the session for it costs as much as most statements here."""
    transaction = session.get_transaction()
    known: _Driver | None = session.info.get(_DRIVER)
    if transaction and transaction.is_active and known and known.transaction is transaction:
        return known
    connection = session.connection()
    known = _Driver(session.get_transaction(), connection.dialect, connection.connection)
    session.info[_DRIVER] = known
    return known


class _Form:
    """The statement in one dialect."""

    def __init__(self, statement: Statement, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        assert isinstance(compiled, SQLCompiler)
        assert not compiled.post_compile_params, "a list of values makes another statement each time"
        assert not compiled.literal_execute_params
        self.sql = compiled.string
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        places = compiled.positiontup or list(binds)
        self._names = None if compiled.positiontup else places
        self._said = [_said(name, binds[name], dialect) for name in places]
        types = [column.type for column in statement.exported_columns]
        self.reads = bool(types)
        self._out = [(place, out) for place, each in enumerate(types) if (out := _out(each, dialect))]

    def bound(self, values: Mapping[str, Any]) -> Any:
        """``values`` as the driver takes them."""
        said = [
            always if name is None else values[name] if into is None else into(values[name])
            for name, into, always in self._said
        ]
        return said if self._names is None else dict(zip(self._names, said, strict=True))

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


def _said(name: str, bind: BindParameter[Any], dialect: Dialect) -> tuple[str | None, Conversion | None, Any]:
    """What fills one place: the value of that name, converted; or no name, and what always stands there."""
    into = bind.type.dialect_impl(dialect).bind_processor(dialect)
    if bind.required:
        return name, into, None
    return None, None, into(bind.effective_value) if into else bind.effective_value


def _out(type_: TypeEngine[Any], dialect: Dialect) -> Conversion | None:
    return type_.dialect_impl(dialect).result_processor(dialect, None)
