"""The approval desk: what waits, the open note, and what its reviewer says. Filters are in the address."""

import asyncio
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

import reflex as rx
from pydantic import TypeAdapter, ValidationError

from casepwa.casework.actors import Actor
from casepwa.casework.approvals import (
    approval_batches,
    approval_desk,
    approval_figures,
    approval_queue,
    approvals,
    coaching,
    saved_phrases,
)
from casepwa.casework.approvals.approval_batches import Chosen, Outcome
from casepwa.casework.approvals.approval_queue import Asked
from casepwa.casework.approvals.pins import Pin
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.permissions import Permission
from casepwa.casework.safety import alarm_desk, alarms
from casepwa.database import unit_of_work
from casepwa.models import Account
from casepwa.models.codes import ContactType
from casepwa.off_loop import in_a_thread
from casepwa.state import approval_note_rows, approval_rows
from casepwa.state.approval_note_rows import Note, Stands
from casepwa.state.approval_rows import Choice, Desk, Filters, Shown, Worker
from casepwa.state.guard import acting, requires
from casepwa.state.ids import id_or_denied
from casepwa.state.session import SessionState
from casepwa.state.watching import watch

REVIEW = Permission.CONTACT_NOTE_REVIEW
UNDO_SHOWN = 10.0
"""Seconds."""
_PINS = TypeAdapter(list[Pin])


class Undo(Shown):
    """What was just approved: one note (``client``), or ``n`` together."""

    number: int = 0
    client: str = ""
    n: int = 0


class LeftOut(Shown):
    client: str
    why: str
    params: dict[str, Any]


