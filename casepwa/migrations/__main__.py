"""``make migration``: write the migration that the changed models need (docs/migrations.md)."""

import argparse
import subprocess
import sys
from pathlib import Path

from alembic import command

from casepwa import migrations
from casepwa.database import make_engine

VERSIONS = Path(__file__).parent / "versions"
FIRST = VERSIONS / "0001_tables.py"


def rewrite_first() -> None:
    """Write 0001 again from the models, against an empty database. Only before the first release."""
    FIRST.unlink(missing_ok=True)
    empty = make_engine("sqlite:///:memory:")
    command.revision(migrations.config(empty), "tables", autogenerate=True, rev_id="0001")


def add(words: str) -> None:
    """Write the next numbered migration, against a database that has all before it."""
    before = make_engine("sqlite:///:memory:")
    migrations.upgrade(before)
    number = len(list(VERSIONS.glob("[0-9]*.py"))) + 1
    command.revision(migrations.config(before), words, autogenerate=True, rev_id=f"{number:04}")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--next", metavar="WORDS", help="add a migration instead of rewriting 0001")
    chosen = asked.parse_args()
    add(chosen.next) if chosen.next else rewrite_first()
    for tidy in (["check", "--fix", "--quiet"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *tidy, str(VERSIONS)], check=True)  # noqa: S603
