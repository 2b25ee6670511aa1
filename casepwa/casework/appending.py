"""Rows that are written once and not looked at again in their unit of work, inserted at once.

A queue of hundreds of commands is sent in one go, and the session's bookkeeping for such a row costs several
times the insert itself. Rows that it stands on must have been flushed.
"""

from functools import cache
from typing import Any

from sqlalchemy import Insert, insert
from sqlalchemy.dialects.postgresql import insert as insert_on_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_on_sqlite
from sqlmodel import Session, SQLModel

from casepwa.models.columns import Table


def append(session: Session, *rows: Table) -> None:
    """Insert ``rows``, in this order, in the transaction of ``session``; its identity map does not know them.

    Raises ``IntegrityError`` here, not at a later flush.
    """
    for row in rows:
        append_values(session, str(type(row).__tablename__), values_of(row))


def append_values(session: Session, table: str, values: dict[str, Any]) -> None:
    """As ``append``, for a row of which nobody needs more than that it is written."""
    _ = session.connection().execute(_insert(table), values)


def claim(session: Session, table: str, values: dict[str, Any]) -> bool:
    """Insert a row whose key may be taken: False, and nothing is changed, when it is.

    ``values``: one for every column. Of two transactions that claim one key, the second waits for the first.
    """
    statement = _insert_unless_taken(table, session.get_bind().dialect.name)
    return session.connection().execute(statement, values).first() is not None


def values_of(row: Table) -> dict[str, Any]:
    """The columns of a row that was just made, for ``claim``."""
    return {key: row.__dict__[key] for key in _columns(str(type(row).__tablename__))}


@cache
def _insert(table: str) -> Insert:
    return insert(SQLModel.metadata.tables[table])


@cache
def _insert_unless_taken(table: str, dialect: str) -> Any:
    into = SQLModel.metadata.tables[table]
    made = insert_on_postgresql(into) if dialect == "postgresql" else insert_on_sqlite(into)
    return made.on_conflict_do_nothing(index_elements=list(into.primary_key)).returning(*into.primary_key)


@cache
def _columns(table: str) -> tuple[str, ...]:
    return tuple(SQLModel.metadata.tables[table].columns.keys())
