"""Steps from one database shape to the next, carried in the installed package (docs/migrations.md)."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect
from sqlmodel import SQLModel

NAMED = 3  # columns; who wants to see them all compares the models


class NotCurrent(Exception):
    """This version of the program cannot work with the database; the message says what to do."""


class Behind(NotCurrent):
    """Steps are left to do."""


def config(engine: Engine | None = None) -> Config:
    """An Alembic configuration without a file. ``engine`` defaults to the one of the settings."""
    made = Config()
    made.set_main_option("script_location", "casepwa:migrations")
    made.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    made.set_main_option("path_separator", "os")
    made.attributes["engine"] = engine
    return made


def upgrade(engine: Engine | None = None, revision: str = "head") -> None:
    """Bring the database to ``revision``. Safe to run again, and by several processes at once."""
    command.upgrade(config(engine), revision)


def downgrade(engine: Engine | None = None, revision: str = "base") -> None:
    command.downgrade(config(engine), revision)


def require_current(engine: Engine) -> None:
    """Return if every step of this version has been done and no other, and the columns are there.

    Takes 30 to 80 ms. Raises ``Behind`` where ``upgrade`` helps, another ``NotCurrent`` where it does not.
    """
    steps = ScriptDirectory.from_config(config(engine))
    with engine.execution_options(casepwa_readonly=True).connect() as connection:
        done = set(MigrationContext.configure(connection).get_current_heads())
        if not done <= {step.revision for step in steps.walk_revisions()}:
            raise NotCurrent("This database was made by a newer version of CasePWA: update the program.")
        if done != set(steps.get_heads()):
            raise Behind("The database is not up to date. Bring it up to date: casepwa migrate")
        wrong = _columns_astray(connection)
    if wrong:
        more = f" and {len(wrong) - NAMED} more" if len(wrong) > NAMED else ""
        raise NotCurrent(
            "This database was made before the first release and has another shape than this version needs "
            f"({', '.join(wrong[:NAMED])}{more}). If it holds only the demo's invented people, begin again: "
            "rm -rf var (or the folder that CASEPWA_VAR names). Otherwise see docs/migrations.md."
        )


def _columns_astray(connection: Connection) -> list[str]:
    """Columns that the models name and a table lacks, or that a table demands and the models do not know.

    Until the first release the one step is rewritten, so that its number alone does not tell the shape.
    """
    import casepwa.models  # noqa: F401 (registers every table)

    found = {table: columns for (_, table), columns in inspect(connection).get_multi_columns().items()}
    astray: list[str] = []
    for table in SQLModel.metadata.sorted_tables:
        there = {column["name"]: column for column in found.get(table.name, [])}
        named = [column.name for column in table.columns]
        astray += [f"{table.name}.{name} is missing" for name in named if name not in there]
        astray += [
            f"{table.name}.{name} is not known"
            for name, column in there.items()
            if name not in named and not column["nullable"] and column["default"] is None
        ]
    return astray
