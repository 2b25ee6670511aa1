"""A client's goals and steps as rows of their editor, and the picture of marks over time."""

from collections import Counter
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from casepwa.casework.plans.goal_plans import GoalMarked, GoalStep, WrittenGoal
from casepwa.casework.plans.goal_writing import DRAFTS, RESUMABLE
from casepwa.casework.plans.step_changes import OpenStep
from casepwa.models.codes import Lifecycle, MarkLevel
from casepwa.state.ids import iso

LEVELS = tuple(MarkLevel)
TOP, APART, LEFT, RIGHT = 35.0, 10.0, 2.0, 98.0
"""The picture's box is 100 by 40: four levels, time to the right (as assets/offline/views/goal_chart.js)."""


class Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class Whose(Shown):
    """``score``, ``start``: Goal Attainment Scaling, "" while nothing is rated. ``strengths``: on record."""

    client_id: str = ""
    name: str = ""
    strengths: list[str] = []
    score: str = ""
    start: str = ""
    rated: int = 0


class LevelCount(Shown):
    level: str
    n: int


class Picture(Shown):
    """``line`` and ``dots``: path data. ``first``, ``last``: days; ``counts``: the same in words."""

    line: str = ""
    dots: str = ""
    first: str = ""
    last: str = ""
    n: int = 0
    counts: list[LevelCount] = []


class GoalCard(Shown):
    """``stage``: draft, active, on_hold or over. ``where``: the latest level on the scale, with its words."""

    id: str = ""
    edit: int = 0
    words: str = ""
    stage: str = ""
    lifecycle: str = ""
    achievement: str = ""
    due_on: str = ""
    missing: list[str] = []
    ended_at: str = ""
    ended_reason: str = ""
    changed_by: str = ""
    changed_at: str = ""
    readers: list[str] = []
    can_resume: bool = False
    where: str = ""
    picture: Picture = Picture()


class Changed(Shown):
    part: str
    gone: list[str]
    new: list[str]


class Step(Shown):
    n: int
    change: str
    by: str
    at: str
    reason: str
    differences: list[Changed]


class StepCard(Shown):
    """``owner_key``: as the form's select says it."""

    id: str = ""
    edit: int = 0
    what: str = ""
    why: str = ""
    owner: str = ""
    owner_key: str = "role"
    owner_role: str = ""
    due_on: str = ""
    goal_id: str = ""


class Choice(Shown):
    value: str
    words: str


def card(goal: WrittenGoal, zone: ZoneInfo) -> GoalCard:
    rated = [mark.scaled_level for mark in goal.marks if mark.scaled_level is not None]
    words = goal.content.scale[rated[-1] + 2] if rated and len(goal.content.scale) == 5 else ""
    return GoalCard(
        id=str(goal.id),
        edit=goal.edit,
        words=goal.content.words,
        stage=_stage(goal.lifecycle),
        lifecycle=goal.lifecycle,
        achievement=goal.achievement,
        due_on=goal.content.due_on.isoformat() if goal.content.due_on else "",
        missing=list(goal.missing),
        ended_at=iso(goal.ended_at),
        ended_reason=goal.ended_reason or "",
        changed_by=goal.changed_by or "",
        changed_at=iso(goal.changed_at),
        readers=list(goal.readers),
        can_resume=goal.lifecycle in RESUMABLE,
        where=f"{rated[-1]:+d}, {words}" if rated and goal.content.is_scaled else "",
        picture=picture(goal.marks, zone),
    )


def _stage(lifecycle: str) -> str:
    if lifecycle in DRAFTS:
        return "draft"
    return {Lifecycle.ACTIVE: "active", Lifecycle.ON_HOLD: "on_hold"}.get(Lifecycle(lifecycle), "over")


def picture(marks: Sequence[GoalMarked], zone: ZoneInfo) -> Picture:
    """Marks of a goal and its objectives, oldest first, as points in time."""
    if not marks:
        return Picture()
    begun, over = marks[0].happened_at, marks[-1].happened_at
    span = (over - begun).total_seconds()
    points: list[str] = []
    for mark in marks:
        along = (mark.happened_at - begun).total_seconds() / span if span else 1.0
        x, y = LEFT + (RIGHT - LEFT) * along, TOP - APART * LEVELS.index(MarkLevel(mark.level))
        points.append(f"{x:.1f} {y:g}")
    counts = Counter(mark.level for mark in marks)
    return Picture(
        line=f"M{'L'.join(points)}",
        dots="".join(f"M{point}h0" for point in points),
        first=begun.astimezone(zone).date().isoformat(),
        last=over.astimezone(zone).date().isoformat(),
        n=len(marks),
        counts=[LevelCount(level=level, n=counts[level]) for level in LEVELS if counts[level]],
    )


def step_of(one: GoalStep) -> Step:
    return Step(
        n=one.number,
        change=one.change,
        by=one.by or "",
        at=iso(one.at),
        reason=one.reason or "",
        differences=[
            Changed(part=each.part, gone=list(each.gone), new=list(each.new)) for each in one.differences
        ],
    )


def step_card(one: OpenStep) -> StepCard:
    key = "role"
    if one.owner_account_id:
        key = f"account:{one.owner_account_id}"
    elif one.owner_family_member_id:
        key = f"member:{one.owner_family_member_id}"
    return StepCard(
        id=str(one.id),
        edit=one.edit,
        what=one.what,
        why=one.why or "",
        owner=one.owner,
        owner_key=key,
        owner_role=one.owner_role or "",
        due_on=one.due_on.isoformat() if one.due_on else "",
        goal_id=str(one.goal_id) if one.goal_id else "",
    )
