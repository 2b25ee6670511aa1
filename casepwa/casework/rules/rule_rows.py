"""Rules as they are stored, looked at by those who run an installation: which rows nothing understands."""

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import ValidationError
from sqlmodel import Session, col, select

from casepwa.casework.rules.rule_shapes import SHAPES, Defaulted
from casepwa.models import Rule
from casepwa.models.codes import RuleName

_EXAMPLES = {
    RuleName.UNITS_ROUNDING: {"policy": "eight_minute"},
    RuleName.CONTACT_STANDARD: {"child_face_to_face": {"times": 1, "each_month": True}},
    RuleName.ABUSE_HOTLINE: {"name": "Name of the hotline", "phone": "its number"},
}
"""Of the rules without a default; the others show theirs."""


@dataclass(frozen=True, kw_only=True)
class Broken:
    """``problem``: which part of the value is wrong, and why; ``example``: a value that would do, as JSON."""

    id: UUID
    name: str
    starts_on: date
    problem: str
    example: str


def broken(session: Session) -> list[Broken]:
    """Every rule whose value does not have the shape of its name, of all organizations, oldest first."""
    found: list[Broken] = []
    for row in session.exec(select(Rule).order_by(col(Rule.starts_on), col(Rule.id))):
        name = RuleName(row.name)
        try:
            SHAPES[name].model_validate(row.value)
        except ValidationError as error:
            found.append(
                Broken(
                    id=row.id,
                    name=name,
                    starts_on=row.starts_on,
                    problem=_words(error),
                    example=_example(name),
                )
            )
    return found


def _words(error: ValidationError) -> str:
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    return ", ".join(f"{'.'.join(map(str, each['loc'])) or 'the whole'}: {each['msg']}" for each in problems)


def _example(name: RuleName) -> str:
    shape = SHAPES[name]
    value = shape().model_dump(mode="json") if issubclass(shape, Defaulted) else _EXAMPLES[name]
    return json.dumps(value)