class ApprovalsState(rx.State):
    """``status``: loading, empty or full. ``chosen``: the note in the address, as it was when it was opened;
    ``stands``: where that note stands now. ``fault``: what is wrong with what was just typed."""

    status: str = "loading"
    desk: rx.Field[Desk] = rx.field(default_factory=Desk)
    figures: rx.Field[list[Worker]] = rx.field(default_factory=list)
    phrases: rx.Field[list[Choice]] = rx.field(default_factory=list)
    chosen: rx.Field[Note] = rx.field(default_factory=Note)
    stands: rx.Field[Stands] = rx.field(default_factory=Stands)
    undo: rx.Field[Undo] = rx.field(default_factory=Undo)
    left_out: rx.Field[list[LeftOut]] = rx.field(default_factory=list)
    worker: str = ""
    contact_type: str = ""
    is_flagged: bool = False
    has_keys: bool = False
    fault: str = ""
    fault_params: rx.Field[dict[str, Any]] = rx.field(default_factory=dict)
    coached: str = ""

    _watching: int = 0
    _drawing: int = 0
    _asked: Filters = Filters()
    _undo: tuple[str, ...] = ()

    @requires(REVIEW)
    async def look(self) -> None:
        """Open the screen as its address says; a note in the address is opened, which is a logged read."""
        said = self.router.url.query_parameters
        asked = Filters(**{name: str(said.get(name, "")) for name in Filters.model_fields})
        await self._begin()
        self._asked, self.coached = asked, ""
        try:
            self._show(*await in_a_thread(_looked, acting(), asked))
        except Denied:
            self._asked = asked.model_copy(update={"note": ""})
            self._show(*await in_a_thread(_looked, acting(), self._asked))
            raise

    @requires(REVIEW, background=True)
    async def follow(self) -> None:
        """Keep the list as it is now, without reload. The open note's words stay; where it stands is told."""

        async def draw() -> Any:
            async with self:
                drawing, asked, chosen = self._drawing, self._asked, self.chosen
            drawn = await in_a_thread(_drawn, acting(), asked, chosen)
            return partial(self._draw_if, drawing, *drawn)

        about = acting().organization_id
        await watch(self, (approvals.topic(about), alarms.topic(about)), REVIEW, draw)

    @requires(REVIEW)
    async def search(self, form: dict[str, Any]) -> Any:
        """Put the chosen filters into the address; the list then opens anew."""
        said = {name: str(form.get(name, "")) for name in ("worker", "type", "flagged")}
        return rx.redirect(approval_rows.address(Filters(**said, note=self._asked.note)))

    @requires(REVIEW)
    async def approve(self, note_id: str, version: int, sha256: str) -> Any:
        """Approve the version that the screen shows."""
        one = _chosen(f"{note_id}.{version}.{sha256}")
        review_id = await self._decided(in_a_thread(_approved, acting(), one))
        if review_id is None:
            return None
        self._undo = (review_id,)
        self.undo = Undo(number=self.undo.number + 1, client=self.chosen.client)
        return ApprovalsState.forget_undo

    @requires(REVIEW)
    async def approve_selected(self, keys: list[str]) -> Any:
        """Approve the ticked notes together; those that need a look of their own are named."""
        await self._begin()
        chosen = [_chosen(key) for key in keys[: approval_batches.MOST + 1]]
        outcome = await in_a_thread(_approved_together, acting(), chosen)
        self.left_out = [
            LeftOut(client=one.client, why=one.why, params=one.params) for one in outcome.left_out
        ]
        await self._redraw()
        if not outcome.reviews:
            return None
        self._undo = tuple(str(review_id) for review_id in outcome.reviews)
        self.undo = Undo(number=self.undo.number + 1, n=len(outcome.reviews))
        return ApprovalsState.forget_undo

    @requires(REVIEW, background=True)
    async def forget_undo(self) -> None:
        """Take the offer to undo from the screen after 10 seconds."""
        number = self.undo.number
        await asyncio.sleep(UNDO_SHOWN)
        async with self:
            if self.undo.number == number:
                self.undo = Undo(number=number)

    @requires(REVIEW)
    async def take_back(self) -> None:
        """Undo what was approved a moment ago."""
        reviews, self._undo = self._undo, ()
        self.undo = Undo(number=self.undo.number)
        try:
            await in_a_thread(_taken_back, acting(), [UUID(one) for one in reviews], "")
        finally:
            await self._redraw()

    @requires(REVIEW)
    async def withdraw(self, form: dict[str, Any]) -> None:
        """Withdraw an own approval of today, with a reason."""
        review_id = id_or_denied(form.get("review_id"), REVIEW)
        reason = str(form.get("reason", ""))[:2000]
        await self._decided(in_a_thread(_taken_back, acting(), [review_id], reason))

    @requires(REVIEW)
    async def withdraw_return(self, form: dict[str, Any]) -> None:
        """Take a return back, with a reason: the note waits again as it was."""
        review_id = id_or_denied(form.get("review_id"), REVIEW)
        reason = str(form.get("reason", ""))[:2000]
        await self._decided(in_a_thread(_return_taken_back, acting(), review_id, reason))

    @requires(REVIEW)
    async def return_note(self, form: dict[str, Any]) -> None:
        """Send the version that the form names back, with its comments."""
        one = _chosen(str(form.get("key")))
        await self._decided(in_a_thread(_returned, acting(), one, str(form.get("comments", ""))))

    @requires(REVIEW)
    async def coach(self, form: dict[str, Any]) -> None:
        """Say something to the author without returning the note."""
        note_id = id_or_denied(form.get("note_id"), REVIEW)
        self.fault = ""
        try:
            chosen = await in_a_thread(_coached, acting(), note_id, str(form.get("text", "")))
        except Invalid as error:
            self.fault, self.fault_params = error.message_id, error.params
            return
        self.chosen = self.chosen.model_copy(update={"coaching": chosen})
        self.coached = str(note_id)

    @requires(REVIEW)
    async def save_phrase(self, text: str) -> None:
        """Keep words for later comments."""
        self.phrases = await in_a_thread(_phrase_saved, acting(), str(text))

    @requires(REVIEW)
    async def forget_phrase(self, phrase_id: str) -> None:
        """Throw an own phrase away."""
        wanted = id_or_denied(phrase_id, REVIEW)
        self.phrases = await in_a_thread(_phrase_forgotten, acting(), wanted)

    async def _decided(self, deciding: Any) -> Any:
        """What came of a decision; the screen shows the note as it stands now either way."""
        await self._begin()
        try:
            made = await deciding
        except Invalid as error:
            self.fault, self.fault_params = error.message_id, error.params
            return None
        except Conflict:
            self._show(*await in_a_thread(_looked, acting(), self._asked))
            raise
        await self._redraw()
        return made

    async def _begin(self) -> None:
        """What was said about the last thing goes."""
        self.fault, self.left_out = "", []
        (await self.get_state(SessionState)).notice = ""

    async def _redraw(self) -> None:
        self._draw(*await in_a_thread(_drawn, acting(), self._asked, self.chosen))

    def _draw_if(self, drawing: int, desk: Desk, stands: Stands) -> None:
        """Unless the screen was drawn meanwhile: that was from what is newer than this."""
        if drawing == self._drawing:
            self._draw(desk, stands)

    def _draw(self, desk: Desk, stands: Stands) -> None:
        self._drawing += 1
        if desk != self.desk:
            self.desk = desk
        if stands != self.stands:
            self.stands = stands
        self.status = "full" if desk.total else "empty"

    def _show(
        self,
        desk: Desk,
        stands: Stands,
        chosen: Note,
        figures: list[Worker],
        phrases: list[Choice],
        has_keys: bool,
    ) -> None:
        self._draw(desk, stands)
        self.chosen, self.figures, self.phrases, self.has_keys = chosen, figures, phrases, has_keys
        self.worker, self.contact_type = self._asked.worker, self._asked.type
        self.is_flagged = bool(self._asked.flagged)


