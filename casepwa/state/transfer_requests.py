"""Transfers between two supervisors' teams: what this one is asked to take over, and what they have asked."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

import reflex as rx
from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from casepwa.casework.actors import Actor
from casepwa.casework.caseloads import transfer_requests, transfer_requests_seen, transfers
from casepwa.casework.caseloads.transfer_requests_seen import Requested
from casepwa.casework.errors import Invalid
from casepwa.casework.permissions import Permission
from casepwa.database import unit_of_work
from casepwa.off_loop import in_a_thread
from casepwa.state.guard import acting, requires
from casepwa.state.ids import id_or_denied, iso
from casepwa.state.watching import watch


class Request(BaseModel):
    """``people``: names, of one's own only. ``answer``: empty while nobody has answered."""

    model_config = ConfigDict(frozen=True)

    id: str
    from_worker: str
    to_worker: str
    on: str
    reason: str
    asked_by: str
    asked_at: str
    people: list[str]
    n: int
    weight: float
    answer: str
    answer_reason: str


class Requests(BaseModel):
    model_config = ConfigDict(frozen=True)

    waiting: list[Request] = []
    asked: list[Request] = []


class TransferRequestsState(rx.State):
    """``decline_error``: what is missing in the form of ``declining``."""

    requests: rx.Field[Requests] = rx.field(default_factory=Requests)
    declining: str = ""
    decline_error: str = ""

    _watching: int = 0

    @requires(Permission.TRANSFER_ANSWER)
    async def look(self) -> None:
        """The requests as the screen opens."""
        self.declining = self.decline_error = ""
        self._show(await in_a_thread(_requests, acting()))

    @requires(Permission.TRANSFER_ANSWER, background=True)
    async def follow(self) -> None:
        """Keep them as they are now, without reload."""

        async def draw() -> Any:
            return partial(self._show, await in_a_thread(_requests, acting()))

        await watch(self, transfers.topic(acting().organization_id), Permission.TRANSFER_ANSWER, draw)

    @requires(Permission.TRANSFER_ANSWER)
    async def accept(self, request_id: str) -> None:
        """Take the people over."""
        await self._answer(request_id, Permission.TRANSFER_ANSWER, transfer_requests.accept)

    @requires(Permission.TRANSFER_ANSWER)
    async def decline(self, form: dict[str, Any]) -> None:
        """Say no to the request that the form names, and why."""
        self.declining, self.decline_error = str(form.get("request_id", "")), ""
        say_no = partial(transfer_requests.decline, reason=str(form.get("reason", "")))
        try:
            await self._answer(self.declining, Permission.TRANSFER_ANSWER, say_no)
        except Invalid as error:
            self.decline_error = error.message_id

    @requires(Permission.CASE_TRANSFER)
    async def take_back(self, request_id: str) -> None:
        """Ask no longer."""
        await self._answer(request_id, Permission.CASE_TRANSFER, transfer_requests.take_back)

    async def _answer(self, request_id: Any, permission: Permission, verb: Callable[..., Any]) -> None:
        wanted = id_or_denied(request_id, permission)
        try:
            await in_a_thread(_done, acting(), wanted, verb)
        finally:
            self._show(await in_a_thread(_requests, acting()))

    def _show(self, requests: Requests) -> None:
        if requests != self.requests:
            self.requests = requests


def _done(actor: Actor, request_id: UUID, verb: Callable[..., Any]) -> None:
    with unit_of_work() as session:
        verb(session, actor=actor, request_id=request_id)


def _requests(actor: Actor) -> Requests:
    with unit_of_work(readonly=True) as session:
        return Requests(
            waiting=_rows(session, actor, transfer_requests_seen.waiting),
            asked=_rows(session, actor, transfer_requests_seen.asked),
        )


def _rows(session: Session, actor: Actor, found: Callable[..., list[Requested]]) -> list[Request]:
    return [
        Request(
            id=str(one.id),
            from_worker=one.from_worker,
            to_worker=one.to_worker,
            on=one.wanted_on.isoformat(),
            reason=one.reason,
            asked_by=one.asked_by,
            asked_at=iso(one.asked_at),
            people=list(one.people),
            n=one.count,
            weight=one.weight,
            answer=one.answer or "",
            answer_reason=one.answer_reason or "",
        )
        for one in found(session, actor=actor)
    ]
