"""Rules as data with dated versions: which one is in force on a day.

A row for a payer wins over one for a program, that over one for the whole organization; among equals the
latest ``starts_on`` that has begun wins. Their shapes and defaults are in ``rule_shapes``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import Session, select

from casepwa.casework.agency_facts import fact
from casepwa.casework.rules.rule_shapes import SHAPES, Defaulted, Ruled
from casepwa.models import Rule

AnyRule = TypeVar("AnyRule", bound=Ruled)
WithDefault = TypeVar("WithDefault", bound=Defaulted)


@dataclass(frozen=True, kw_only=True)
class Version:
    """One dated version of a rule, as its row says it."""

    name: str
    value: Mapping[str, Any]
    starts_on: date
    program_id: UUID | None = None
    payer_id: UUID | None = None

    def fits(self, *, on: date, program_id: UUID | None, payer_id: UUID | None) -> bool:
        return (
            self.starts_on <= on
            and self.program_id in (None, program_id)
            and self.payer_id in (None, payer_id)
        )

    @property
    def weight(self) -> tuple[bool, bool, date]:
        return (self.payer_id is not None, self.program_id is not None, self.starts_on)


class Book:
    """All rules of one organization, read once, asked often."""

    def __init__(self, versions: Iterable[Version]) -> None:
        self._versions: dict[str, list[Version]] = {}
        for version in versions:
            self._versions.setdefault(version.name, []).append(version)

    def chosen(
        self, shape: type[AnyRule], *, on: date, program_id: UUID | None = None, payer_id: UUID | None = None
    ) -> AnyRule | None:
        """The value that someone chose, in force on day ``on``; None when nobody did."""
        fitting = (
            version
            for version in self._versions.get(shape.rule, ())
            if version.fits(on=on, program_id=program_id, payer_id=payer_id)
        )
        best = max(fitting, key=lambda version: version.weight, default=None)
        return shape.model_validate(best.value) if best else None

    def value(
        self,
        shape: type[WithDefault],
        *,
        on: date,
        program_id: UUID | None = None,
        payer_id: UUID | None = None,
    ) -> WithDefault:
        """The value in force on day ``on``, or domain.md's."""
        found = self.chosen(shape, on=on, program_id=program_id, payer_id=payer_id)
        return found if found is not None else shape()

    def in_force(
        self, *, on: date, program_id: UUID | None = None, payer_id: UUID | None = None
    ) -> dict[str, Any]:
        """Every rule by name as JSON, for ``Me.rules``. Absent: what nobody chose and has no default."""
        found: dict[str, Any] = {}
        for name, shape in SHAPES.items():
            value = self.chosen(shape, on=on, program_id=program_id, payer_id=payer_id)
            if value is None and issubclass(shape, Defaulted):
                value = shape()
            if value is not None:
                found[name.value] = _plain(value)
        return found


def _plain(value: Ruled) -> dict[str, Any]:
    """JSON with sets in order, so that the same rule always has the same tag."""
    return {
        key: sorted(part) if isinstance(getattr(value, key), frozenset) else part
        for key, part in value.model_dump(mode="json").items()
    }


def book(session: Session, *, organization_id: UUID) -> Book:
    """The rule book of an organization: one query."""
    return fact(session, ("rules", organization_id), lambda: _read(session, organization_id))


def _read(session: Session, organization_id: UUID) -> Book:
    rows = session.exec(select(Rule).where(Rule.organization_id == organization_id))
    return Book(
        Version(
            name=row.name,
            value=row.value,
            starts_on=row.starts_on,
            program_id=row.program_id,
            payer_id=row.payer_id,
        )
        for row in rows
    )
