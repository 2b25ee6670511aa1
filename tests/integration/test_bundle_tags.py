"""A tag moves when anything behind a bundle changes: every column, shared rows too (offline.md)."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import JSON, Column, Update, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import AutoString, Session, SQLModel

from casepwa.casework.bundles import bundles
from casepwa.casework.bundles.bundle_parts import viewers
from casepwa.models import append_only
from casepwa.models.columns import UtcDateTime
from tests import factories
from tests.cast import Cast
from tests.integration import whole_record
from tests.integration.bundle_columns import BECOMES, NO_BUNDLE_READS, NOT_READ


def _tags(session: Session, cast: Cast) -> tuple[str, ...]:
    session.expire_all()
    viewer = viewers.viewer_of(session, cast.maya.actor, at=whole_record.NOW)
    sealed = bundles.sealed_bundles(session, viewer)
    tags = [
        sealed[each].tag if each in sealed else "gone" for each in (cast.luis.id, cast.ana.id, cast.ada.id)
    ]
    return *tags, bundles.sealed_me(session, viewer).tag


def _other_values(session: Session, column: Column[Any], old: Any) -> list[Any]:
    """What ``column`` could become; for a link, every other row of the table that it points into."""
    full = f"{column.table.name}.{column.name}"
    if full in BECOMES:
        return [BECOMES[full]]
    for key in column.foreign_keys:
        return [None, *session.execute(select(key.column)).scalars()]
    kind = column.type
    if isinstance(kind, UtcDateTime):
        return [(old or whole_record.NOW - timedelta(days=1)) + timedelta(minutes=1)]
    if isinstance(kind, JSON):
        return [["changed"]]
    if isinstance(kind, AutoString):
        return [f"{old or ''}x", f"x{old or ''}"]
    python = kind.python_type
    if python is bool:
        return [not old]
    if python in (int, float):
        return [(old or 0) + 1]
    if python is date:
        return [(old or whole_record.TODAY) + timedelta(days=1)]
    raise AssertionError(f"say in BECOMES how {full} changes")


def _let_the_unchanging_change(session: Session) -> None:
    """Submitted notes and marks cannot be changed, even by SQL: here, for once, to see that they are read."""
    dialect = session.get_bind().dialect.name
    for table in SQLModel.metadata.sorted_tables:
        if table.info.get("append_only"):
            for statement in append_only.reversing_statements(dialect, table.name):
                session.execute(text(statement))


def _moves(session: Session, cast: Cast, column: Column[Any], before: tuple[str, ...]) -> bool:
    """Does a tag move for a change of ``column`` in any row?"""
    table = SQLModel.metadata.tables[column.table.name]
    for row in session.execute(select(table)).all():
        old = row._mapping[column]
        this_row = [key == row._mapping[key] for key in table.primary_key]
        for new in _other_values(session, column, old):
            if new == old:
                continue
            change = update(table).where(*this_row).values({column: new})
            if _tags_after(session, cast, change, unchanged=before) != before:
                return True
    return False


def _tags_after(
    session: Session, cast: Cast, change: Update, *, unchanged: tuple[str, ...]
) -> tuple[str, ...]:
    inside = session.begin_nested()
    try:
        session.execute(change)
        return _tags(session, cast)
    except IntegrityError:
        return unchanged  # this row may not become so; another may
    finally:
        inside.rollback()


def test_every_column_that_a_bundle_reads_moves_its_tag(session: Session, cast: Cast):
    whole_record.write(session, cast)
    _let_the_unchanging_change(session)
    before = _tags(session, cast)
    assert _tags(session, cast) == before, "the same record has the same tag"
    unmoved: list[str] = []
    for table in SQLModel.metadata.sorted_tables:
        if table.name in NO_BUNDLE_READS:
            continue
        for column in table.columns:
            full = f"{table.name}.{column.name}"
            names_the_row = column.primary_key and not column.foreign_keys
            if names_the_row or column.name in NOT_READ.get(table.name, set()):
                continue
            if not _moves(session, cast, column, before):
                unmoved.append(full)
    assert not unmoved, " ".join(unmoved)


def test_what_is_listed_as_not_read_exists():
    tables = SQLModel.metadata.tables
    assert set(tables) >= NO_BUNDLE_READS
    for name, columns in NOT_READ.items():
        assert columns <= set(tables[name].columns.keys()), name


def test_a_row_that_is_added_moves_the_tag(session: Session, cast: Cast):
    whole_record.write(session, cast)
    before = _tags(session, cast)
    for add in (
        lambda: whole_record.note(session, cast),
        lambda: factories.goal(session, client_id=cast.luis.id),
        lambda: factories.next_step(session, client_id=cast.luis.id, added_by_id=cast.maya.id),
        lambda: factories.team_member(session, client_id=cast.luis.id, account_id=cast.charlie.id),
        lambda: factories.visit(
            session,
            organization_id=cast.organization.id,
            worker_id=cast.priya.id,
            client_ids=(cast.luis.id,),
            planned_start=whole_record.NOW + timedelta(days=5),
            planned_end=whole_record.NOW + timedelta(days=5, hours=1),
        ),
    ):
        inside = session.begin_nested()
        add()
        assert _tags(session, cast) != before
        inside.rollback()
