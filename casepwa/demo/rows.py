"""Rows on their way to the database: collected as plain values, written many at a time.

A demo of 10,000 clients has over a million rows; making each an object of the session would take minutes.
"""

from collections import defaultdict
from collections.abc import Callable, Collection
from functools import cache
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

BATCH = 5_000


@cache
def _defaults(model: Any) -> tuple[dict[str, Any], dict[str, Callable[[], Any]]]:
    """What the model's class would fill in: plain values, and those made afresh for each row."""
    plain: dict[str, Any] = {}
    fresh: dict[str, Callable[[], Any]] = {}
    for name, field in model.model_fields.items():
        if field.default_factory is not None:
            fresh[name] = field.default_factory
        elif not field.is_required():
            plain[name] = field.default
    return plain, fresh


class Rows:
    """Rows by table, in the order in which foreign keys allow them to be written."""

    def __init__(self) -> None:
        self._by_model: defaultdict[Any, list[dict[str, Any]]] = defaultdict(list)
        self.written = 0

    def add(self, model: Any, **values: Any) -> Any:
        """Collect a row; returns its id, if it has one."""
        plain, fresh = _defaults(model)
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
            for start in range(0, len(waiting), BATCH):
                connection.execute(insert(model.__table__), waiting[start : start + BATCH])
            self.written += len(waiting)
        self._by_model.clear()


@cache
def _place(model: Any) -> int:
    """Where the table stands when each comes after those that it points at."""
    return SQLModel.metadata.sorted_tables.index(model.__table__)
