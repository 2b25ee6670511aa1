"""Complaints of families, for the supervisor: acknowledge, resolve with an answer, release."""

from functools import partial
from typing import Any
from uuid import UUID

import reflex as rx
from pydantic import BaseModel, ConfigDict

from casepwa.casework.actors import Actor
from casepwa.casework.errors import Invalid
from casepwa.casework.family import complaints
from casepwa.casework.permissions import Permission
from casepwa.database import unit_of_work
from casepwa.models.codes import MessageEventKind
from casepwa.off_loop import in_a_thread
from casepwa.state.guard import acting, requires
from casepwa.state.ids import id_or_denied, iso
from casepwa.state.watching import watch


class Event(BaseModel):
    model_config = ConfigDict(frozen=True)

    kind: str
    by: str
    at: str
    text: str


class Complaint(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: str
    client: str
    by: str
    text: str
    received_at: str
    about: str
    is_acknowledged: bool
    is_resolved: bool
    is_released: bool
    may_handle: bool
    happened: list[Event]


class ComplaintsState(rx.State):
    """``status``: loading, empty or full. ``error``: what is missing in the answer to ``error_on``."""

    status: str = "loading"
    rows: rx.Field[list[Complaint]] = rx.field(default_factory=list)
    error: str = ""
    error_on: str = ""

    _watching: int = 0

    @requires(Permission.COMPLAINT_HANDLE)
    async def look(self) -> None:
        """Open the screen."""
        self.error = ""
        self._show(await in_a_thread(_waiting, acting()))

    @requires(Permission.COMPLAINT_HANDLE, background=True)
    async def follow(self) -> None:
        """Keep the list as it is now, without reload."""

        async def draw() -> Any:
            return partial(self._show, await in_a_thread(_waiting, acting()))

        await watch(self, complaints.topic(acting().organization_id), Permission.COMPLAINT_HANDLE, draw)

    @requires(Permission.COMPLAINT_HANDLE)
    async def handle(self, form: dict[str, Any]) -> None:
        """Acknowledge, resolve or release the complaint that the form names."""
        message_id = id_or_denied(form.get("message_id"), Permission.COMPLAINT_HANDLE)
        what, answer = str(form.get("what", "")), str(form.get("answer", ""))
        self.error = ""
        try:
            self._show(await in_a_thread(_handled, acting(), message_id, what, answer))
        except Invalid as error:
            self.error, self.error_on = error.message_id, str(message_id)

    def _show(self, rows: list[Complaint]) -> None:
        if rows != self.rows:
            self.rows = rows
        self.status = "full" if rows else "empty"


def _handled(actor: Actor, message_id: UUID, what: str, answer: str) -> list[Complaint]:
    with unit_of_work() as session:
        if what == "release":
            complaints.release(session, actor=actor, message_id=message_id)
        elif what == "resolve":
            complaints.resolve(session, actor=actor, message_id=message_id, answer=answer)
        else:
            complaints.acknowledge(session, actor=actor, message_id=message_id)
    return _waiting(actor)


def _waiting(actor: Actor) -> list[Complaint]:
    with unit_of_work(readonly=True) as session:
        return [_row(one) for one in complaints.waiting(session, actor=actor)]


def _row(one: complaints.Complaint) -> Complaint:
    return Complaint(
        id=str(one.id),
        client=one.client,
        by=one.by,
        text=one.text,
        received_at=iso(one.received_at),
        about=", ".join(one.about),
        is_acknowledged=one.at(MessageEventKind.ACKNOWLEDGED) is not None,
        is_resolved=one.at(MessageEventKind.RESOLVED) is not None,
        is_released=one.at(MessageEventKind.RELEASED) is not None,
        may_handle=one.may_handle,
        happened=[
            Event(kind=event.kind, by=event.by, at=iso(event.at), text=event.text or "")
            for event in one.happened
        ],
    )
