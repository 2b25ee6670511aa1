"""The crisis plan editor of coordinators and supervisors: write a draft, see what changes, publish."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import reflex as rx
from pydantic import BaseModel, ConfigDict

from casepwa.casework import caseload
from casepwa.casework.actors import Actor
from casepwa.casework.errors import Conflict, Invalid
from casepwa.casework.permissions import Permission
from casepwa.casework.plans import (
    crisis_plan_copies,
    crisis_plan_drafts,
    crisis_plan_versions,
    plan_proposals,
)
from casepwa.casework.plans.crisis_plan_versions import Change
from casepwa.database import unit_of_work
from casepwa.off_loop import in_a_thread
from casepwa.state import plan_form
from casepwa.state.guard import acting, requires
from casepwa.state.ids import id_or_denied, iso
from casepwa.state.plan_form import PlanForm

PUBLISH = Permission.CRISIS_PLAN_PUBLISH


class Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class Version(Shown):
    number: int
    is_active: bool
    author: str
    published_by: str
    published_at: str


class Difference(Shown):
    section: str
    gone: list[str]
    new: list[str]


class Asked(Shown):
    """A proposed change, whole: who edits the plan reads it."""

    id: str
    section: str
    by: str
    received_at: str
    words: str


class Reader(Shown):
    """A family account that the plan in force may be printed for."""

    account_id: str
    name: str


class Editor(Shown):
    """``number``: the version that is being written; ``edit``: how often it was saved, 0 for never.

    ``is_for_readers_only``: the plan in force is printed for somebody by name, or not at all.
    """

    client_id: str = ""
    name: str = ""
    number: int = 0
    edit: int = 0
    active_number: int = 0
    changed_by: str = ""
    changed_at: str = ""
    first_review: str = ""
    last_review: str = ""
    versions: list[Version] = []
    asked: list[Asked] = []
    readers: list[Reader] = []
    is_for_readers_only: bool = False


class CrisisEditState(rx.State):
    """``step``: loading, write, review or published. ``error``: what to mend, said beside the button.

    ``looked_at``: the version whose ``differences`` are shown.
    """

    step: str = "loading"
    editor: rx.Field[Editor] = rx.field(default_factory=Editor)
    form: rx.Field[PlanForm] = rx.field(default_factory=PlanForm)
    error: str = ""
    error_params: rx.Field[dict[str, Any]] = rx.field(default_factory=dict)
    looked_at: int = 0
    differences: rx.Field[list[Difference]] = rx.field(default_factory=list)

    @requires(PUBLISH)
    async def look(self) -> None:
        """Open the plan of the client in the address."""
        self.reset()
        self._show(await in_a_thread(_opened, acting(), self._client()), "write")

    @requires(PUBLISH)
    async def save(self, form: dict[str, Any]) -> None:
        """Keep the draft, and show what it changes."""
        self.error, self.error_params = "", {}
        try:
            found = await in_a_thread(_saved, acting(), self._client(), form)
        except (Invalid, Conflict) as problem:
            self.error, self.error_params = problem.message_id, problem.params
            return
        self._show(found, "review")
        self.looked_at = found.editor.number
        self.differences = await in_a_thread(_changes, acting(), self._client(), found.editor.number)

    @requires(PUBLISH)
    async def write_on(self) -> None:
        """Back to the draft."""
        self._show(await in_a_thread(_opened, acting(), self._client()), "write")

    @requires(PUBLISH)
    async def publish(self, form: dict[str, Any]) -> None:
        """Make the draft that was shown the plan in force."""
        self.error, self.error_params = "", {}
        try:
            found = await in_a_thread(_published, acting(), self._client(), form)
        except (Invalid, Conflict) as problem:
            self.error, self.error_params = problem.message_id, problem.params
            return
        self._show(found, "published")

    @requires(PUBLISH)
    async def discard(self) -> None:
        """Throw the draft away."""
        self._show(await in_a_thread(_discarded, acting(), self._client(), self.editor.edit), "write")

    @requires(PUBLISH)
    async def decline(self, proposal_id: str) -> None:
        """Close a proposal without taking it up."""
        wanted = id_or_denied(proposal_id, PUBLISH)
        editor = await in_a_thread(_declined, acting(), self._client(), wanted)
        self.editor = self.editor.model_copy(update={"asked": editor.asked})

    @requires(Permission.CRISIS_PLAN_READ)
    async def show_changes(self, number: int) -> None:
        """What one version says otherwise than the one before it, or close that again."""
        if number == self.looked_at:
            self.looked_at, self.differences = 0, []
            return
        wanted = number if isinstance(number, int) and 0 < number < 1_000_000 else 0
        self.differences = await in_a_thread(_changes, acting(), self._client(), wanted)
        self.looked_at = wanted

    def _client(self) -> UUID:
        """The client whom the address names: anything at all, until casework has authorised it."""
        parts = self.router.url.path.strip("/").split("/")
        return id_or_denied(parts[1] if len(parts) > 1 else "", PUBLISH)

    def _show(self, found: "Opened", step: str) -> None:
        self.editor, self.form = found.editor, found.form
        self.looked_at, self.differences = 0, []
        self.error, self.error_params = "", {}
        self.step = step


@dataclass(frozen=True)
class Opened:
    editor: Editor
    form: PlanForm


def _opened(actor: Actor, client_id: UUID) -> Opened:
    with unit_of_work() as session:
        return _open(session, actor, client_id)


def _open(session: Any, actor: Actor, client_id: UUID) -> Opened:
    draft = crisis_plan_drafts.open_draft(session, actor=actor, client_id=client_id)
    client = caseload.client_for(session, actor, client_id, Permission.CLIENT_HEADER_READ)
    first, last = crisis_plan_drafts.longest_review(session, actor)
    copies = crisis_plan_copies.offered(session, actor=actor, client_id=client_id)
    editor = Editor(
        client_id=str(client_id),
        name=f"{client.preferred_name or client.given_name} {client.family_name}",
        number=draft.number,
        edit=draft.edit,
        active_number=draft.active_number or 0,
        changed_by=draft.changed_by or "",
        changed_at=iso(draft.changed_at),
        first_review=first.isoformat(),
        last_review=last.isoformat(),
        versions=[
            Version(
                number=one.number,
                is_active=one.number == draft.active_number,
                author=one.author,
                published_by=one.published_by,
                published_at=iso(one.published_at),
            )
            for one in crisis_plan_versions.published(session, actor=actor, client_id=client_id)
        ],
        asked=[
            Asked(
                id=str(one.id),
                section=one.section,
                by=one.by,
                received_at=iso(one.received_at),
                words=one.words,
            )
            for one in plan_proposals.about(session, actor=actor, client_id=client_id)
        ],
        readers=[Reader(account_id=str(one.account_id), name=one.name) for one in copies.readers],
        is_for_readers_only=copies.is_for_readers_only,
    )
    return Opened(editor=editor, form=plan_form.shown(draft.content))


def _saved(actor: Actor, client_id: UUID, form: dict[str, Any]) -> Opened:
    content = plan_form.read(form)
    with unit_of_work() as session:
        crisis_plan_drafts.save(
            session, actor=actor, client_id=client_id, content=content, saw_edit=_edit(form)
        )
        return _open(session, actor, client_id)


def _published(actor: Actor, client_id: UUID, form: dict[str, Any]) -> Opened:
    try:
        due = date.fromisoformat(str(form.get("review_due_on", "")))
    except ValueError as error:
        raise Invalid("review_day_missing") from error
    taken = {
        UUID(name.removeprefix("taken."))
        for name, value in form.items()
        if name.startswith("taken.") and value and _is_id(name.removeprefix("taken."))
    }
    with unit_of_work() as session:
        crisis_plan_drafts.publish(
            session,
            actor=actor,
            client_id=client_id,
            saw_edit=_edit(form),
            review_due_on=due,
            taken_up=frozenset(taken),
        )
        return _open(session, actor, client_id)


def _discarded(actor: Actor, client_id: UUID, edit: int) -> Opened:
    with unit_of_work() as session:
        crisis_plan_drafts.discard(session, actor=actor, client_id=client_id, saw_edit=edit)
        return _open(session, actor, client_id)


def _declined(actor: Actor, client_id: UUID, proposal_id: UUID) -> Editor:
    with unit_of_work() as session:
        crisis_plan_drafts.decline(session, actor=actor, client_id=client_id, proposal_id=proposal_id)
        return _open(session, actor, client_id).editor


def _changes(actor: Actor, client_id: UUID, number: int) -> list[Difference]:
    with unit_of_work() as session:
        found = crisis_plan_versions.changes_of(session, actor=actor, client_id=client_id, number=number)
        return [_difference(one) for one in found]


def _difference(change: Change) -> Difference:
    return Difference(section=change.section, gone=list(change.gone), new=list(change.new))


def _edit(form: dict[str, Any]) -> int:
    said = str(form.get("saw_edit", ""))
    return int(said) if said.isdecimal() and len(said) < 9 else -1


def _is_id(said: str) -> bool:
    try:
        return bool(UUID(said))
    except ValueError:
        return False
