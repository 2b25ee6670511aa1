"""A goal and a next step as forms, and back: what is typed is read here, with the fault by name."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError

from casepwa.casework.commands import StepPayload
from casepwa.casework.errors import Invalid
from casepwa.casework.plans.goal_content import GoalContent
from casepwa.casework.plans.goal_plans import WrittenGoal
from casepwa.models.codes import LifeDomain
from casepwa.models.columns import new_id

TEXTS = ("words", "speaker", "measure", "baseline", "target", "owner", "strength")
_OF_OBJECTIVE = ("what", "measure", "target", "due_on")
DOMAINS = tuple(one.value for one in LifeDomain)
SPARE = 8
"""Rows for further objectives that wait, hidden, for "Add"."""
LONGEST = 2000


class Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class ObjectiveRow(Shown):
    """``key``: the objective's id, or "new-N": its fields are named by it, so that no text changes places."""

    key: str
    what: str = ""
    measure: str = ""
    target: str = ""
    due_on: str = ""
    is_spare: bool = False


class ScaleRow(Shown):
    n: int
    level: str
    words: str = ""


class GoalForm(Shown):
    """``id`` is empty for a goal that is not kept yet."""

    id: str = ""
    edit: int = 0
    words: str = ""
    speaker: str = ""
    life_domain: str = ""
    measure: str = ""
    baseline: str = ""
    target: str = ""
    due_on: str = ""
    owner: str = ""
    strength: str = ""
    is_scaled: bool = False
    scale: list[ScaleRow] = []
    scale_baseline: str = ""
    weight: str = "1"
    objectives: list[ObjectiveRow] = []


def blank(*, speaker: str) -> GoalForm:
    """The form of a goal that nobody has written yet."""
    return GoalForm(speaker=speaker, scale=_scale(()), objectives=_spare(shown=1))


def shown(goal: WrittenGoal) -> GoalForm:
    """The form of ``goal``."""
    content = goal.content
    rows = [
        ObjectiveRow(
            key=str(each.id),
            what=each.what,
            measure=each.measure or "",
            target=each.target or "",
            due_on=each.due_on.isoformat() if each.due_on else "",
        )
        for each in content.objectives
    ]
    return GoalForm(
        id=str(goal.id),
        edit=goal.edit,
        **{name: getattr(content, name) or "" for name in TEXTS},
        life_domain=content.life_domain or "",
        due_on=content.due_on.isoformat() if content.due_on else "",
        is_scaled=content.is_scaled,
        scale=_scale(content.scale),
        scale_baseline="" if content.scale_baseline is None else str(content.scale_baseline),
        weight=str(content.weight),
        objectives=rows + _spare(shown=0 if rows else 1),
    )


def _scale(words: Any) -> list[ScaleRow]:
    given = [*words, *[""] * 5][:5]
    return [ScaleRow(n=n, level=f"{n - 2:+d}" if n != 2 else "0", words=given[n]) for n in range(5)]


def _spare(*, shown: int) -> list[ObjectiveRow]:
    return [ObjectiveRow(key=f"new-{n}", is_spare=n >= shown) for n in range(SPARE)]


def read(form: Mapping[str, Any]) -> GoalContent:
    """The goal that ``form`` says; empty rows are left out.

    Raises ``Invalid``: ``goal_text_too_long`` and ``goal_day_not_read`` with ``part``, a code of the
    catalogue's ``goal_part`` group; ``objective_needs_words``; ``goal_weight_not_read``.
    """
    said = texts(form)
    for name, value in said.items():
        if len(value) > LONGEST:
            raise Invalid("goal_text_too_long", part=_part(name))
    weight = said.get("weight") or "1"
    if not (weight.isdecimal() and 1 <= int(weight[:9]) <= 99):
        raise Invalid("goal_weight_not_read")
    domain, start = said.get("life_domain", ""), said.get("scale_baseline", "")
    try:
        return GoalContent(
            **{name: said.get(name) or (None if name != "words" else "") for name in TEXTS},  # type: ignore[arg-type]
            life_domain=LifeDomain(domain) if domain in set(LifeDomain) else None,
            due_on=day(said.get("due_on", ""), "due_on"),
            is_scaled=bool(form.get("is_scaled")),
            scale=_read_scale(said),
            scale_baseline=int(start) if start in {"-2", "-1", "0", "1", "2"} else None,
            weight=int(weight),
            objectives=_read_objectives(said),  # type: ignore[arg-type]
        )
    except ValidationError as error:
        raise Invalid("not_understood") from error


def read_step(form: Mapping[str, Any], client_id: UUID, step_id: UUID | None) -> StepPayload:
    """The step that ``form`` says. ``owner``: "account:ID", "member:ID", or "role" with ``owner_role``.

    Raises ``Invalid``: ``step_needs_words``, ``step_needs_one_owner``, ``goal_day_not_read``,
    ``goal_text_too_long``.
    """
    said = texts(form)
    if not said.get("what"):
        raise Invalid("step_needs_words")
    for name, longest in (("what", 500), ("why", LONGEST), ("owner_role", LONGEST)):
        if len(said.get(name, "")) > longest:
            raise Invalid("goal_text_too_long", part="step")
    kind, _, id_ = said.get("owner", "").partition(":")
    due_on = day(said.get("due_on", ""), "due_on")
    try:
        return StepPayload(
            step_id=step_id or new_id(),
            client_id=client_id,
            what=said["what"],
            why=said.get("why") or None,
            owner_account_id=UUID(id_) if kind == "account" else None,
            owner_family_member_id=UUID(id_) if kind == "member" else None,
            owner_role=(said.get("owner_role") or None) if kind == "role" else None,
            due_on=due_on,
            goal_id=UUID(said["step_goal"]) if said.get("step_goal") else None,
        )
    except ValueError as error:
        raise Invalid("step_needs_one_owner") from error


def texts(form: Mapping[str, Any]) -> dict[str, str]:
    """What was typed, by field, without space around it."""
    return {name: value.strip() for name, value in form.items() if isinstance(value, str)}


def day(said: str, part: str) -> date | None:
    """The day, or none. Raises ``Invalid('goal_day_not_read')`` with ``part``."""
    if not said:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise Invalid("goal_day_not_read", part=part) from error


def _read_scale(said: Mapping[str, str]) -> list[str]:
    words = [said.get(f"scale.{n}", "") for n in range(5)]
    return words if any(words) else []


def _read_objectives(said: Mapping[str, str]) -> list[dict[str, Any]]:
    keys = dict.fromkeys(
        name.split(".")[1] for name in said if name.startswith("objective.") and name.count(".") == 2
    )
    found: list[dict[str, Any]] = []
    for key in keys:
        row = {part: said.get(f"objective.{key}.{part}", "") for part in _OF_OBJECTIVE}
        if not any(row.values()):
            continue
        if not row["what"]:
            raise Invalid("objective_needs_words")
        found.append(
            {
                "id": None if key.startswith("new-") else key,
                "what": row["what"],
                "measure": row["measure"] or None,
                "target": row["target"] or None,
                "due_on": day(row["due_on"], "objectives"),
            }
        )
    return found


def _part(name: str) -> str:
    return {"objective": "objectives"}.get(first := name.split(".", 1)[0], first)
