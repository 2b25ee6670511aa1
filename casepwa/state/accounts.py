"""The accounts of the agency, and ending their sessions."""

from datetime import UTC, datetime
from uuid import UUID

import reflex as rx
from pydantic import BaseModel, ConfigDict

from casepwa.casework.accounts import account_directory, account_sessions
from casepwa.casework.actors import Actor
from casepwa.casework.permissions import Permission
from casepwa.database import unit_of_work
from casepwa.off_loop import in_a_thread
from casepwa.state.guard import acting, requires
from casepwa.state.ids import id_or_denied, iso


class Account(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    email: str
    title: str
    team: str
    roles: list[str]
    is_locked: bool
    has_joined: bool
    sessions: int
    last_contact_at: str
    is_me: bool


class AccountsState(rx.State):
    """``status``: loading or full. ``ended``: whose sessions were ended last, to say so."""

    status: str = "loading"
    accounts: rx.Field[list[Account]] = rx.field(default_factory=list)
    ended: str = ""

    @requires(Permission.ACCOUNT_READ)
    async def look(self) -> None:
        """Open the screen."""
        self.ended = ""
        self.accounts = await in_a_thread(_everyone, acting())
        self.status = "full"

    @requires(Permission.ACCOUNT_END_SESSIONS)
    async def end_sessions(self, account_id: str) -> None:
        """Sign an account out everywhere."""
        wanted = id_or_denied(account_id, Permission.ACCOUNT_END_SESSIONS)
        self.accounts = await in_a_thread(_end, acting(), wanted)
        self.ended = next((one.name for one in self.accounts if one.id == str(wanted)), "")


def _end(actor: Actor, account_id: UUID) -> list[Account]:
    with unit_of_work() as session:
        account_sessions.end_all(session, actor=actor, account_id=account_id, at=datetime.now(UTC))
    return _everyone(actor)


def _everyone(actor: Actor) -> list[Account]:
    with unit_of_work(readonly=True) as session:
        return [
            Account(
                id=str(one.id),
                name=one.name,
                email=one.email,
                title=one.title or "",
                team=one.team or "",
                roles=list(one.roles),
                is_locked=one.is_locked,
                has_joined=one.has_joined,
                sessions=one.open_sessions,
                last_contact_at=iso(one.last_contact_at),
                is_me=one.is_me,
            )
            for one in account_directory.everyone(session, actor=actor, at=datetime.now(UTC))
        ]
