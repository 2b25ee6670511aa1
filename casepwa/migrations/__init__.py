"""Steps from one database shape to the next, carried in the installed package (docs/migrations.md)."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine


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


def is_current(engine: Engine) -> bool:
    """Has every migration of this version of the program been applied?"""
    heads = set(ScriptDirectory.from_config(config(engine)).get_heads())
    with engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == heads
