"""One account as an administrator changes it: roles, teams, locked or not. Its id is in the address."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import reflex as rx
from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from casepwa.casework.accounts import account_changes, account_directory, account_sessions, devices
from casepwa.casework.accounts.account_changes import STAFF_ROLES, Place
from casepwa.casework.accounts.devices import Known
from casepwa.casework.actors import Actor
from casepwa.casework.errors import Conflict, Invalid
from casepwa.casework.permissions import Permission
from casepwa.database import unit_of_work
from casepwa.models.codes import Role
from casepwa.off_loop import in_a_thread
from casepwa.state.guard import acting, requires
from casepwa.state.ids import id_or_denied, iso


class Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class RoleBox(Shown):
    role: str
    held: bool = False


class TeamBox(Shown):
    id: str
    name: str
    led: bool = False


class SignIn(Shown):
    """A session that is open. ``device``: empty for one without a name."""

    id: str
    device: str
    surface: str
    since: str
    last_contact_at: str
    is_mine: bool


class HeldDevice(Shown):
    """A device that may hold records. ``last_contact_at``: empty for one that has had none."""

    id: str
    name: str
    last_contact_at: str
    is_signed_in: bool
    is_this: bool


class OneAccount(Shown):
    """``people``: on how many clients' teams they are."""

    id: str = ""
    name: str = ""
    email: str = ""
    is_locked: bool = False
    has_joined: bool = True
    is_me: bool = False
    is_family: bool = False
    signed_in: list[SignIn] = []
    devices: list[HeldDevice] = []
    people: int = 0
    team_id: str = ""
    roles: list[RoleBox] = []
    teams: list[TeamBox] = []


class AccountState(rx.State):
    """``status``: loading, full or gone. ``tried``: the part of the screen that was used last: save, lock,
    end or erase; ``done``: what was done there: saved, locked, unlocked, ended, erased.
    """

    status: str = "loading"
    account: rx.Field[OneAccount] = rx.field(default_factory=OneAccount)
    tried: str = ""
    done: str = ""
    error: str = ""
    error_params: rx.Field[dict[str, Any]] = rx.field(default_factory=dict)

    @requires(Permission.ACCOUNT_READ)
    async def look(self) -> None:
        """Open the account that the address names."""
        self.status, self.done, self.error = "gone", "", ""
        self.account = OneAccount()
        said = self.router.url.query_parameters.get("id")
        if not said:
            return
        wanted = id_or_denied(said, Permission.ACCOUNT_READ)
        self.account = await in_a_thread(_opened, acting(), wanted)
        self.status = "full"

    @requires(Permission.ACCOUNT_CHANGE)
    async def save(self, form: dict[str, Any]) -> None:
        """Give them the roles and teams of the form."""
        wanted = id_or_denied(form.get("account_id"), Permission.ACCOUNT_CHANGE)
        place = place_of(form, Permission.ACCOUNT_CHANGE)

        def work(session: Session, actor: Actor) -> None:
            account_changes.change(session, actor=actor, account_id=wanted, place=place, at=datetime.now(UTC))

        await self._do(wanted, work, "save", "saved")

    @requires(Permission.ACCOUNT_LOCK)
    async def lock(self, account_id: str) -> None:
        """Sign them out everywhere and keep them out."""
        wanted = id_or_denied(account_id, Permission.ACCOUNT_LOCK)

        def work(session: Session, actor: Actor) -> None:
            account_changes.lock(session, actor=actor, account_id=wanted, at=datetime.now(UTC))

        await self._do(wanted, work, "lock", "locked")

    @requires(Permission.ACCOUNT_LOCK)
    async def unlock(self, account_id: str) -> None:
        """Let them sign in again."""
        wanted = id_or_denied(account_id, Permission.ACCOUNT_LOCK)

        def work(session: Session, actor: Actor) -> None:
            account_changes.unlock(session, actor=actor, account_id=wanted, at=datetime.now(UTC))

        await self._do(wanted, work, "lock", "unlocked")

    @requires(Permission.ACCOUNT_END_SESSIONS)
    async def end_session(self, session_id: str) -> None:
        """End one of their sessions."""
        wanted = id_or_denied(session_id, Permission.ACCOUNT_END_SESSIONS)
        shown = id_or_denied(self.account.id, Permission.ACCOUNT_END_SESSIONS)

        def work(session: Session, actor: Actor) -> None:
            account_sessions.end_one(session, actor=actor, session_id=wanted, at=datetime.now(UTC))

        await self._do(shown, work, "end", "ended")

    @requires(Permission.ACCOUNT_END_SESSIONS)
    async def end_sessions(self, account_id: str) -> None:
        """Sign them out everywhere."""
        wanted = id_or_denied(account_id, Permission.ACCOUNT_END_SESSIONS)

        def work(session: Session, actor: Actor) -> None:
            account_sessions.end_all(session, actor=actor, account_id=wanted, at=datetime.now(UTC))

        await self._do(wanted, work, "end", "ended")

    @requires(Permission.ACCOUNT_ERASE_DEVICE)
    async def erase_device(self, device_id: str) -> None:
        """Sign one of their devices out and have it erased."""
        wanted = id_or_denied(device_id, Permission.ACCOUNT_ERASE_DEVICE)
        shown = id_or_denied(self.account.id, Permission.ACCOUNT_ERASE_DEVICE)

        def work(session: Session, actor: Actor) -> None:
            devices.erase(session, actor=actor, device_id=wanted, at=datetime.now(UTC))

        await self._do(shown, work, "erase", "erased")

    async def _do(
        self, account_id: UUID, work: Callable[[Session, Actor], None], tried: str, done: str
    ) -> None:
        """Do it, then show the account as it is; what cannot be is said beside the form."""
        self.tried, self.done, self.error = tried, "", ""
        try:
            self.account = await in_a_thread(_done, acting(), account_id, work)
        except (Invalid, Conflict) as error:
            self.error, self.error_params = error.message_id, error.params
            return
        self.done = done


