"""The on-call roster as an administrator keeps it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import reflex as rx
from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import zone_of
from casepwa.casework.errors import Conflict, Invalid
from casepwa.casework.permissions import Permission
from casepwa.casework.safety import on_call_roster
from casepwa.casework.safety.on_call_roster import Asked, Shift, TeamRoster
from casepwa.database import unit_of_work
from casepwa.off_loop import in_a_thread
from casepwa.state.guard import acting, requires
from casepwa.state.ids import id_or_denied, iso


class Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class ShiftRow(Shown):
    """``starts``, ``ends``: as the agency's clocks show them, for a form."""

    id: str
    account_id: str
    who: str
    starts_at: str
    ends_at: str
    starts: str
    ends: str
    has_begun: bool
    counts: bool


class SpanRow(Shown):
    starts_at: str
    ends_at: str
    who: str


class TeamRow(Shown):
    id: str
    name: str
    shifts: list[ShiftRow]
    past: list[ShiftRow]
    gaps: list[SpanRow]
    overlaps: list[SpanRow]


class Worker(Shown):
    id: str
    name: str


class Roster(Shown):
    teams: list[TeamRow] = []
    workers: list[Worker] = []


class RosterState(rx.State):
    """``chosen``: the shift whose form is open, empty for none. ``done``: added, changed or ended;
    ``times`` it was so since the screen was opened, so that a form empties.
    """

    status: str = "loading"
    seen: rx.Field[Roster] = rx.field(default_factory=Roster)
    chosen: str = ""
    done: str = ""
    times: int = 0
    error: str = ""
    error_params: rx.Field[dict[str, Any]] = rx.field(default_factory=dict)

    @requires(Permission.ROSTER_READ)
    async def look(self) -> None:
        """Open the screen."""
        self.chosen, self.done, self.error = "", "", ""
        self.seen = await in_a_thread(_seen, acting())
        self.status = "full"

    @requires(Permission.ROSTER_READ)
    async def choose(self, shift_id: str) -> None:
        """Open the form of one shift; with an empty id, close it."""
        self.chosen, self.done, self.error = shift_id, "", ""

    @requires(Permission.ROSTER_CHANGE)
    async def add(self, form: dict[str, Any]) -> None:
        """A new shift, as the form says."""
        self.chosen = ""

        def work(session: Session, actor: Actor, at: datetime) -> None:
            team_id = _id(form.get("team"))
            on_call_roster.add(session, actor=actor, team_id=team_id, asked=_asked(form), at=at)

        await self._do(work, "added")

    @requires(Permission.ROSTER_CHANGE)
    async def change(self, form: dict[str, Any]) -> None:
        """Another person or other times for the shift that the form names."""
        wanted = _id(form.get("shift_id"))

        def work(session: Session, actor: Actor, at: datetime) -> None:
            on_call_roster.change(session, actor=actor, shift_id=wanted, asked=_asked(form), at=at)

        await self._do(work, "changed")

    @requires(Permission.ROSTER_CHANGE)
    async def end(self, shift_id: str) -> None:
        """End a shift now, or take off one that is ahead."""
        wanted = _id(shift_id)

        def work(session: Session, actor: Actor, at: datetime) -> None:
            on_call_roster.end(session, actor=actor, shift_id=wanted, at=at)

        await self._do(work, "ended")

    async def _do(self, work: Callable[[Session, Actor, datetime], None], done: str) -> None:
        """Do it and show the roster as it is; what cannot be is said beside the form, which stays."""
        self.done, self.error = "", ""
        try:
            await in_a_thread(_done, acting(), work)
        except (Invalid, Conflict) as error:
            self.error, self.error_params = error.message_id, error.params
            if error.message_id == "shift_is_over":
                self.seen = await in_a_thread(_seen, acting())
            return
        self.seen = await in_a_thread(_seen, acting())
        self.chosen, self.done = "", done
        self.times += 1


def _id(said: object) -> UUID:
    if not said:
        raise Invalid("shift_not_said")
    return id_or_denied(said, Permission.ROSTER_CHANGE)


def _asked(form: dict[str, Any]) -> Asked:
    """Raises ``Invalid('shift_not_said')``, ``Denied`` for an id that is none."""
    try:
        starts, ends = (datetime.fromisoformat(str(form.get(name, ""))) for name in ("starts", "ends"))
    except ValueError as error:
        raise Invalid("shift_not_said") from error
    return Asked(
        account_id=_id(form.get("account_id")),
        starts=starts.replace(tzinfo=None),
        ends=ends.replace(tzinfo=None),
    )


def _done(actor: Actor, work: Callable[[Session, Actor, datetime], None]) -> None:
    with unit_of_work() as session:
        work(session, actor, datetime.now(UTC))


def _seen(actor: Actor) -> Roster:
    at = datetime.now(UTC)
    with unit_of_work(readonly=True) as session:
        zone = zone_of(session, actor.organization_id)
        return Roster(
            teams=[_team(each, zone, at) for each in on_call_roster.of_teams(session, actor=actor, at=at)],
            workers=[
                Worker(id=str(one.id), name=one.name) for one in on_call_roster.who_can(session, actor=actor)
            ],
        )


def _team(team: TeamRoster, zone: ZoneInfo, at: datetime) -> TeamRow:
    return TeamRow(
        id=str(team.team_id),
        name=team.name,
        shifts=[_shift(one, zone, at) for one in team.shifts],
        past=[_shift(one, zone, at) for one in team.past],
        gaps=[_span(one) for one in team.gaps],
        overlaps=[_span(one) for one in team.overlaps],
    )


def _shift(shift: Shift, zone: ZoneInfo, at: datetime) -> ShiftRow:
    return ShiftRow(
        id=str(shift.id),
        account_id=str(shift.account_id),
        who=shift.who,
        starts_at=iso(shift.starts_at),
        ends_at=iso(shift.ends_at),
        starts=f"{shift.starts_at.astimezone(zone):%Y-%m-%dT%H:%M}",
        ends=f"{shift.ends_at.astimezone(zone):%Y-%m-%dT%H:%M}",
        has_begun=shift.starts_at <= at,
        counts=shift.counts,
    )


def _span(span: on_call_roster.Span) -> SpanRow:
    return SpanRow(starts_at=iso(span.starts_at), ends_at=iso(span.ends_at), who=", ".join(span.who))