def _chosen(key: str) -> Chosen:
    """A note as the screen named it. Raises ``Denied`` for what is no such name."""
    note_id, _, rest = str(key).partition(".")
    version, _, sha256 = rest.partition(".")
    if not version.isdecimal() or len(version) > 6:
        raise Denied(REVIEW)
    return Chosen(note_id=id_or_denied(note_id, REVIEW), version=int(version), sha256=sha256)


def _desk(session: Any, actor: Actor, asked: Filters) -> Desk:
    page, worker, kind = asked.page, asked.worker, asked.type
    queue = approval_queue.waiting(
        session,
        actor=actor,
        asked=Asked(
            worker_id=id_or_denied(worker, REVIEW) if worker else None,
            contact_type=kind if kind in set(ContactType) else None,
            is_flagged=bool(asked.flagged),
            page=int(page) if page.isdecimal() and len(page) < 5 else 0,
        ),
    )
    open_alarms = alarm_desk.open_alarms(session, actor=actor)
    return approval_rows.desk(queue, asked, now=datetime.now(UTC), alarms=open_alarms)


def _looked(actor: Actor, asked: Filters) -> tuple[Desk, Stands, Note, list[Worker], list[Choice], bool]:
    wanted = asked.note
    with unit_of_work(readonly=not wanted) as session:
        chosen, stands = Note(), Stands()
        figures: list[Worker] = []
        if wanted:
            opened = approval_desk.open_note(session, actor=actor, note_id=id_or_denied(wanted, REVIEW))
            chosen = approval_note_rows.note(opened)
            stands = approval_note_rows.stands(opened.standing, version=chosen.version)
        else:
            rows = approval_figures.by_worker(session, actor=actor)
            figures = [approval_rows.worker(one) for one in rows]
        has_keys = session.get_one(Account, actor.account_id).desk_keys
        return _desk(session, actor, asked), stands, chosen, figures, _phrases(session, actor), has_keys


def _drawn(actor: Actor, asked: Filters, chosen: Note) -> tuple[Desk, Stands]:
    with unit_of_work(readonly=True) as session:
        stands = Stands()
        if chosen.id:
            try:
                now = approval_desk.standing_of(session, actor=actor, note_id=UUID(chosen.id))
                stands = approval_note_rows.stands(now, version=chosen.version)
            except Denied:
                stands = Stands(status="out_of_reach")
        return _desk(session, actor, asked), stands


def _approved(actor: Actor, one: Chosen) -> str:
    with unit_of_work() as session:
        review = approvals.approve(
            session, actor=actor, note_id=one.note_id, version=one.version, sha256=one.sha256
        )
        return str(review.id)


def _approved_together(actor: Actor, chosen: list[Chosen]) -> Outcome:
    with unit_of_work() as session:
        return approval_batches.approve(session, actor=actor, chosen=chosen)


def _taken_back(actor: Actor, review_ids: list[UUID], reason: str) -> None:
    with unit_of_work() as session:
        approvals.withdraw(session, actor=actor, review_ids=review_ids, reason=reason)


def _return_taken_back(actor: Actor, review_id: UUID, reason: str) -> None:
    with unit_of_work() as session:
        approvals.withdraw_return(session, actor=actor, review_id=review_id, reason=reason)


def _returned(actor: Actor, one: Chosen, comments: str) -> None:
    try:
        pins = _PINS.validate_json(comments or "[]")
    except ValidationError as error:
        raise Invalid("pin_outside_the_text") from error
    with unit_of_work() as session:
        approvals.return_note(
            session, actor=actor, note_id=one.note_id, version=one.version, sha256=one.sha256, comments=pins
        )


def _coached(actor: Actor, note_id: UUID, text: str) -> list[approval_note_rows.Coaching]:
    with unit_of_work() as session:
        coaching.comment(session, actor=actor, note_id=note_id, text=text)
        said = coaching.own_about(session, actor=actor, note_ids=[note_id])
        return [approval_note_rows.coached(one) for one in said]


def _phrases(session: Any, actor: Actor) -> list[Choice]:
    return [Choice(value=str(one.id), words=one.text) for one in saved_phrases.of(session, actor=actor)]


def _phrase_saved(actor: Actor, text: str) -> list[Choice]:
    with unit_of_work() as session:
        saved_phrases.save(session, actor=actor, text=text)
        return _phrases(session, actor)


def _phrase_forgotten(actor: Actor, phrase_id: UUID) -> list[Choice]:
    with unit_of_work() as session:
        saved_phrases.forget(session, actor=actor, phrase_id=phrase_id)
        return _phrases(session, actor)