def place_of(form: dict[str, Any], permission: Permission) -> Place:
    """Roles and teams as a form's boxes say them. Raises ``Denied`` for ids that are none."""
    return Place(
        roles=frozenset(role for role in STAFF_ROLES if form.get(f"role:{role.value}")),
        staff_team_id=id_or_denied(form["team"], permission) if form.get("team") else None,
        leads=frozenset(
            id_or_denied(name.removeprefix("lead:"), permission)
            for name, ticked in form.items()
            if name.startswith("lead:") and ticked
        ),
    )


def _done(actor: Actor, account_id: UUID, work: Callable[[Session, Actor], None]) -> OneAccount:
    with unit_of_work() as session:
        work(session, actor)
    return _opened(actor, account_id)


def _opened(actor: Actor, account_id: UUID) -> OneAccount:
    with unit_of_work(readonly=True) as session:
        at = datetime.now(UTC)
        found = account_directory.opened(session, actor=actor, account_id=account_id, at=at)
        signed_in = account_sessions.of_account(session, actor=actor, account_id=account_id, at=at)
        held = [
            _held(each, actor)
            for each in devices.of_account(session, actor=actor, account_id=account_id, at=at)
        ]
    one = found.listed
    return OneAccount(
        id=str(one.id),
        name=one.name,
        email=one.email,
        is_locked=one.is_locked,
        has_joined=one.has_joined,
        is_me=one.is_me,
        is_family=Role.FAMILY in one.roles,
        signed_in=[
            SignIn(
                id=str(each.id),
                device=each.device or "",
                surface=each.surface,
                since=iso(each.since),
                last_contact_at=iso(each.last_contact_at),
                is_mine=each.is_mine,
            )
            for each in signed_in
        ],
        devices=held,
        people=found.people,
        team_id=str(found.staff_team_id or ""),
        roles=[RoleBox(role=role, held=role in one.roles) for role in STAFF_ROLES],
        teams=[TeamBox(id=str(id_), name=name, led=id_ in found.leads) for id_, name in found.teams],
    )


def _held(known: Known, actor: Actor) -> HeldDevice:
    return HeldDevice(
        id=str(known.device.id),
        name=known.device.name or "",
        last_contact_at=iso(known.last_contact_at),
        is_signed_in=known.is_signed_in,
        is_this=known.device.id == actor.device_id,
    )
