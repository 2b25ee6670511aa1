"""What Alembic runs: one transaction a run, the same on SQLite and PostgreSQL."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, Engine
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

import casepwa.models  # noqa: F401 (registers every table)
from casepwa import database
from casepwa.migrations import append_only
from casepwa.models.columns import UtcDateTime

LOCK = 7_236_513
"""Any number, the same for all: who comes second on PostgreSQL waits until the first has migrated."""


def _plain_type(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """A migration must not change when a class of ours does: it names plain SQLAlchemy types."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, AutoString):
        return "sa.String()"
    return False


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        transactional_ddl=True,
        compare_type=True,
        render_item=_plain_type,
        process_revision_directives=append_only.directives,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            if broken is not None:
                raise RuntimeError(f"this migration leaves a row that points nowhere: {tuple(broken)}")


def _run(engine: Engine) -> None:
    with engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            _migrate(connection)
            return
        # Batch mode rebuilds a table: with foreign keys on, dropping the old one deletes what points at it.
        raw: Any = connection.connection.dbapi_connection
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            _migrate(connection)
        finally:
            connection.rollback()
            raw.execute("PRAGMA foreign_keys=ON")


_run(context.config.attributes.get("engine") or database.engine())
