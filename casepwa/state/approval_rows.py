"""The list of the approval desk and its figures, made from what casework tells: frozen rows, plain values."""

from typing import Any
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict

from casepwa.casework.approvals import approval_queue
from casepwa.casework.approvals.approval_figures import Figures
from casepwa.state.ids import iso

ROUTE = "/approvals"


class Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class Filters(Shown):
    """What the address asks for; empty: everything. ``note``: the open one."""

    worker: str = ""
    type: str = ""
    flagged: str = ""
    page: str = ""
    note: str = ""


class Row(Shown):
    """``key``: note, version and signature, as a batch names them. ``mark``: concern, crisis, stranded, flag,
    none."""

    id: str
    key: str
    href: str
    client: str
    worker: str
    contact_type: str
    mark: str
    flag: str
    due_at: str
    is_overdue: bool
    is_opened: bool
    was_returned: bool
    can_tick: bool


class Choice(Shown):
    value: str
    words: str
    n: int = 0


class Desk(Shown):
    rows: list[Row] = []
    workers: list[Choice] = []
    types: list[str] = []
    total: int = 0
    found: int = 0
    flagged: int = 0
    earlier: str = ""
    later: str = ""
    alarms: int = 0


class Worker(Shown):
    """``hours``: empty while nothing was approved."""

    id: str
    href: str
    name: str
    waiting: int
    approved: int
    returned: int
    minutes: int


def address(asked: Filters, **other: str) -> str:
    """The screen's address with these filters; ``other`` puts some in their place."""
    chosen = {name: value for name, value in {**asked.model_dump(), **other}.items() if value}
    return f"{ROUTE}?{urlencode(chosen)}" if chosen else ROUTE


def desk(queue: approval_queue.Queue, asked: Filters, *, now: Any, alarms: int) -> Desk:
    filters = asked.model_copy(update={"note": ""})
    return Desk(
        rows=[_row(one, filters, now) for one in queue.rows],
        workers=[Choice(value=str(one.id), words=one.name, n=one.waiting) for one in queue.workers],
        types=list(queue.types),
        total=queue.total,
        found=queue.found,
        flagged=queue.flagged,
        earlier=address(filters, page=str(queue.page - 1) if queue.page > 1 else "") if queue.page else "",
        later=address(filters, page=str(queue.page + 1)) if queue.has_more else "",
        alarms=alarms,
    )


def _row(one: approval_queue.Waiting, filters: Filters, now: Any) -> Row:
    return Row(
        id=str(one.note_id),
        key=f"{one.note_id}.{one.version}.{one.sha256}",
        href=address(filters, note=str(one.note_id)),
        client=one.client,
        worker=one.worker,
        contact_type=one.contact_type,
        mark=_mark(one),
        flag=one.flags[0] if one.flags else "",
        due_at=iso(one.due_at),
        is_overdue=one.due_at < now,
        is_opened=one.is_opened,
        was_returned=one.was_returned,
        can_tick=one.fits_a_batch,
    )


def worker(one: Figures) -> Worker:
    return Worker(
        id=str(one.worker_id),
        href=address(Filters(), worker=str(one.worker_id)),
        name=one.worker,
        waiting=one.waiting,
        approved=one.approved,
        returned=one.returned,
        minutes=round(one.hours * 60) if one.hours is not None else -1,
    )


def _mark(one: approval_queue.Waiting) -> str:
    """The first thing about a row that needs a look of its own."""
    marks = (
        ("concern", one.has_concern),
        ("crisis", one.is_crisis),
        ("stranded", one.is_stranded),
        ("flag", bool(one.flags)),
    )
    return next((mark for mark, holds in marks if holds), "none")
