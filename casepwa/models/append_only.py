"""Tables whose rows are never changed and never deleted: the database itself refuses it.

A table says so with ``"info": APPEND_ONLY`` in its ``__table_args__``. ``create_all`` and the migrations lay
the same triggers.
"""

from typing import Any

from sqlalchemy import Connection, MetaData, event, text
from sqlmodel import SQLModel

APPEND_ONLY = {"append_only": True}


def statements(dialect: str, table: str) -> list[str]:
    """The SQL that makes ``table`` append-only in ``dialect`` (``sqlite`` or ``postgresql``)."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_never_{verb}s BEFORE {verb.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for verb in ("update", "delete")
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {table}_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse_change()",
        f"CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse_change()",
    ]


def reversing_statements(dialect: str, table: str) -> list[str]:
    if dialect == "sqlite":
        return [f"DROP TRIGGER {table}_never_{verb}s" for verb in ("update", "delete")]
    return [
        f"DROP TRIGGER {table}_is_append_only ON {table}",
        f"DROP TRIGGER {table}_is_never_emptied ON {table}",
        f"DROP FUNCTION {table}_refuse_change()",
    ]


@event.listens_for(SQLModel.metadata, "after_create")
def _protect(target: MetaData, connection: Connection, **more: Any) -> None:
    for table in more["tables"]:
        if table.info.get("append_only"):
            for statement in statements(connection.dialect.name, table.name):
                connection.execute(text(statement))
