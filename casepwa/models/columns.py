"""What every table is made of: ids, aware UTC times, coded values."""

import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import uuid_utils.compat
from sqlalchemy import CheckConstraint, DateTime, Dialect
from sqlalchemy.orm import declared_attr
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> UUID:
    """A UUIDv7: sorts by the time it was made, so an index grows at its end."""
    return uuid_utils.compat.uuid7()


def now() -> datetime:
    return datetime.now(UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC. A naive one is refused: it would mean a different time in each zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("times in the database are aware; this one has no zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Table(SQLModel):
    """Tables are singular nouns with underscores, as their files are."""

    @declared_attr.directive
    def __tablename__(cls) -> str:  # pyright: ignore[reportIncompatibleVariableOverride] (SQLModel allows it)
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


class Row(Table):
    """A record with an id made where the record is made."""

    id: UUID = Field(default_factory=new_id, primary_key=True)


def ref(target: str, *, index: bool = True, **more: Any) -> Any:
    """A foreign key, indexed because every one of them is looked up from the other side."""
    return Field(foreign_key=target, index=index, **more)


def moment(**more: Any) -> Any:
    return Field(sa_type=UtcDateTime, **more)


def one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    """Only the codes of ``values`` may stand in ``column`` (null passes where the column allows it)."""
    listed = ", ".join(f"'{value.value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_is_known")


def no_coordinates_where_confidential() -> CheckConstraint:
    """A shelter's place is never kept as coordinates (domain.md, "Visits")."""
    return CheckConstraint(
        "NOT is_confidential OR (latitude IS NULL AND longitude IS NULL)",
        name="a_confidential_place_has_no_coordinates",
    )
