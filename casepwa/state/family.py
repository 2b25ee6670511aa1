"""What is shared with a family account, read from the server each time."""

import reflex as rx
from pydantic import BaseModel, ConfigDict

from casepwa.casework import family_view
from casepwa.casework.actors import Actor
from casepwa.casework.permissions import Permission
from casepwa.database import unit_of_work
from casepwa.off_loop import in_a_thread
from casepwa.state.guard import acting, requires
from casepwa.state.ids import iso


class Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class Step(Shown):
    what: str
    why: str
    due_on: str
    is_done: bool


class Goal(Shown):
    words: str
    speaker: str
    progress: str


class Day(Shown):
    kind: str
    title: str
    starts_at: str


class Helper(Shown):
    name: str
    role: str
    duty: str
    phone: str


class Line(Shown):
    text: str
    by: str
    written_at: str


class Child(Shown):
    id: str
    name: str
    yours: list[Step]
    theirs: list[Step]
    goals: list[Goal]
    dates: list[Day]
    team: list[Helper]
    lines: list[Line]


class FamilyState(rx.State):
    """``status``: loading, empty or full."""

    status: str = "loading"
    children: rx.Field[list[Child]] = rx.field(default_factory=list)

    @requires(Permission.FAMILY_VIEW_READ)
    async def look(self) -> None:
        """Open the screen with what is shared at this moment."""
        self.children = await in_a_thread(_shared, acting())
        self.status = "full" if self.children else "empty"


def _shared(actor: Actor) -> list[Child]:
    with unit_of_work(readonly=True) as session:
        return [_child(one) for one in family_view.shared_with(session, actor=actor)]


def _child(one: family_view.SharedChild) -> Child:
    steps = [
        (
            step.is_yours,
            Step(
                what=step.what,
                why=step.why or "",
                due_on=step.due_on.isoformat() if step.due_on else "",
                is_done=step.is_done,
            ),
        )
        for step in one.steps
    ]
    return Child(
        id=str(one.client_id),
        name=one.given_name,
        yours=[step for is_yours, step in steps if is_yours],
        theirs=[step for is_yours, step in steps if not is_yours],
        goals=[
            Goal(words=goal.words, speaker=goal.speaker or "", progress=goal.achievement)
            for goal in one.goals
        ],
        dates=[
            Day(kind=date.kind, title=date.title or "", starts_at=iso(date.starts_at)) for date in one.dates
        ],
        team=[
            Helper(name=who.name, role=who.role, duty=who.duty or "", phone=who.phone or "")
            for who in one.team
        ],
        lines=[Line(text=line.text, by=line.by, written_at=iso(line.written_at)) for line in one.lines],
    )
