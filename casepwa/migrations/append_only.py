"""``op.make_append_only("goal_mark")``: the triggers of append-only tables, as a step of a migration.

Batch mode on SQLite rebuilds a table without its triggers: after altering an append-only table, make it
append-only again.
"""

from typing import Any

from alembic.autogenerate import renderers
from alembic.autogenerate.api import AutogenContext
from alembic.operations import MigrateOperation, Operations
from alembic.operations.ops import CreateTableOp, MigrationScript
from alembic.runtime.migration import MigrationContext
from sqlmodel import SQLModel

from casepwa.models import append_only


@Operations.register_operation("make_append_only")
class MakeAppendOnly(MigrateOperation):
    def __init__(self, table: str) -> None:
        self.table = table

    @classmethod
    def make_append_only(cls, operations: Operations, table: str) -> Any:
        return operations.invoke(cls(table))

    def reverse(self) -> "LetChange":
        return LetChange(self.table)


@Operations.register_operation("let_change")
class LetChange(MigrateOperation):
    def __init__(self, table: str) -> None:
        self.table = table

    @classmethod
    def let_change(cls, operations: Operations, table: str) -> Any:
        return operations.invoke(cls(table))

    def reverse(self) -> MakeAppendOnly:
        return MakeAppendOnly(self.table)


@Operations.implementation_for(MakeAppendOnly)
def _make_append_only(operations: Operations, step: MakeAppendOnly) -> None:
    for statement in append_only.statements(operations.get_context().dialect.name, step.table):
        operations.execute(statement)


@Operations.implementation_for(LetChange)
def _let_change(operations: Operations, step: LetChange) -> None:
    for statement in append_only.reversing_statements(operations.get_context().dialect.name, step.table):
        operations.execute(statement)


@renderers.dispatch_for(MakeAppendOnly)
def _render_make(_context: AutogenContext, step: MakeAppendOnly) -> str:
    return f"op.make_append_only({step.table!r})"


@renderers.dispatch_for(LetChange)
def _render_let(_context: AutogenContext, step: LetChange) -> str:
    return f"op.let_change({step.table!r})"


def directives(_context: MigrationContext, _revision: Any, scripts: list[MigrationScript]) -> None:
    """Autogenerate knows no triggers: a new append-only table gets its step here."""
    for script in scripts:
        upgrades, downgrades = script.upgrade_ops, script.downgrade_ops
        if upgrades is None or downgrades is None:
            continue
        for step in list(upgrades.ops):
            if isinstance(step, CreateTableOp) and SQLModel.metadata.tables[step.table_name].info.get(
                "append_only"
            ):
                upgrades.ops.append(MakeAppendOnly(step.table_name))
                downgrades.ops.insert(0, LetChange(step.table_name))
