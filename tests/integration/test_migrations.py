"""The migrations build exactly what the models say, on both databases, and come down again."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlmodel import SQLModel

import casepwa.models  # noqa: F401 (registers every table)
from casepwa import migrations
from tests.databases import KINDS, empty_database


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def empty(kind: str, tmp_path: Path) -> Iterator[Engine]:
    with empty_database(kind, tmp_path) as engine:
        yield engine


@pytest.fixture
def from_models(kind: str, tmp_path: Path) -> Iterator[Engine]:
    with empty_database(kind, tmp_path) as engine:
        SQLModel.metadata.create_all(engine)
        yield engine


def described(engine: Engine) -> dict[str, Any]:
    """Columns, keys, CHECK constraints, indexes with their conditions, triggers: as the database says."""
    seen = inspect(engine)
    tables = {
        table: {
            "columns": sorted((c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(table)),
            "primary": seen.get_pk_constraint(table),
            "foreign": sorted(map(str, seen.get_foreign_keys(table))),
            "unique": sorted(map(str, seen.get_unique_constraints(table))),
            "checks": sorted(map(str, seen.get_check_constraints(table))),
            "indexes": sorted(
                str(
                    {
                        **index,
                        "dialect_options": {k: str(v) for k, v in index.get("dialect_options", {}).items()},
                    }
                )
                for index in seen.get_indexes(table)
            ),
        }
        for table in seen.get_table_names()
        if table != "alembic_version"
    }
    triggers = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
        "postgresql": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname",
    }
    with engine.connect() as connection:
        return {"triggers": connection.scalars(text(triggers[engine.dialect.name])).all(), **tables}


def test_the_migrations_build_what_the_models_say(empty: Engine) -> None:
    migrations.upgrade(empty)
    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_checks_partial_indexes_and_triggers_are_migrated_too(empty: Engine, from_models: Engine) -> None:
    migrations.upgrade(empty)
    assert described(empty) == described(from_models)
    assert described(empty)["triggers"]


def test_a_downgrade_leaves_nothing_and_can_be_upgraded_again(empty: Engine) -> None:
    migrations.upgrade(empty)
    migrations.downgrade(empty)
    assert inspect(empty).get_table_names() == ["alembic_version"]
    migrations.upgrade(empty)
    migrations.require_current(empty)


def test_an_empty_database_is_behind(empty: Engine) -> None:
    with pytest.raises(migrations.Behind, match="casepwa migrate"):
        migrations.require_current(empty)


def test_a_database_of_a_newer_version_is_not_to_be_migrated(empty: Engine) -> None:
    migrations.upgrade(empty)
    with empty.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(migrations.NotCurrent, match="newer version of CasePWA: update the program") as said:
        migrations.require_current(empty)
    assert not isinstance(said.value, migrations.Behind)


def test_a_database_of_another_shape_says_so_and_how_a_demo_begins_again(empty: Engine) -> None:
    migrations.upgrade(empty)
    with empty.begin() as connection:
        connection.execute(text("ALTER TABLE account RENAME COLUMN name TO called"))
        connection.execute(text("ALTER TABLE saved_phrase RENAME TO phrase"))
    with pytest.raises(migrations.NotCurrent, match="rm -rf var") as said:
        migrations.require_current(empty)
    assert "account.name is missing, account.called is not known, saved_phrase.id is" in str(said.value)
    assert "docs/migrations.md" in str(said.value)
    assert not isinstance(said.value, migrations.Behind)


def test_migrating_twice_changes_nothing(empty: Engine) -> None:
    migrations.upgrade(empty)
    before = described(empty)
    migrations.upgrade(empty)
    assert described(empty) == before


def test_processes_that_start_together_migrate_once(empty: Engine) -> None:
    url = empty.url.render_as_string(hide_password=False)
    script = "from casepwa import migrations; migrations.upgrade()"
    together = [
        subprocess.Popen([sys.executable, "-c", script], env={**os.environ, "CASEPWA_DATABASE_URL": url})
        for _ in range(3)
    ]
    assert [one.wait(timeout=60) for one in together] == [0, 0, 0]
    migrations.require_current(empty)


def test_foreign_keys_are_on_again_after_migrating(tmp_path: Path) -> None:
    with empty_database("sqlite", tmp_path) as engine:
        migrations.upgrade(engine)
        with engine.connect() as connection:
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1
