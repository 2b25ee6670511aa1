"""A person's goals on this phone, and marking them (assets/offline/views/goals.js and goal_*.js)."""

from typing import Any

from pydantic import BaseModel

from casepwa.offline.local import action, local


class Dot(BaseModel):
    x: str
    y: str


class PastMark(BaseModel):
    """One earlier mark, newest first in its list."""

    id: str
    client_id: str
    level: str
    words: str
    when: str
    iso: str
    line: str
    by: str
    is_mine: bool


class MarkRow(BaseModel):
    """One objective, or a goal without any: `chosen` is today's own mark, `mark_id` names it.

    `scale_words`: where that mark says a scaled goal stands, or to say so; "" while nothing is asked.
    """

    id: str
    client_id: str
    goal_id: str
    objective_id: str
    words: str
    what: str
    chosen: str
    mark_id: str
    line: str
    scale_words: str
    has_history: bool
    points: str
    dots: list[Dot]
    last: Dot
    counts: str
    trend: str
    past: list[PastMark]


class ScaleLevel(BaseModel):
    """One level of a goal's scale: `label` says which, `words` what it looks like."""

    id: str
    label: str
    words: str
    is_now: bool


class ScaleAsked(BaseModel):
    """What the sheet of a scaled goal asks: for which mark, and the five levels."""

    about: str
    levels: list[ScaleLevel]


class LevelCount(BaseModel):
    level: str
    n: int


class Chart(BaseModel):
    """All marks of a goal over time: `line` and `dots` are path data, `words` and `counts` say the same."""

    has_chart: bool
    line: str
    dots: str
    first: str
    last: str
    words: str
    counts: list[LevelCount]


class Goal(BaseModel):
    id: str
    speaker: str
    words: str
    chart: Chart
    rows: list[MarkRow]


class Met(BaseModel):
    """Something to celebrate; `href` writes a note with a line for the family."""

    id: str
    words: str
    line: str
    href: str


class Goals(BaseModel):
    """`state`: opening, gone (not on this phone), empty or full."""

    state: str
    id: str
    name: str
    given_name: str
    goals: list[Goal]
    met: list[Met]
    fix: str


def _do(fn: str, part: str) -> Any:
    return action(fn, module=f"views/{part}.js")


goals: Goals = local("goals", "useGoals", Goals, module="views/goals.js")

scale_asked: ScaleAsked = local("scaleAsked", "useScaleAsked", ScaleAsked, module="views/goal_scale_sheet.js")

mark_row = _do("markRow", "goals")
correct_mark = _do("correctMark", "goals")
mark_on_scale = _do("markOnScale", "goal_scale_sheet")
line_typed = _do("lineTyped", "goal_lines")
line_key = _do("lineKey", "goal_lines")
keep_lines = _do("keepLines", "goal_lines")
