"""Visits now as its screens show it: rows made from what casework found."""

from pydantic import BaseModel, ConfigDict

from casepwa.casework.safety import visits_now
from casepwa.casework.safety.safety_steps import Step
from casepwa.state.ids import iso


class Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class ToldOf(Shown):
    id: str = ""
    name: str = ""
    told_as: str = ""
    is_me: bool = False
    read_at: str = ""


class Stage(Shown):
    """``state``: told, now (the last that was told) or next."""

    stage: str = ""
    state: str = "next"
    at: str = ""
    told: list[ToldOf] = []


class Spoken(Shown):
    id: str = ""
    how: str = ""
    words: str = ""
    by: str = ""
    marked_by: str = ""
    at: str = ""


class OutNow(Shown):
    """``map_href``: empty for a confidential place. ``told_next_at``: when the next stage is due, if any.
    ``clock_ahead``: minutes, where the phone's clock was off at check-in.
    """

    id: str = ""
    href: str = ""
    worker: str = ""
    phone: str = ""
    people: str = ""
    place_type: str = ""
    address: str = ""
    map_href: str = ""
    going_with: str = ""
    since: str = ""
    clock_ahead: int = 0
    back_by: str = ""
    standing: str = ""
    overdue: int = 0
    called_at: str = ""
    is_open: bool = False
    told_next: str = ""
    told_next_at: str = ""
    stages: list[Stage] = []
    spoken: list[Spoken] = []


class ExpectedNow(Shown):
    id: str = ""
    worker: str = ""
    people: str = ""
    planned_start: str = ""
    planned_end: str = ""


class BackNow(Shown):
    id: str = ""
    worker: str = ""
    at: str = ""
    clock_ahead: int = 0


class BoardNow(Shown):
    out: list[OutNow] = []
    expected: list[ExpectedNow] = []
    back: list[BackNow] = []


def out_now(row: visits_now.Out) -> OutNow:
    """One who is out."""
    coming = next((step for step in row.steps if step.raised_at is None), None)
    is_waiting = coming is not None and row.standing == visits_now.Standing.OVERDUE
    return OutNow(
        id=str(row.id),
        href=f"?visit={row.id}",
        worker=row.worker,
        phone=row.phone or "",
        people=", ".join(row.people),
        place_type=row.place_type or "",
        address=row.address or "",
        map_href=row.map_query or "",
        going_with=row.going_with or "",
        since=iso(row.since),
        clock_ahead=row.clock_ahead,
        back_by=iso(row.back_by),
        standing=row.standing,
        overdue=row.overdue,
        called_at=iso(row.called_at),
        is_open=row.is_open,
        told_next=coming.stage if coming and is_waiting else "",
        told_next_at=iso(coming.due_at) if coming and is_waiting else "",
        stages=_stages(row.steps),
        spoken=[
            Spoken(
                id=iso(one.marked_at),
                how=one.how,
                words=one.words or "",
                by=one.spoken_by or one.marked_by,
                marked_by=one.marked_by,
                at=iso(one.marked_at),
            )
            for one in row.checks
        ],
    )


def _stages(steps: tuple[Step, ...]) -> list[Stage]:
    raised = [step.stage for step in steps if step.raised_at is not None]
    return [
        Stage(
            stage=step.stage,
            state="next" if step.raised_at is None else "now" if step.stage == raised[-1] else "told",
            at=iso(step.raised_at or step.due_at),
            told=[
                ToldOf(
                    id=f"{step.stage} {one.name}",
                    name=one.name,
                    told_as=one.told_as,
                    is_me=one.is_me,
                    read_at=iso(one.read_at),
                )
                for one in step.told
            ],
        )
        for step in steps
    ]
