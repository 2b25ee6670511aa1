"""Rows on their way to the database: collected as plain values, written many at a time.

A demo of 10,000 clients has over a million rows; making each an object of the session would take minutes.
"""

from collections import defaultdict
from collections.abc import Callable, Collection
from functools import cache
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Column, Connection, Dialect, Table, insert
from sqlmodel import Session, SQLModel

from casepwa.casework.appending import defaults_of

BATCH = 5_000


class Rows:
    """Rows by table, in the order in which foreign keys allow them to be written."""

    def __init__(self) -> None:
        self._by_model: defaultdict[Any, list[dict[str, Any]]] = defaultdict(list)
        self.written = 0

    def add(self, model: Any, **values: Any) -> Any:
        """Collect a row; returns its id, if it has one."""
        plain, fresh = defaults_of(model)
        row = {**plain, **values}
        for name, make in fresh.items():
            if name not in values:
                row[name] = make()
        self._by_model[model].append(row)
        return row.get("id")

    def ids(self, model: Any) -> list[Any]:
        """The ids of the collected rows of ``model``."""
        return [row["id"] for row in self._by_model[model]]

    def drop(self, model: Any, ids: Collection[Any]) -> None:
        """Forget the collected rows of ``model`` with these ids."""
        self._by_model[model] = [row for row in self._by_model[model] if row["id"] not in ids]

    def keep(self, model: Any, column: str, values: Collection[Any]) -> None:
        """Forget the collected rows of ``model`` whose ``column`` is none of ``values``."""
        wanted = set(values)
        self._by_model[model] = [row for row in self._by_model[model] if row[column] in wanted]

    def write(self, session: Session) -> None:
        """Write everything collected so far and forget it."""
        connection = session.connection()
        for model in sorted(self._by_model, key=_place):
            waiting = self._by_model[model]
            if connection.dialect.name == "postgresql":
                _copy(connection, model.__table__, waiting)
            else:
                for start in range(0, len(waiting), BATCH):
                    connection.execute(insert(model.__table__), waiting[start : start + BATCH])
            self.written += len(waiting)
        self._by_model.clear()


def _copy(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """PostgreSQL's own way for many rows, several times as fast as inserting them."""
    if not rows:
        return
    columns = [table.c[name] for name in rows[0]]
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), sql.SQL(", ").join(sql.Identifier(column.name) for column in columns)
    )
    ways = [(column.key, _way_in(column, connection.dialect)) for column in columns]
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    with driver.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row([way(row[name]) if way else row[name] for name, way in ways])


def _way_in(column: Column[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """What makes the driver's value of ours, as in an insert."""
    return column.type.dialect_impl(dialect).bind_processor(dialect)


@cache
def _place(model: Any) -> int:
    """Where the table stands when each comes after those that it points at."""
    return SQLModel.metadata.sorted_tables.index(model.__table__)
