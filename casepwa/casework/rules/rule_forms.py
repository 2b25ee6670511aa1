"""A rule's value as a form: one field for each part of its shape, and what was typed read back.

Fields are read off the shape itself, so a new part of a rule has its field at once. Names in a form:
``<part>``; ``<part>:<option>`` of many; ``<part>.every``, ``.times`` and ``.days`` of a cadence;
``<part>.<tier>`` of weights.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from casepwa.casework.errors import Invalid
from casepwa.casework.rules.rule_shapes import Cadence, Ruled

Kind = Literal["whole", "number", "text", "choice", "many", "cadence", "weights"]
TIERS = range(1, 6)
DAYS, MONTH = "days", "month"


@dataclass(frozen=True, kw_only=True)
class Part:
    """``options``: codes to choose from. ``low``, ``high``: of a number, or of a text's length."""

    name: str
    kind: Kind
    options: tuple[str, ...] = ()
    low: float = 0
    high: float = 0
    is_optional: bool = False


def parts(shape: type[Ruled]) -> list[Part]:
    """What the value of a rule is made of, in order."""
    return [_part(name, field) for name, field in shape.model_fields.items()]


def read(shape: type[Ruled], form: Mapping[str, Any]) -> Ruled:
    """What was typed, as a value of ``shape``.

    Raises ``Invalid`` with ``part``, the part to mend: ``rule_whole_number`` and ``rule_number`` (``low``,
    ``high``), ``rule_text``, ``rule_choice``, ``rule_cadence``, ``rule_weights``.
    """
    said: dict[str, Any] = {}
    for part in parts(shape):
        value = _read(part, form)
        if value is not None:
            said[part.name] = value
    try:
        return shape.model_validate(said)
    except ValidationError as error:
        where = next((str(one["loc"][0]) for one in error.errors() if one["loc"]), "")
        raise Invalid("rule_text", part=where) from error


def _part(name: str, field: FieldInfo) -> Part:
    inner, is_optional = _without_none(field.annotation)
    if get_origin(inner) is Literal:
        return Part(name=name, kind="choice", options=get_args(inner), is_optional=is_optional)
    if get_origin(inner) is frozenset:
        return Part(name=name, kind="many", options=tuple(sorted(get_args(get_args(inner)[0]))))
    if get_origin(inner) is dict:
        low, high = _bounds(get_args(inner)[1].__metadata__[0].metadata)
        return Part(name=name, kind="weights", low=low, high=high)
    if inner is Cadence:
        return Part(name=name, kind="cadence", is_optional=True)
    kinds: dict[Any, Kind] = {int: "whole", float: "number", str: "text"}
    low, high = _bounds(field.metadata)
    return Part(name=name, kind=kinds[inner], low=low, high=high, is_optional=is_optional)


def _without_none(annotation: Any) -> tuple[Any, bool]:
    if get_origin(annotation) in (Union, UnionType):
        (inner,) = (one for one in get_args(annotation) if one is not type(None))
        return inner, True
    return annotation, False


def _bounds(metadata: list[Any]) -> tuple[float, float]:
    """Both ends, which every number and text of a rule has."""
    low = next(bound for one in metadata if (bound := _first(one, "ge", "min_length")) is not None)
    high = next(bound for one in metadata if (bound := _first(one, "le", "max_length")) is not None)
    return low, high


def _first(one: Any, *names: str) -> float | None:
    return next((getattr(one, name) for name in names if getattr(one, name, None) is not None), None)


def _read(part: Part, form: Mapping[str, Any]) -> Any:
    if part.kind == "many":
        return [option for option in part.options if form.get(f"{part.name}:{option}")]
    if part.kind == "weights":
        return _weights(part, form)
    if part.kind == "cadence":
        return _cadence(part, form)
    said = str(form.get(part.name) or "").strip()
    if not said and part.is_optional:
        return None
    if part.kind == "choice":
        if said not in part.options:
            raise Invalid("rule_choice", part=part.name)
        return said
    if part.kind == "text":
        if not part.low <= len(said) <= part.high:
            raise Invalid("rule_text", part=part.name, low=int(part.low), high=int(part.high))
        return said
    return _number(said, part.name, low=part.low, high=part.high, is_whole=part.kind == "whole")


def _number(said: str, name: str, *, low: float, high: float, is_whole: bool) -> float:
    refused = Invalid(
        "rule_whole_number" if is_whole else "rule_number", part=name, low=f"{low:g}", high=f"{high:g}"
    )
    try:
        number = int(said) if is_whole else float(said.replace(",", "."))
    except ValueError as error:
        raise refused from error
    if not low <= number <= high:  # what is no number is neither
        raise refused
    return number


def _weights(part: Part, form: Mapping[str, Any]) -> dict[int, float]:
    found = {
        tier: _number(said, part.name, low=part.low, high=part.high, is_whole=False)
        for tier in TIERS
        if (said := str(form.get(f"{part.name}.{tier}") or "").strip())
    }
    if not found:
        raise Invalid("rule_weights", part=part.name)
    return found


def _cadence(part: Part, form: Mapping[str, Any]) -> dict[str, Any] | None:
    every = form.get(f"{part.name}.every")
    if not every:
        return None
    if every not in (DAYS, MONTH):
        raise Invalid("rule_cadence", part=part.name)
    times = _number(
        str(form.get(f"{part.name}.times") or "1").strip(), part.name, low=1, high=31, is_whole=True
    )
    if every == MONTH:
        return {"times": times, "each_month": True}
    days = _number(
        str(form.get(f"{part.name}.days") or "").strip(), part.name, low=1, high=366, is_whole=True
    )
    return {"times": times, "days": days}
