"""What the caseload screens show: rows made for them, nothing of a record beyond it."""

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from casepwa.casework.caseloads.caseloads import Carried, Load
from casepwa.casework.caseloads.contact_standard import Kind
from casepwa.casework.caseloads.covers import Standing
from casepwa.casework.caseloads.transfers_ahead import Moved
from casepwa.state.ids import iso


class Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class Kinds(Shown):
    """People for whom one kind of contact is owed soon, and already."""

    kind: str
    due: int
    overdue: int


class Worker(Shown):
    """``over`` and ``room``: against a full load; one of them is 0. ``filled``: of the bar, in percent."""

    id: str = ""
    href: str = ""
    name: str = ""
    title: str = ""
    phone: str = ""
    people: int = 0
    weight: float = 0
    full_load: float = 0
    over: float = 0
    room: float = 0
    filled: int = 0
    due: int = 0
    overdue: int = 0
    kinds: list[Kinds] = []
    attempts: int = 0
    waiting: int = 0
    progressing: int = 0
    active: int = 0
    can_take_over: bool = False


class Owed(Shown):
    """One kind of contact owed to one person. ``days``: overdue by so many; 0 is not overdue."""

    kind: str
    due_on: str
    days: int


class Person(Shown):
    """``field``: the name of the box that chooses them. ``leaves_on``: a transfer that waits for its day."""

    id: str
    field: str
    name: str
    brief: str
    weight: float
    owed: list[Owed]
    last_contact_at: str
    attempts: int
    progressing: int
    active: int
    leaves_to: str
    leaves_on: str


class Ahead(Shown):
    id: str
    client: str
    from_worker: str
    to_worker: str
    on: str


class Covered(Shown):
    id: str
    absent: str
    covering: str
    starts_at: str
    last_day: str
    reason: str
    has_begun: bool
    may_end: bool


class Elsewhere(Shown):
    """A worker of another supervisor's team."""

    id: str
    name: str


class Board(Shown):
    """``elsewhere``: who could be asked to take people over."""

    workers: list[Worker] = []
    ahead: list[Ahead] = []
    covers: list[Covered] = []
    elsewhere: list[Elsewhere] = []
    people: int = 0


class Brief(Shown):
    name: str
    href: str


class Taken(Shown):
    """What was transferred last; empty when nothing was. ``is_asked``: another supervisor is asked first."""

    names: list[str] = []
    to_worker: str = ""
    on: str = ""
    is_settled: bool = False
    is_asked: bool = False
    briefs: list[Brief] = []

    @classmethod
    def of(cls, moved: list[Moved]) -> "Taken":
        """``moved``: one transfer a person, to one receiver at one moment."""
        first = moved[0]
        return cls(
            names=[one.client for one in moved],
            to_worker=first.to_worker,
            on=iso(first.takes_effect_at),
            is_settled=first.is_settled,
            briefs=[Brief(name=one.client, href=brief_of(one.client_id)) for one in moved],
        )


def brief_of(client_id: Any) -> str:
    """Where the one-page brief of a person stands."""
    return f"/clients/{client_id}/brief"


def board_of(loads: list[Load], ahead: list[Moved], standing: list[Standing]) -> Board:
    return Board(
        workers=[_worker(load) for load in loads],
        ahead=[
            Ahead(
                id=str(one.id),
                client=one.client,
                from_worker=one.from_worker,
                to_worker=one.to_worker,
                on=iso(one.takes_effect_at),
            )
            for one in ahead
        ],
        covers=[covered(one) for one in standing],
        people=len(frozenset[UUID]().union(*(load.client_ids for load in loads))),
    )


def covered(one: Standing) -> Covered:
    return Covered(
        id=str(one.id),
        absent=one.absent,
        covering=one.covering,
        starts_at=iso(one.starts_at),
        last_day=one.last_day.isoformat(),
        reason=one.reason or "",
        has_begun=one.has_begun,
        may_end=one.may_end,
    )


def person_of(one: Carried, leaving: Moved | None, *, today: date) -> Person:
    contacts = one.stands.contacts
    return Person(
        id=str(one.client_id),
        field=f"person:{one.client_id}",
        name=one.name,
        brief=brief_of(one.client_id),
        weight=one.stands.weight,
        owed=[
            Owed(kind=kind.value, due_on=due.due_on.isoformat(), days=max((today - due.due_on).days, 0))
            for kind, due in contacts.kinds.items()
            if due.due_on is not None and kind in one.due
        ],
        last_contact_at=iso(contacts.last_contact_at),
        attempts=contacts.attempts,
        progressing=one.goals.progressing,
        active=one.goals.active,
        leaves_to=leaving.to_worker if leaving else "",
        leaves_on=iso(leaving.takes_effect_at) if leaving else "",
    )


def _worker(load: Load) -> Worker:
    free = load.full_load - load.weight
    return Worker(
        id=str(load.worker_id),
        href=f"/caseloads?worker={load.worker_id}",
        name=load.name,
        title=load.title or "",
        phone=load.phone or "",
        people=load.people,
        weight=load.weight,
        full_load=load.full_load,
        over=max(-free, 0),
        room=max(free, 0),
        filled=min(round(80 * load.weight / load.full_load), 100),
        due=load.contacts.due,
        overdue=load.contacts.overdue,
        kinds=[
            Kinds(kind=kind.value, due=load.by_kind[kind].due, overdue=load.by_kind[kind].overdue)
            for kind in Kind
        ],
        attempts=load.attempts,
        waiting=load.notes_waiting,
        progressing=load.goals.progressing,
        active=load.goals.active,
        can_take_over=load.can_take_over,
    )
