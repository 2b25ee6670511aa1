"""One rule: its versions, and the form for one more. Its name is in the address."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import reflex as rx
from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from casepwa.casework.actors import Actor
from casepwa.casework.errors import Conflict, Invalid
from casepwa.casework.permissions import Permission
from casepwa.casework.rules import rule_forms, rule_versions
from casepwa.casework.rules.rule_shapes import SHAPES
from casepwa.casework.rules.rule_versions import Names, Version, Whose
from casepwa.database import unit_of_work
from casepwa.models.codes import RuleName
from casepwa.off_loop import in_a_thread
from casepwa.state.guard import acting, requires
from casepwa.state.ids import id_or_denied, iso
from casepwa.state.rule_rows import PartRow, parts_of


class Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class VersionRow(Shown):
    """``whose``: a program or payer, empty for the whole agency. ``standing``: past, now or ahead."""

    id: str
    whose: str
    starts_on: str
    last_day: str
    standing: str
    parts: list[PartRow]
    is_understood: bool
    added_by: str
    added_at: str


class WhoseRow(Shown):
    value: str
    name: str


class OneRule(Shown):
    """``parts``: the form, filled with what holds for the agency now. ``whose``: to choose from.

    ``tomorrow``: the day that is offered: a version from today can no more be taken back.
    """

    name: str = ""
    parts: list[PartRow] = []
    must_be_chosen: bool = False
    is_chosen: bool = True
    versions: list[VersionRow] = []
    whose: list[WhoseRow] = []
    today: str = ""
    tomorrow: str = ""


class RuleState(rx.State):
    """``status``: loading, full or gone. ``part``: which field the error is about; empty: the whole form."""

    status: str = "loading"
    rule: rx.Field[OneRule] = rx.field(default_factory=OneRule)
    part: str = ""
    error: str = ""
    error_params: rx.Field[dict[str, Any]] = rx.field(default_factory=dict)
    done: str = ""
    times: int = 0

    @requires(Permission.RULE_READ)
    async def look(self) -> None:
        """Open the rule that the address names."""
        self.done, self.error, self.part = "", "", ""
        name = self.router.url.query_parameters.get("name", "")
        if name not in SHAPES:
            self.status = "gone"
            return
        self.rule = await in_a_thread(_seen, acting(), RuleName(name))
        self.status = "full"

    @requires(Permission.RULE_CHANGE)
    async def add(self, form: dict[str, Any]) -> None:
        """One more version, as the form says."""
        name = _named(form.get("rule"))
        whose = _whose(str(form.get("whose") or ""))

        def work(session: Session, actor: Actor) -> None:
            value = rule_forms.read(SHAPES[name], form)
            starts_on = _day(str(form.get("starts_on") or ""))
            rule_versions.add(
                session, actor=actor, value=value, whose=whose, starts_on=starts_on, at=datetime.now(UTC)
            )

        await self._do(name, work, "added")

    @requires(Permission.RULE_CHANGE)
    async def take_back(self, rule_id: str) -> None:
        """Take back a version that has not begun."""
        wanted = id_or_denied(rule_id, Permission.RULE_CHANGE)

        def work(session: Session, actor: Actor) -> None:
            rule_versions.take_back(session, actor=actor, rule_id=wanted, at=datetime.now(UTC))

        await self._do(RuleName(self.rule.name) if self.rule.name in SHAPES else None, work, "taken_back")

    async def _do(self, name: RuleName | None, work: Callable[[Session, Actor], None], done: str) -> None:
        """Do it and show the rule as it is; what cannot be is said beside its field, and the form stays."""
        self.done, self.error, self.part = "", "", ""
        try:
            await in_a_thread(_done, acting(), work)
        except (Invalid, Conflict) as error:
            self.error, self.error_params = error.message_id, error.params
            self.part = str(error.params.get("part", ""))
            return
        if name is not None:
            self.rule = await in_a_thread(_seen, acting(), name)
        self.done = done
        self.times += 1


def _named(said: object) -> RuleName:
    if said not in SHAPES:
        raise Invalid("rule_choice", part="")
    return RuleName(str(said))


def _whose(said: str) -> Whose:
    kind, _, id_ = said.partition(":")
    if not kind:
        return Whose()
    wanted = id_or_denied(id_, Permission.RULE_CHANGE)
    return Whose(program_id=wanted) if kind == "program" else Whose(payer_id=wanted)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise Invalid("rule_day_not_said", part="starts_on") from error


def _done(actor: Actor, work: Callable[[Session, Actor], None]) -> None:
    with unit_of_work() as session:
        work(session, actor)


def _seen(actor: Actor, name: RuleName) -> OneRule:
    with unit_of_work(readonly=True) as session:
        today = rule_versions.today(session, actor, datetime.now(UTC))
        ruling = next(one for one in rule_versions.of_agency(session, actor=actor) if one.name == name)
        names = rule_versions.names(session, actor=actor)
        value = ruling.now(today)
        return OneRule(
            name=name,
            parts=parts_of(name, value),
            must_be_chosen=ruling.default is None,
            is_chosen=any(one.standing(today) == "now" for one in ruling.versions),
            versions=[_version(name, one, names, today) for one in ruling.versions],
            whose=_choices(name, names),
            today=today.isoformat(),
            tomorrow=(today + timedelta(days=1)).isoformat(),
        )


def _choices(name: RuleName, names: Names) -> list[WhoseRow]:
    def rows(kind: str, known: dict[UUID, str]) -> list[WhoseRow]:
        return [WhoseRow(value=f"{kind}:{id_}", name=words) for id_, words in known.items()]

    found = rows("program", names.programs) if name in rule_versions.BY_PROGRAM else []
    return found + (rows("payer", names.payers) if name in rule_versions.BY_PAYER else [])


def _version(name: RuleName, one: Version, names: Names, today: date) -> VersionRow:
    whose = [
        known[id_]
        for known, id_ in ((names.programs, one.whose.program_id), (names.payers, one.whose.payer_id))
        if id_ is not None and id_ in known
    ]
    return VersionRow(
        id=str(one.id),
        whose=", ".join(whose),
        starts_on=one.starts_on.isoformat(),
        last_day=one.last_day.isoformat() if one.last_day else "",
        standing=one.standing(today),
        parts=parts_of(name, one.value),
        is_understood=one.value is not None,
        added_by=one.added_by or "",
        added_at=iso(one.added_at),
    )
