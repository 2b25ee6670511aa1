"""The editor of goals and next steps: a list of a person's goals, one goal's form, history, endings."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import reflex as rx

from casepwa.casework import agency_time, caseload
from casepwa.casework.actors import Actor
from casepwa.casework.errors import Conflict, Invalid
from casepwa.casework.permissions import Permission
from casepwa.casework.plans import goal_plans, goal_writing, next_steps, step_changes
from casepwa.casework.recorded import Recorded
from casepwa.database import unit_of_work
from casepwa.models.codes import GoalEnding
from casepwa.off_loop import in_a_thread
from casepwa.state import goal_form, goal_rows
from casepwa.state.goal_form import GoalForm
from casepwa.state.goal_rows import Choice, GoalCard, Step, StepCard, Whose
from casepwa.state.guard import acting, requires
from casepwa.state.ids import id_or_denied

WRITE, STEPS = Permission.GOAL_WRITE, Permission.NEXT_STEP_WRITE
NEW = "new"


class GoalEditState(rx.State):
    """``view``: loading, list or goal. ``said``: what was just done. ``fault`` stands beside its button.

    ``fault_at``: the id of the step whose form it is about, "new" for the form that adds one, else empty.
    """

    view: str = "loading"
    whose: rx.Field[Whose] = rx.field(default_factory=Whose)
    cards: rx.Field[list[GoalCard]] = rx.field(default_factory=list)
    step_cards: rx.Field[list[StepCard]] = rx.field(default_factory=list)
    step_owners: rx.Field[list[Choice]] = rx.field(default_factory=list)
    chosen_goal: rx.Field[GoalCard] = rx.field(default_factory=GoalCard)
    goal_form: rx.Field[GoalForm] = rx.field(default_factory=GoalForm)
    changes: rx.Field[list[Step]] = rx.field(default_factory=list)
    said: str = ""
    steps_said: str = ""
    lacking: rx.Field[list[str]] = rx.field(default_factory=list)
    fault: str = ""
    fault_at: str = ""
    fault_params: rx.Field[dict[str, Any]] = rx.field(default_factory=dict)

    _is_kept: bool = False

    @requires(WRITE)
    async def look(self) -> None:
        """Open the goals of the client in the address, or the one goal that it names."""
        said, lacking = (self.said, self.lacking) if self._is_kept else ("", [])
        self._is_kept = False
        self._settle()
        self.whose = Whose()  # until this person may be opened, not another whom the tab had open before
        self.said, self.lacking, self.steps_said = said, lacking, ""
        self._show(await in_a_thread(_opened, acting(), self._client(), self._goal()))

    @requires(WRITE)
    async def save(self, form: dict[str, Any]) -> Any:
        """Keep the goal; when it is asked for, make it active, or say all that it lacks."""
        self._settle()
        try:
            kept = await in_a_thread(_saved, acting(), self._client(), form)
        except (Invalid, Conflict) as problem:
            self._mend(problem)
            return None
        self.said, self.lacking = f"{kept.what}:{kept.goal_id}", kept.lacks
        if self._goal() != str(kept.goal_id):
            self._is_kept = True
            return rx.redirect(f"/clients/{self._client()}/goals/edit?goal={kept.goal_id}")
        self._show(await in_a_thread(_opened, acting(), self._client(), str(kept.goal_id)))
        return None

    @requires(WRITE)
    async def end(self, form: dict[str, Any]) -> Any:
        """End the goal, let it rest, or throw the draft away."""
        return await self._do(_ended, form)

    @requires(WRITE)
    async def resume(self, form: dict[str, Any]) -> Any:
        """Take the goal up again."""
        return await self._do(_resumed, form)

    @requires(STEPS)
    async def save_step(self, form: dict[str, Any]) -> None:
        """Add a step, or change one."""
        await self._step(_step_saved, form)

    @requires(STEPS)
    async def withdraw_step(self, form: dict[str, Any]) -> None:
        """A step is no longer needed."""
        await self._step(_step_withdrawn, form)

    async def _do(self, what: Callable[..., str], form: dict[str, Any]) -> Any:
        self._settle()
        try:
            self.said = await in_a_thread(what, acting(), self._client(), form)
        except (Invalid, Conflict) as problem:
            self._mend(problem)
            return None
        if self.said.startswith("dropped:"):
            return rx.redirect(f"/clients/{self._client()}/goals/edit")
        self._show(await in_a_thread(_opened, acting(), self._client(), self._goal()))
        return None

    async def _step(self, what: Callable[..., None], form: dict[str, Any]) -> None:
        self._settle()
        self.steps_said = ""
        try:
            await in_a_thread(what, acting(), self._client(), form)
        except (Invalid, Conflict) as problem:
            self.fault_at = str(form.get("step_id") or NEW)
            self._mend(problem)
            return
        self.steps_said = str(form.get("step_id") or NEW)
        self._show(await in_a_thread(_opened, acting(), self._client(), self._goal()))

    def _settle(self) -> None:
        self.fault, self.fault_at, self.fault_params, self.lacking = "", "", {}, []

    def _mend(self, problem: Invalid | Conflict) -> None:
        self.said, self.fault, self.fault_params = "", problem.message_id, problem.params
        self.lacking = problem.params.get("missing", [])

    def _client(self) -> UUID:
        """The client whom the address names: anything at all, until casework has authorised it."""
        parts = self.router.url.path.strip("/").split("/")
        return id_or_denied(parts[1] if len(parts) > 1 else "", WRITE)

    def _goal(self) -> str:
        return self.router.url.query_parameters.get("goal", "")

    def _show(self, found: "Opened") -> None:
        self.whose, self.cards = found.whose, found.cards
        self.step_cards, self.step_owners = found.steps, found.owners
        self.chosen_goal, self.goal_form, self.changes = found.chosen, found.form, found.changes
        self.view = "goal" if found.is_goal else "list"


@dataclass(frozen=True, kw_only=True)
class Opened:
    whose: Whose
    cards: list[GoalCard]
    steps: list[StepCard]
    owners: list[Choice]
    chosen: GoalCard
    form: GoalForm
    changes: list[Step]
    is_goal: bool


@dataclass(frozen=True, kw_only=True)
class Kept:
    """``what``: saved or active."""

    what: str
    goal_id: UUID
    lacks: list[str]


def _opened(actor: Actor, client_id: UUID, wanted: str) -> Opened:
    with unit_of_work() as session:
        plans = goal_plans.open_plans(session, actor=actor, client_id=client_id)
        zone = agency_time.zone_of(session, actor.organization_id)
        client, rated = plans.client, plans.attainment
        chosen = next((one for one in plans.goals if str(one.id) == wanted), None)
        form = GoalForm()
        changes: list[Step] = []
        if chosen is not None:
            form = goal_form.shown(chosen)
            found = goal_plans.history(session, actor=actor, client_id=client_id, goal_id=chosen.id)
            changes = [goal_rows.step_of(one) for one in found]
        elif wanted == NEW:
            form = goal_form.blank(speaker=client.preferred_name or client.given_name)
        return Opened(
            whose=Whose(
                client_id=str(client_id),
                name=f"{client.preferred_name or client.given_name} {client.family_name}",
                strengths=list(client.strengths),
                score=f"{rated.score:.0f}" if rated else "",
                start=f"{rated.start:.0f}" if rated else "",
                rated=rated.goals if rated else 0,
            ),
            cards=[goal_rows.card(one, zone) for one in plans.goals],
            steps=[
                goal_rows.step_card(one)
                for one in step_changes.open_steps(session, actor=actor, client_id=client_id)
            ],
            owners=[
                Choice(value=f"{'account' if one.is_staff else 'member'}:{one.id}", words=one.name)
                for one in step_changes.owners(session, actor=actor, client_id=client_id)
            ],
            chosen=goal_rows.card(chosen, zone) if chosen else GoalCard(),
            form=form,
            changes=changes,
            is_goal=chosen is not None or wanted == NEW,
        )


def _saved(actor: Actor, client_id: UUID, form: dict[str, Any]) -> Kept:
    """A draft that cannot be made active is kept all the same: nothing that was typed is lost."""
    with unit_of_work() as session:
        caseload.authorise(session, actor, client_id, WRITE)
        content = goal_form.read(form)
        said = str(form.get("goal_id") or "")
        goal = goal_writing.save(
            session,
            actor=actor,
            client_id=client_id,
            goal_id=id_or_denied(said, WRITE) if said else None,
            content=content,
            saw_edit=_edit(form),
        )
        goal_id, edit = goal.id, goal.edit
    if not form.get("activate"):
        return Kept(what="saved", goal_id=goal_id, lacks=[])
    try:
        with unit_of_work() as session:
            goal_writing.activate(session, actor=actor, client_id=client_id, goal_id=goal_id, saw_edit=edit)
    except Invalid as error:
        return Kept(what="saved", goal_id=goal_id, lacks=error.params.get("missing", []))
    return Kept(what="active", goal_id=goal_id, lacks=[])


def _ended(actor: Actor, client_id: UUID, form: dict[str, Any]) -> str:
    with unit_of_work() as session:
        caseload.authorise(session, actor, client_id, WRITE)
        ending = str(form.get("ending", ""))
        if ending not in set(GoalEnding):
            raise Invalid("ending_not_chosen")
        reason = str(form.get("reason", ""))
        if len(reason) > goal_form.LONGEST:
            raise Invalid("goal_text_too_long", part="reason")
        goal = goal_writing.end(
            session,
            actor=actor,
            client_id=client_id,
            goal_id=id_or_denied(form.get("goal_id"), WRITE),
            ending=GoalEnding(ending),
            reason=reason,
            saw_edit=_edit(form),
        )
        return f"{'dropped' if ending == GoalEnding.DROPPED else 'ended'}:{goal.id}"


def _resumed(actor: Actor, client_id: UUID, form: dict[str, Any]) -> str:
    with unit_of_work() as session:
        goal = goal_writing.resume(
            session,
            actor=actor,
            client_id=client_id,
            goal_id=id_or_denied(form.get("goal_id"), WRITE),
            saw_edit=_edit(form),
        )
        return f"active:{goal.id}"


def _step_saved(actor: Actor, client_id: UUID, form: dict[str, Any]) -> None:
    with unit_of_work() as session:
        caseload.authorise(session, actor, client_id, STEPS)
        said = str(form.get("step_id") or "")
        payload = goal_form.read_step(form, client_id, id_or_denied(said, STEPS) if said else None)
        if said:
            step_changes.change(session, actor=actor, payload=payload, saw_edit=_edit(form))
            return
        at = datetime.now(UTC)
        next_steps.add(
            session, actor=actor, payload=payload, recorded=Recorded(recorded_at=at, received_at=at)
        )


def _step_withdrawn(actor: Actor, client_id: UUID, form: dict[str, Any]) -> None:
    with unit_of_work() as session:
        step_changes.withdraw(
            session,
            actor=actor,
            client_id=client_id,
            step_id=id_or_denied(form.get("step_id"), STEPS),
            reason=str(form.get("reason", ""))[: goal_form.LONGEST],
            saw_edit=_edit(form),
        )


def _edit(form: dict[str, Any]) -> int:
    said = str(form.get("saw_edit", ""))
    return int(said) if said.isdecimal() and len(said) < 9 else -1
