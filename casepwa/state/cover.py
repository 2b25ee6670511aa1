"""Cover: one worker stands in for another, with dates."""

from datetime import UTC, date, datetime
from functools import partial
from typing import Any
from uuid import UUID

import reflex as rx
from pydantic import BaseModel, ConfigDict, ValidationError

from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import day_of, zone_of
from casepwa.casework.approvals import approvals, named_seconds
from casepwa.casework.caseloads import caseloads, covers, transfers
from casepwa.casework.errors import Invalid
from casepwa.casework.permissions import Permission
from casepwa.database import unit_of_work
from casepwa.off_loop import in_a_thread
from casepwa.state.beside_form import said_beside_the_form
from casepwa.state.caseload_rows import Covered, covered
from casepwa.state.guard import acting, requires
from casepwa.state.ids import id_or_denied, iso
from casepwa.state.watching import watch


class Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class Somebody(Shown):
    id: str
    name: str
    people: int
    can_take_over: bool


class Peer(Shown):
    id: str
    name: str


class Seen(Shown):
    """``supervisors``: who can stand in for this one, or approve their own notes; ``second``: who does, since
    ``second_since``."""

    supervisors: list[Peer] = []
    second: str = ""
    second_since: str = ""
    covers: list[Covered] = []
    workers: list[Somebody] = []
    today: str = ""


class CoverState(rx.State):
    """``status``: loading or full. ``given``: counts the covers given here, so that the form empties;
    ``away_given`` and ``away_error``: the same of the form about this supervisor's own days away.
    """

    status: str = "loading"
    seen: rx.Field[Seen] = rx.field(default_factory=Seen)
    error: str = ""
    error_params: rx.Field[dict[str, Any]] = rx.field(default_factory=dict)
    given: int = 0
    away_error: str = ""
    away_given: int = 0
    second_error: str = ""

    _watching: int = 0

    @requires(Permission.CASELOADS_READ)
    async def look(self) -> None:
        """Open the screen."""
        self.error, self.given, self.away_error, self.away_given, self.second_error = "", 0, "", 0, ""
        self._show(await in_a_thread(_seen, acting()))

    @requires(Permission.CASELOADS_READ, background=True)
    async def follow(self) -> None:
        """Keep it as it is now, without reload."""

        async def draw() -> Any:
            return partial(self._show, await in_a_thread(_seen, acting()))

        about = acting().organization_id
        topics = (transfers.topic(about), approvals.topic(about))
        await watch(self, topics, Permission.CASELOADS_READ, draw)

    @requires(Permission.COVER_ARRANGE)
    async def give(self, form: dict[str, Any]) -> None:
        """Give cover as the form says."""
        self.error = ""
        try:
            self._show(await in_a_thread(_given, acting(), _asked(form)))
        except Invalid as error:
            self.error, self.error_params = error.message_id, error.params
            return
        self.given += 1

    @requires(Permission.COVER_ARRANGE)
    async def give_mine(self, form: dict[str, Any]) -> None:
        """Let another supervisor stand in for this one, as the form says."""
        self.away_error = ""
        mine = {**form, "absent_id": str(acting().account_id)}
        try:
            self._show(await in_a_thread(_given, acting(), _asked(mine)))
        except Invalid as error:
            self.away_error = error.message_id
            return
        self.away_given += 1

    @requires(Permission.SECOND_NAME)
    async def name_second(self, form: dict[str, Any]) -> None:
        """Name who approves this supervisor's own notes."""
        self.second_error = ""
        if not form.get("second_id"):
            self.second_error = "second_is_whom"
            return
        second_id = id_or_denied(form.get("second_id"), Permission.SECOND_NAME)
        await in_a_thread(_named, acting(), second_id)
        self._show(await in_a_thread(_seen, acting()))

    @requires(Permission.SECOND_NAME)
    async def end_second(self) -> None:
        """Name nobody any more."""
        await in_a_thread(_nobody_named, acting())
        self._show(await in_a_thread(_seen, acting()))

    @requires(Permission.COVER_ARRANGE)
    async def end(self, cover_id: str) -> None:
        """End a cover now, or take back one that is ahead."""
        wanted = id_or_denied(cover_id, Permission.COVER_ARRANGE)
        self.error = ""
        try:
            await in_a_thread(_ended, acting(), wanted)
        finally:
            self._show(await in_a_thread(_seen, acting()))

    def _show(self, seen: Seen) -> None:
        if seen != self.seen:
            self.seen = seen
        self.status = "full"


def _asked(form: dict[str, Any]) -> covers.Asked:
    """What a form asks for. Raises ``Denied`` for ids that are none, ``Invalid('cover_days')``."""
    if not form.get("absent_id") or not form.get("covering_id"):
        raise Invalid("cover_days")
    try:
        return covers.Asked(
            absent_id=id_or_denied(form["absent_id"], Permission.COVER_ARRANGE),
            covering_id=id_or_denied(form["covering_id"], Permission.COVER_ARRANGE),
            first_day=date.fromisoformat(str(form.get("first_day", ""))),
            last_day=date.fromisoformat(str(form.get("last_day", ""))),
            reason=str(form.get("reason", "")),
        )
    except (ValidationError, ValueError) as error:
        raise Invalid("cover_days") from error


def _given(actor: Actor, asked: covers.Asked) -> Seen:
    with said_beside_the_form(), unit_of_work() as session:
        covers.give(session, actor=actor, asked=asked)
    return _seen(actor)


def _named(actor: Actor, second_id: UUID) -> None:
    with unit_of_work() as session:
        named_seconds.name(session, actor=actor, second_id=second_id)


def _nobody_named(actor: Actor) -> None:
    with unit_of_work() as session:
        named_seconds.end(session, actor=actor)


def _ended(actor: Actor, cover_id: UUID) -> None:
    with unit_of_work() as session:
        covers.end(session, actor=actor, cover_id=cover_id)


def _seen(actor: Actor) -> Seen:
    with unit_of_work(readonly=True) as session:
        second = named_seconds.mine(session, actor=actor)
        return Seen(
            supervisors=[
                Peer(id=str(one.id), name=one.name) for one in named_seconds.candidates(session, actor=actor)
            ],
            second=second.name if second else "",
            second_since=iso(second.starts_at) if second else "",
            covers=[covered(one) for one in covers.of_teams(session, actor=actor)],
            workers=sorted(
                (
                    Somebody(
                        id=str(load.worker_id),
                        name=load.name,
                        people=load.people,
                        can_take_over=load.can_take_over,
                    )
                    for load in caseloads.of_teams(session, actor=actor)
                ),
                key=lambda one: one.name,
            ),
            today=day_of(datetime.now(UTC), zone_of(session, actor.organization_id)).isoformat(),
        )
