"""Caseloads of a supervisor's teams, one worker's people, and transferring them."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import reflex as rx
from pydantic import ValidationError

from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import day_of, zone_of
from casepwa.casework.caseloads import caseloads, covers, transfer_requests, transfers, transfers_ahead
from casepwa.casework.errors import Denied, Invalid
from casepwa.casework.permissions import Permission
from casepwa.database import unit_of_work
from casepwa.off_loop import in_a_thread
from casepwa.state.beside_form import said_beside_the_form
from casepwa.state.caseload_rows import Board, Elsewhere, Person, Taken, Worker, board_of, person_of
from casepwa.state.guard import acting, requires
from casepwa.state.ids import id_or_denied, iso
from casepwa.state.watching import watch

_PERSON = "person:"
_ASK_FOR = "ask:"
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
DRAWN_ANEW_AFTER = timedelta(seconds=15)
"""Younger than this, the board stays as it is when another worker is opened; ``follow`` renews it."""


class CaseloadsState(rx.State):
    """``status``: loading or full. ``chosen``: the worker in the address; ``people``: theirs.

    ``taken``: what was transferred last, to say so and to lead to the briefs. ``error``: of the form.
    """

    status: str = "loading"
    board: rx.Field[Board] = rx.field(default_factory=Board)
    chosen: rx.Field[Worker] = rx.field(default_factory=Worker)
    people: rx.Field[list[Person]] = rx.field(default_factory=list)
    receivers: rx.Field[list[Worker]] = rx.field(default_factory=list)
    today: str = ""
    error: str = ""
    error_params: rx.Field[dict[str, Any]] = rx.field(default_factory=dict)
    taken: rx.Field[Taken] = rx.field(default_factory=Taken)

    _watching: int = 0
    _wanted: str = ""
    _drawn_at: datetime = LONG_AGO

    @requires(Permission.CASELOADS_READ)
    async def look(self) -> None:
        """Open the screen as its address says."""
        self._wanted = self.router.url.query_parameters.get("worker", "")
        self.error, self.taken = "", Taken()
        try:
            if datetime.now(UTC) - self._drawn_at < DRAWN_ANEW_AFTER:
                self._show_people(await in_a_thread(_people, acting(), self._wanted))
            else:
                self._show(await in_a_thread(_seen, acting(), self._wanted))
        except Denied:
            self._wanted = ""
            self._show(await in_a_thread(_seen, acting(), ""))
            raise

    @requires(Permission.CASELOADS_READ, background=True)
    async def follow(self) -> None:
        """Keep it as it is now, without reload."""

        async def draw() -> Any:
            return partial(self._show, await in_a_thread(_seen, acting(), self._wanted))

        await watch(self, transfers.topic(acting().organization_id), Permission.CASELOADS_READ, draw)

    @requires(Permission.CASE_TRANSFER)
    async def transfer(self, form: dict[str, Any]) -> None:
        """Transfer the people who are ticked in the form, or ask another team to take them."""
        self.error, self.taken = "", Taken()
        try:
            asked, to_another_team = _asked(form)
            verb = _requested if to_another_team else _transferred
            self.taken = await in_a_thread(verb, acting(), asked)
        except Invalid as error:
            self.error, self.error_params = error.message_id, error.params
            return
        self._show(await in_a_thread(_seen, acting(), self._wanted))

    @requires(Permission.CASE_TRANSFER)
    async def call_off(self, transfer_id: str) -> None:
        """Take back a transfer that waits for its day."""
        wanted = id_or_denied(transfer_id, Permission.CASE_TRANSFER)
        self.taken = Taken()
        try:
            await in_a_thread(_called_off, acting(), wanted)
        finally:
            self._show(await in_a_thread(_seen, acting(), self._wanted))

    def _show(self, seen: tuple[Board, list[Person], str]) -> None:
        board, people, today = seen
        if board != self.board:
            self.board = board
        self._show_people(people)
        self.today = today
        self.status = "full"
        self._drawn_at = datetime.now(UTC)

    def _show_people(self, people: list[Person]) -> None:
        workers = self.board.workers
        self.chosen = next((one for one in workers if one.id == self._wanted), Worker())
        self.receivers = [one for one in workers if one.can_take_over and one.id != self._wanted]
        if people != self.people:
            self.people = people


def _seen(actor: Actor, wanted: str) -> tuple[Board, list[Person], str]:
    """The screen as it stands; transfers whose day has come take effect first."""
    at = datetime.now(UTC)
    with unit_of_work(readonly=True) as session:
        are_due = transfers.are_due(session, actor.organization_id, at=at)
    if are_due:
        with unit_of_work() as session:
            transfers.settle_due(session, actor.organization_id, at=at)
    with unit_of_work(readonly=True) as session:
        loads = caseloads.of_teams(session, actor=actor)
        ahead = transfers_ahead.of_teams(session, actor=actor)
        elsewhere = [
            Elsewhere(id=f"{_ASK_FOR}{one.id}", name=one.name)
            for one in transfer_requests.receivers(session, actor=actor)
        ]
        standing = covers.of_teams(session, actor=actor)
        today = day_of(at, zone_of(session, actor.organization_id))
    board = board_of(loads, ahead, standing).model_copy(update={"elsewhere": elsewhere})
    return board, _people(actor, wanted), today.isoformat()


def _people(actor: Actor, wanted: str) -> list[Person]:
    """One worker's, without reading every caseload anew. Raises ``Denied`` for another team's worker."""
    if not wanted:
        return []
    worker_id = id_or_denied(wanted, Permission.CASELOADS_READ)
    with unit_of_work(readonly=True) as session:
        people = caseloads.of_worker(session, actor=actor, worker_id=worker_id)
        ahead = transfers_ahead.of_teams(session, actor=actor)
        today = day_of(datetime.now(UTC), zone_of(session, actor.organization_id))
    leaving = {one.client_id: one for one in ahead if one.from_id == worker_id}
    return [person_of(one, leaving.get(one.client_id), today=today) for one in people]


def _asked(form: dict[str, Any]) -> tuple[transfers.Asked, bool]:
    """What a form asks for, and whether of another team.

    Raises ``Denied`` for ids that are none, ``Invalid`` for what is left out.
    """
    ticked = [name.removeprefix(_PERSON) for name, on in form.items() if name.startswith(_PERSON) and on]
    people = tuple(id_or_denied(one, Permission.CASE_TRANSFER) for one in ticked)
    if not people:
        raise Invalid("transfer_whom", most=transfers.MOST)
    from_id = id_or_denied(form.get("from_id"), Permission.CASE_TRANSFER)
    if not form.get("to_id"):
        raise Invalid("transfer_to_whom")
    to = str(form["to_id"])
    to_id = id_or_denied(to.removeprefix(_ASK_FOR), Permission.CASE_TRANSFER)
    try:
        asked = transfers.Asked(
            client_ids=people,
            from_id=from_id,
            to_id=to_id,
            on=date.fromisoformat(str(form.get("on", ""))),
            reason=str(form.get("reason", "")),
        )
    except (ValidationError, ValueError) as error:
        raise Invalid("transfer_days") from error
    return asked, to.startswith(_ASK_FOR)


def _transferred(actor: Actor, asked: transfers.Asked) -> Taken:
    with said_beside_the_form(), unit_of_work() as session:
        made = transfers.arrange(session, actor=actor, asked=asked)
        return Taken.of(transfers_ahead.these(session, [one.id for one in made]))


def _requested(actor: Actor, asked: transfers.Asked) -> Taken:
    with said_beside_the_form(), unit_of_work() as session:
        request = transfer_requests.ask(session, actor=actor, asked=asked)
        receiver = transfer_requests.receiver_of(session, request)
        return Taken(to_worker=receiver.name, on=iso(request.asked_at), is_asked=True)


def _called_off(actor: Actor, transfer_id: UUID) -> None:
    with unit_of_work() as session:
        transfers.call_off(session, actor=actor, transfer_id=transfer_id)
