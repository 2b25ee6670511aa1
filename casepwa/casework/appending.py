"""Rows that are written once and not looked at again in their unit of work, inserted at once.

A queue of hundreds of commands is sent in one go, and the session's bookkeeping for such a row costs several
times the insert itself. Rows that it stands on must have been flushed.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import insert
from sqlalchemy.dialects.postgresql import insert as insert_on_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_on_sqlite
from sqlalchemy.orm.attributes import instance_dict
from sqlalchemy.orm.instrumentation import manager_of_class
from sqlmodel import Session, SQLModel

from casepwa.casework.prepared import Prepared
from casepwa.models.columns import Table

R = TypeVar("R", bound=Table)


def row_of(model: type[R], **values: Any) -> R:
    """The row that ``model(**values)`` would be, with its class's defaults, for ``append`` and ``claim``.

    Made in a tenth of the time, because nobody follows what changes in it: never add it to a session.
    """
    plain, fresh = defaults_of(cast("Any", model))
    row: R = manager_of_class(model).new_instance()
    written = instance_dict(row)
    written.update(plain)
    written.update(values)
    for name, make in fresh.items():
        if name not in values:
            written[name] = make()
    return row


@cache
def defaults_of(model: Any) -> tuple[dict[str, Any], dict[str, Callable[[], Any]]]:
    """What the model's class would fill in: plain values, and those made afresh for each row."""
    plain: dict[str, Any] = {}
    fresh: dict[str, Callable[[], Any]] = {}
    for name, field in model.model_fields.items():
        if field.default_factory is not None:
            fresh[name] = field.default_factory
        elif not field.is_required():
            plain[name] = field.default
    return plain, fresh


def append(session: Session, *rows: Table) -> None:
    """Insert ``rows``, in this order, in the transaction of ``session``; its identity map does not know them.

    What a constraint refuses is raised here, not at a later flush.
    """
    for row in rows:
        append_values(session, str(type(row).__tablename__), values_of(row))


def append_values(session: Session, table: str, values: dict[str, Any]) -> None:
    """As ``append``, for a row of which nobody needs more than that it is written."""
    _ = _insert(table).rows(session, values)


def claim(session: Session, table: str, values: dict[str, Any]) -> bool:
    """Insert a row whose key may be taken: False, and nothing is changed, when it is.

    ``values``: one for every column. Of two transactions that claim one key, the second waits for the first.
    """
    return _insert_unless_taken(table).first(session, values) is not None


def values_of(row: Table) -> dict[str, Any]:
    """The columns of a row that was just made, for ``claim``."""
    return {key: row.__dict__[key] for key in _columns(str(type(row).__tablename__))}


@cache
def _insert(table: str) -> Prepared:
    return Prepared.of(insert(SQLModel.metadata.tables[table]))


@cache
def _insert_unless_taken(table: str) -> Prepared:
    into = SQLModel.metadata.tables[table]
    key = list(into.primary_key)
    made = {
        dialect: insert_there(into).on_conflict_do_nothing(index_elements=key).returning(*key)
        for dialect, insert_there in (("postgresql", insert_on_postgresql), ("sqlite", insert_on_sqlite))
    }
    return Prepared(made)


@cache
def _columns(table: str) -> tuple[str, ...]:
    return tuple(SQLModel.metadata.tables[table].columns.keys())
