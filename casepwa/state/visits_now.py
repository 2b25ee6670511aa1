"""Who is out, live: the supervisor's board, and what escalated to whoever is on call or goes along."""

from functools import partial
from typing import Any
from uuid import UUID

import reflex as rx

from casepwa.casework.actors import Actor
from casepwa.casework.errors import CaseworkError, Denied
from casepwa.casework.permissions import Permission
from casepwa.casework.safety import alarms, safety_checks, visits_now
from casepwa.casework.visits import own_visits
from casepwa.database import unit_of_work
from casepwa.off_loop import in_a_thread
from casepwa.state.guard import acting, requires
from casepwa.state.ids import id_or_denied, iso
from casepwa.state.visits_now_rows import BackNow, BoardNow, ExpectedNow, OutNow, out_now
from casepwa.state.watching import watch

_IN_THE_FORM = {"safe_says_how", "safe_other_needs_words"}


class VisitsNowState(rx.State):
    """``status``: loading, empty, error or full. ``chosen``: the row in the address, once it is open;
    ``first``: the most urgent open one. ``how_error``: what is missing in **Mark safe**.
    """

    status: str = "loading"
    board: rx.Field[BoardNow] = rx.field(default_factory=BoardNow)
    chosen: rx.Field[OutNow] = rx.field(default_factory=OutNow)
    first: rx.Field[OutNow] = rx.field(default_factory=OutNow)
    how_error: str = ""

    _watching: int = 0
    _wanted: str = ""

    @requires(Permission.ESCALATION_READ)
    async def look(self) -> None:
        """Open the board as its address says; what is in the address is read by that."""
        self._wanted = self.router.url.query_parameters.get("visit", "")
        self.how_error = ""
        try:
            self._show(await in_a_thread(_opened, acting(), self._wanted))
        except Denied:
            self._wanted = ""
            self._show(await in_a_thread(_board, acting()))
            raise
        except CaseworkError:
            self.status = "error"
            raise

    @requires(Permission.ESCALATION_READ, background=True)
    async def follow(self) -> None:
        """Keep the board as it is now, without reload."""

        async def draw() -> Any:
            return partial(self._show, await in_a_thread(_board, acting()))

        agency = acting().organization_id
        topics = (own_visits.topic(agency), alarms.topic(agency))
        await watch(self, topics, Permission.ESCALATION_READ, draw)

    @requires(Permission.MARK_SAFE)
    async def mark_safe(self, form: dict[str, Any]) -> None:
        """Say how the worker that the form names was spoken with."""
        subject_id = id_or_denied(form.get("subject_id"), Permission.MARK_SAFE)
        said = {name: str(form.get(name, "")) for name in ("how", "words", "spoken_by")}
        self.how_error = ""
        try:
            self._show(await in_a_thread(_marked_safe, acting(), subject_id, said))
        except CaseworkError as error:
            if error.message_id not in _IN_THE_FORM:
                self._show(await in_a_thread(_board, acting()))
                raise
            self.how_error = error.message_id

    def _show(self, board: BoardNow) -> None:
        if board != self.board:
            self.board = board
        self.chosen = next((row for row in board.out if row.id == self._wanted), OutNow())
        self.first = next((row for row in board.out if row.is_open), OutNow())
        self.status = "full" if board.out or board.expected or board.back else "empty"


def _board(actor: Actor) -> BoardNow:
    with unit_of_work(readonly=True) as session:
        found = visits_now.board(session, actor=actor)
    return BoardNow(
        out=[out_now(row) for row in found.out],
        expected=[
            ExpectedNow(
                id=str(row.id),
                worker=row.worker,
                people=", ".join(row.people),
                planned_start=iso(row.planned_start),
                planned_end=iso(row.planned_end),
            )
            for row in found.expected
        ],
        back=[
            BackNow(id=str(row.id), worker=row.worker, at=iso(row.at), clock_ahead=row.clock_ahead)
            for row in found.back
        ],
    )


def _opened(actor: Actor, wanted: str) -> BoardNow:
    if wanted:
        subject_id = id_or_denied(wanted, Permission.ESCALATION_READ)
        with unit_of_work() as session:
            safety_checks.mark_read(session, actor=actor, subject_id=subject_id)
    return _board(actor)


def _marked_safe(actor: Actor, subject_id: UUID, said: dict[str, str]) -> BoardNow:
    with unit_of_work() as session:
        safety_checks.mark_safe(session, actor=actor, subject_id=subject_id, **said)
    return _board(actor)
