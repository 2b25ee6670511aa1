"""Programs and rules as an administrator sees them: what holds now, what is to come."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import reflex as rx
from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from casepwa.casework.actors import Actor
from casepwa.casework.errors import Conflict, Invalid
from casepwa.casework.permissions import Permission
from casepwa.casework.rules import programs, rule_versions
from casepwa.database import unit_of_work
from casepwa.off_loop import in_a_thread
from casepwa.state.guard import acting, requires
from casepwa.state.ids import id_or_denied
from casepwa.state.rule_rows import PartRow, parts_of


class Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class RuleRow(Shown):
    """``narrower``: programs and payers with versions of their own; ``ahead``: versions to come."""

    name: str
    parts: list[PartRow]
    is_chosen: bool
    narrower: int
    ahead: int


class ProgramRow(Shown):
    id: str
    name: str
    service_type: str
    ended_on: str
    people: int


class Seen(Shown):
    rules: list[RuleRow] = []
    programs: list[ProgramRow] = []


class RulesState(rx.State):
    """``tried``: what was used last: ``add``, or the id of a program; ``times``: programs added here, so that
    the form empties.
    """

    status: str = "loading"
    seen: rx.Field[Seen] = rx.field(default_factory=Seen)
    tried: str = ""
    done: str = ""
    times: int = 0
    error: str = ""
    error_params: rx.Field[dict[str, Any]] = rx.field(default_factory=dict)

    @requires(Permission.RULE_READ)
    async def look(self) -> None:
        """Open the screen."""
        self.tried, self.done, self.error = "", "", ""
        self.seen = await in_a_thread(_seen, acting())
        self.status = "full"

    @requires(Permission.PROGRAM_CHANGE)
    async def add_program(self, form: dict[str, Any]) -> None:
        """A new program."""
        name, service_type = str(form.get("name", "")), str(form.get("service_type", ""))

        def work(session: Session, actor: Actor) -> None:
            programs.add(session, actor=actor, name=name, service_type=service_type)

        if await self._do(work, "add", "added"):
            self.times += 1

    @requires(Permission.PROGRAM_CHANGE)
    async def rename_program(self, form: dict[str, Any]) -> None:
        """Another name for the program that the form names."""
        wanted = id_or_denied(form.get("program_id"), Permission.PROGRAM_CHANGE)

        def work(session: Session, actor: Actor) -> None:
            programs.rename(session, actor=actor, program_id=wanted, name=str(form.get("name", "")))

        await self._do(work, str(wanted), "renamed")

    @requires(Permission.PROGRAM_CHANGE)
    async def end_program(self, program_id: str) -> None:
        """It takes nobody in any more."""
        wanted = id_or_denied(program_id, Permission.PROGRAM_CHANGE)

        def work(session: Session, actor: Actor) -> None:
            programs.end(session, actor=actor, program_id=wanted, at=datetime.now(UTC))

        await self._do(work, str(wanted), "ended")

    @requires(Permission.PROGRAM_CHANGE)
    async def open_program(self, program_id: str) -> None:
        """It takes people in again."""
        wanted = id_or_denied(program_id, Permission.PROGRAM_CHANGE)

        def work(session: Session, actor: Actor) -> None:
            programs.open_again(session, actor=actor, program_id=wanted)

        await self._do(work, str(wanted), "opened")

    async def _do(self, work: Callable[[Session, Actor], None], tried: str, done: str) -> bool:
        """Do it and show all as it is; what cannot be is said beside the form."""
        self.tried, self.done, self.error = tried, "", ""
        try:
            self.seen = await in_a_thread(_done, acting(), work)
        except (Invalid, Conflict) as error:
            self.error, self.error_params = error.message_id, error.params
            return False
        self.done = done
        return True


def _done(actor: Actor, work: Callable[[Session, Actor], None]) -> Seen:
    with unit_of_work() as session:
        work(session, actor)
    return _seen(actor)


def _seen(actor: Actor) -> Seen:
    with unit_of_work(readonly=True) as session:
        today = rule_versions.today(session, actor, datetime.now(UTC))
        return Seen(
            rules=[
                RuleRow(
                    name=one.name,
                    parts=parts_of(one.name, one.now(today)),
                    is_chosen=any(
                        each.whose == rule_versions.Whose() and each.standing(today) == "now"
                        for each in one.versions
                    ),
                    narrower=len({each.whose for each in one.versions} - {rule_versions.Whose()}),
                    ahead=sum(each.standing(today) == "ahead" for each in one.versions),
                )
                for one in rule_versions.of_agency(session, actor=actor)
            ],
            programs=[
                ProgramRow(
                    id=str(one.id),
                    name=one.name,
                    service_type=one.service_type,
                    ended_on=one.ended_on.isoformat() if one.ended_on else "",
                    people=one.people,
                )
                for one in programs.listed(session, actor=actor)
            ],
        )
