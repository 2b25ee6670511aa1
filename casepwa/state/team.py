"""A supervisor's team at a glance: workers, who is out, proposed plan changes. Reads only."""

from functools import partial
from typing import Any
from uuid import UUID

import reflex as rx
from pydantic import BaseModel, ConfigDict

from casepwa.casework.actors import Actor
from casepwa.casework.caseloads import team_overview
from casepwa.casework.permissions import Permission
from casepwa.casework.plans import plan_proposals
from casepwa.casework.visits import own_visits
from casepwa.database import unit_of_work
from casepwa.off_loop import in_a_thread
from casepwa.state.guard import acting, requires
from casepwa.state.ids import id_or_denied, iso
from casepwa.state.watching import watch


class Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class Worker(Shown):
    id: str
    name: str
    title: str
    phone: str
    team: str
    people: int
    waiting: int
    returned: int


class Out(Shown):
    id: str
    worker: str
    phone: str
    people: str
    place: str
    since: str
    expected_end: str


class Proposal(Shown):
    """``words`` come when it is opened: that is a read of the client's record."""

    id: str
    client_id: str
    client: str
    section: str
    by: str
    received_at: str


class Overview(Shown):
    workers: list[Worker] = []
    out: list[Out] = []
    proposals: list[Proposal] = []


class TeamState(rx.State):
    """``status``: loading or full."""

    status: str = "loading"
    now: rx.Field[Overview] = rx.field(default_factory=Overview)
    opened: str = ""
    words: str = ""

    _watching: int = 0

    @requires(Permission.TEAM_OVERVIEW_READ)
    async def look(self) -> None:
        """Open the screen."""
        self.opened, self.words = "", ""
        self._show(await in_a_thread(_overview, acting()))

    @requires(Permission.TEAM_OVERVIEW_READ, background=True)
    async def follow(self) -> None:
        """Keep it as it is now, without reload."""

        async def draw() -> Any:
            return partial(self._show, await in_a_thread(_overview, acting()))

        await watch(self, own_visits.topic(acting().organization_id), Permission.TEAM_OVERVIEW_READ, draw)

    @requires(Permission.CRISIS_PLAN_READ)
    async def open_proposal(self, proposal_id: str) -> None:
        """Show what a proposal says, or close it again."""
        if proposal_id == self.opened:
            self.opened, self.words = "", ""
            return
        wanted = id_or_denied(proposal_id, Permission.CRISIS_PLAN_READ)
        self.words = await in_a_thread(_words, acting(), wanted)
        self.opened = str(wanted)

    def _show(self, overview: Overview) -> None:
        if overview != self.now:
            self.now = overview
        self.status = "full"


def _words(actor: Actor, proposal_id: UUID) -> str:
    with unit_of_work() as session:
        return plan_proposals.words(session, actor=actor, proposal_id=proposal_id)


def _overview(actor: Actor) -> Overview:
    with unit_of_work(readonly=True) as session:
        return Overview(
            workers=[
                Worker(
                    id=str(one.id),
                    name=one.name,
                    title=one.title or "",
                    phone=one.phone or "",
                    team=one.team,
                    people=one.people,
                    waiting=one.notes_waiting,
                    returned=one.notes_returned,
                )
                for one in team_overview.workers(session, actor=actor)
            ],
            out=[
                Out(
                    id=str(one.visit_id),
                    worker=one.worker,
                    phone=one.phone or "",
                    people=", ".join(one.people),
                    place=one.place or "",
                    since=iso(one.since),
                    expected_end=iso(one.expected_end),
                )
                for one in team_overview.out_now(session, actor=actor)
            ],
            proposals=[
                Proposal(
                    id=str(one.id),
                    client_id=str(one.client_id),
                    client=one.client,
                    section=one.section,
                    by=one.by,
                    received_at=iso(one.received_at),
                )
                for one in plan_proposals.open_ones(session, actor=actor)
            ],
        )
