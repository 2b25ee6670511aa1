"""What a goal says, what it lacks before it can be active, and what changed between two of its versions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from casepwa.models import Goal, Objective
from casepwa.models.codes import LifeDomain

Said = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000)]
NEEDED = ("words", "measure", "target", "due_on", "owner", "strength")
"""Before a goal is active (domain.md, "The process"); a scaled one needs its scale as well."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ObjectiveContent(_Part):
    """``id``: None for a new one."""

    id: UUID | None = None
    what: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]
    measure: Said | None = None
    target: Said | None = None
    due_on: date | None = None


class GoalContent(_Part):
    """``scale``: five descriptions, from -2 (much less than expected) to +2, of a goal that is scaled."""

    words: Said = ""
    speaker: Said | None = None
    life_domain: LifeDomain | None = None
    measure: Said | None = None
    baseline: Said | None = None
    target: Said | None = None
    due_on: date | None = None
    owner: Said | None = None
    strength: Said | None = None
    is_scaled: bool = False
    scale: list[Said] = Field(default=[], max_length=5)
    scale_baseline: int | None = Field(default=None, ge=-2, le=2)
    weight: int = Field(default=1, ge=1, le=99)
    objectives: list[ObjectiveContent] = Field(default=[], max_length=40)

    def says_something(self) -> bool:
        return any((self.words, *(getattr(self, part) for part in NEEDED), self.baseline, self.objectives))


@dataclass(frozen=True, kw_only=True)
class GoalDifference:
    """``part``: a code of the catalogue's ``goal_part`` group."""

    part: str
    gone: tuple[str, ...]
    new: tuple[str, ...]


def missing(content: GoalContent) -> list[str]:
    """What must still be said before this goal can be active: codes of the ``goal_part`` group, in order."""
    lacks = [part for part in NEEDED if not getattr(content, part)]
    if content.is_scaled:
        if len(content.scale) != 5 or not all(content.scale):
            lacks.append("scale")
        if content.scale_baseline is None:
            lacks.append("scale_baseline")
    return lacks


def content_of(goal: Goal, objectives: Iterable[Objective]) -> GoalContent:
    """What ``goal`` says now; ``objectives``: those that are worked on, in order."""
    return GoalContent(
        words=goal.words,
        speaker=goal.speaker,
        life_domain=LifeDomain(goal.life_domain) if goal.life_domain else None,
        measure=goal.measure,
        baseline=goal.baseline,
        target=goal.target,
        due_on=goal.due_on,
        owner=goal.owner,
        strength=goal.strength,
        is_scaled=goal.is_scaled,
        scale=goal.scale[:5],
        scale_baseline=goal.scale_baseline,
        weight=goal.weight,
        objectives=[
            ObjectiveContent(
                id=each.id, what=each.what, measure=each.measure, target=each.target, due_on=each.due_on
            )
            for each in objectives
        ],
    )


def differences(before: GoalContent, after: GoalContent) -> list[GoalDifference]:
    """What left and what came, part by part."""
    old = dict(_parts(before))
    found: list[GoalDifference] = []
    for part, lines in _parts(after):
        was = old[part]
        if was != lines:
            gone = tuple(line for line in was if line not in lines)
            new = tuple(line for line in lines if line not in was)
            found.append(GoalDifference(part=part, gone=gone, new=new))
    return found


def _parts(content: GoalContent) -> Iterator[tuple[str, tuple[str, ...]]]:
    for part in ("words", "speaker", "life_domain", "measure", "baseline", "target", "due_on", "owner"):
        yield part, _said(getattr(content, part))
    yield "strength", _said(content.strength)
    yield "objectives", tuple(_line(each) for each in content.objectives)
    yield (
        "scale",
        tuple(f"{level:+d}: {words}" for level, words in zip(range(-2, 3), content.scale, strict=False))
        if content.is_scaled
        else (),
    )
    yield "scale_baseline", _said(content.scale_baseline) if content.is_scaled else ()
    yield "weight", _said(content.weight) if content.is_scaled else ()


def _said(value: object) -> tuple[str, ...]:
    return () if value in (None, "") else (str(value),)


def _line(objective: ObjectiveContent) -> str:
    more = (objective.measure, objective.target, objective.due_on)
    return ", ".join([objective.what, *(str(part) for part in more if part)])
