"""Intake: is this person here already? Then the form, and what was made."""

from datetime import UTC, datetime
from typing import Any

import reflex as rx
from pydantic import BaseModel, ConfigDict

from casepwa.casework import agency_time
from casepwa.casework.actors import Actor
from casepwa.casework.caseloads import intake, intake_search
from casepwa.casework.caseloads.intake import Choices
from casepwa.casework.caseloads.intake_search import Search
from casepwa.casework.errors import Invalid
from casepwa.casework.permissions import Permission
from casepwa.database import unit_of_work
from casepwa.off_loop import in_a_thread
from casepwa.state import intake_form
from casepwa.state.guard import acting, requires

INTAKE = Permission.INTAKE


class Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class Option(Shown):
    value: str
    words: str


class Match(Shown):
    id: str
    name: str
    birth_date: str


class Found(Shown):
    """``seen``: how many may be the same person, those out of reach counted in ``beyond``.

    ``draft``: the name under which the browser keeps what is typed about this person, and about nobody else.
    """

    given_name: str = ""
    family_name: str = ""
    birth_date: str = ""
    known: list[Match] = []
    beyond: int = 0
    ask: list[str] = []
    seen: int = 0
    draft: str = ""


class Room(Shown):
    """What the form chooses from; ``me``: the actor, where they may be a person's coordinator."""

    programs: list[Option] = []
    managers: list[Option] = []
    coordinators: list[Option] = []
    families: list[Option] = []
    today: str = ""
    me: str = ""


class Made(Shown):
    """``draft``: as in ``Found``; it has been taken."""

    id: str = ""
    name: str = ""
    draft: str = ""


class IntakeState(rx.State):
    """``stage``: loading, search, form or done. ``wrong``: what to mend, beside its button."""

    stage: str = "loading"
    room: rx.Field[Room] = rx.field(default_factory=Room)
    found: rx.Field[Found] = rx.field(default_factory=Found)
    made: rx.Field[Made] = rx.field(default_factory=Made)
    wrong: str = ""
    wrong_params: rx.Field[dict[str, Any]] = rx.field(default_factory=dict)

    @requires(INTAKE)
    async def look(self) -> None:
        """Open the search."""
        self.wrong, self.wrong_params, self.found, self.made = "", {}, Found(), Made()
        self.room = await in_a_thread(_room, acting())
        self.stage = "search"

    @requires(INTAKE)
    async def search(self, form: dict[str, Any]) -> None:
        """Who may be here already; then the form stands below."""
        self.wrong, self.wrong_params, self.made = "", {}, Made()
        try:
            self.found = await in_a_thread(_searched, acting(), form)
        except Invalid as problem:
            self.wrong, self.wrong_params = problem.message_id, problem.params
            return
        self.stage = "form"

    @requires(INTAKE)
    async def take_in(self, form: dict[str, Any]) -> None:
        """Make the person; somebody who came meanwhile and may be the same is shown first."""
        self.wrong, self.wrong_params = "", {}
        try:
            self.made = await in_a_thread(_made, acting(), form)
        except Invalid as problem:
            self.wrong, self.wrong_params = problem.message_id, problem.params
            if problem.message_id == "intake_possible_duplicate":
                self.found = await in_a_thread(_searched, acting(), form)
            return
        self.found, self.stage = Found(), "done"


def _room(actor: Actor) -> Room:
    with unit_of_work(readonly=True) as session:
        offered: Choices = intake.choices(session, actor=actor)
        today = agency_time.day_of(datetime.now(UTC), agency_time.zone_of(session, actor.organization_id))
    return Room(
        programs=[Option(value=str(one.id), words=one.words) for one in offered.programs],
        managers=[Option(value=str(one.id), words=one.words) for one in offered.managers],
        coordinators=[Option(value=str(one.id), words=one.words) for one in offered.coordinators],
        families=[Option(value=str(one.id), words=one.words) for one in offered.families],
        today=today.isoformat(),
        me=next((str(one.id) for one in offered.coordinators if one.id == actor.account_id), ""),
    )


def _searched(actor: Actor, form: dict[str, Any]) -> Found:
    given_name, family_name, birth_date = intake_form.who(form)
    with unit_of_work() as session:
        search: Search = intake_search.look(
            session, actor=actor, given_name=given_name, family_name=family_name, birth_date=birth_date
        )
    return Found(
        given_name=given_name,
        family_name=family_name,
        birth_date=birth_date.isoformat() if birth_date else "",
        known=[
            Match(
                id=str(one.client_id),
                name=one.name,
                birth_date=one.birth_date.isoformat() if one.birth_date else "",
            )
            for one in search.known
        ],
        beyond=search.beyond,
        ask=list(search.ask),
        seen=search.seen,
        draft=intake_form.draft(form),
    )


def _made(actor: Actor, form: dict[str, Any]) -> Made:
    asked = intake_form.read(form)
    with unit_of_work() as session:
        client = intake.take_in(session, actor=actor, asked=asked, at=datetime.now(UTC))
        return Made(
            id=str(client.id),
            name=f"{client.given_name} {client.family_name}",
            draft=intake_form.draft(form),
        )
