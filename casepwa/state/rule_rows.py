"""A rule's value as rows: to read, and as the fields of a form."""

from pydantic import BaseModel, ConfigDict

from casepwa.casework.rules import rule_forms
from casepwa.casework.rules.rule_forms import TIERS, Part
from casepwa.casework.rules.rule_shapes import SHAPES, Cadence, Ruled
from casepwa.models.codes import RuleName


class Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class OptionRow(Shown):
    code: str
    is_chosen: bool


class TierRow(Shown):
    name: str
    tier: int
    weight: str


class PartRow(Shown):
    """One part of a rule. ``code`` chooses its word; ``text``: a number or words as they stand; ``every``:
    empty for not owed, days or month.
    """

    code: str
    name: str
    kind: str
    text: str = ""
    low: str = ""
    high: str = ""
    is_optional: bool = False
    options: list[OptionRow] = []
    chosen: list[str] = []
    every: str = ""
    times: int = 1
    days: str = ""
    tiers: list[TierRow] = []


def parts_of(name: RuleName, value: Ruled | None) -> list[PartRow]:
    """The parts of a rule with ``value`` in them; without one, empty."""
    shape = SHAPES[name]
    return [_row(name, part, getattr(value, part.name, None)) for part in rule_forms.parts(shape)]


def _row(rule: RuleName, part: Part, value: object) -> PartRow:
    chosen = (
        [str(value)]
        if part.kind == "choice" and value is not None
        else sorted(value)
        if isinstance(value, frozenset)
        else []
    )
    cadence = value if isinstance(value, Cadence) else None
    weights = value if isinstance(value, dict) else {}
    return PartRow(
        code=f"{rule}_{part.name}",
        name=part.name,
        kind=part.kind,
        text=_plain(value) if part.kind in ("whole", "number", "text") else "",
        low=f"{part.low:g}",
        high=f"{part.high:g}",
        is_optional=part.is_optional,
        options=[OptionRow(code=code, is_chosen=code in chosen) for code in part.options],
        chosen=chosen,
        every="" if cadence is None else "month" if cadence.each_month else "days",
        times=cadence.times if cadence else 1,
        days=str(cadence.days or "") if cadence else "",
        tiers=[
            TierRow(name=f"{part.name}.{tier}", tier=tier, weight=_plain(weights.get(tier)))
            for tier in TIERS
            if part.kind == "weights"
        ],
    )


def _plain(value: object) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)
