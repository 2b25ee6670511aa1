"""The accounts of the agency, and ending their sessions."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import reflex as rx
from pydantic import BaseModel, ConfigDict

from casepwa.casework.accounts import account_directory, account_sessions
from casepwa.casework.actors import Actor
from casepwa.casework.permissions import Permission
from casepwa.database import unit_of_work
from casepwa.models.codes import Role
from casepwa.off_loop import in_a_thread
from casepwa.state.guard import acting, requires
from casepwa.state.ids import id_or_denied, iso

ROUTE = "/admin"
ROLES = tuple(role.value for role in Role)


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
    """``status``: loading, empty or full. ``ended``: whose sessions were ended last, to say so.

    ``find``, ``role``: the filters of the address. ``others``: accounts that do not fit them.
    """

    status: str = "loading"
    accounts: rx.Field[list[Account]] = rx.field(default_factory=list)
    others: int = 0
    find: str = ""
    role: str = ""
    ended: str = ""

    @requires(Permission.ACCOUNT_READ)
    async def look(self) -> None:
        """Open the screen with what the filters of its address find."""
        asked = self.router.url.query_parameters
        self.ended, self.find, self.role = "", asked.get("find", ""), asked.get("role", "")
        self._show(*await in_a_thread(_listed, acting(), self.find, self.role))

    @requires(Permission.ACCOUNT_READ)
    async def search(self, form: dict[str, Any]) -> Any:
        """Put the filters into the address; the list then opens anew."""
        said = {name: str(form.get(name, "")).strip() for name in ("find", "role")}
        chosen = {name: value for name, value in said.items() if value}
        return rx.redirect(f"{ROUTE}?{urlencode(chosen)}" if chosen else ROUTE)

    @requires(Permission.ACCOUNT_END_SESSIONS)
    async def end_sessions(self, account_id: str) -> None:
        """Sign an account out everywhere."""
        wanted = id_or_denied(account_id, Permission.ACCOUNT_END_SESSIONS)
        self._show(*await in_a_thread(_end, acting(), wanted, self.find, self.role))
        self.ended = next((one.name for one in self.accounts if one.id == str(wanted)), "")

    def _show(self, accounts: list[Account], others: int) -> None:
        self.accounts, self.others = accounts, others
        self.status = "full" if accounts else "empty"


def _end(actor: Actor, account_id: UUID, find: str, role: str) -> tuple[list[Account], int]:
    with unit_of_work() as session:
        account_sessions.end_all(session, actor=actor, account_id=account_id, at=datetime.now(UTC))
    return _listed(actor, find, role)


def _listed(actor: Actor, find: str, role: str) -> tuple[list[Account], int]:
    """Who fits, and how many do not."""
    with unit_of_work(readonly=True) as session:
        everyone = account_directory.everyone(session, actor=actor, at=datetime.now(UTC))
        found = account_directory.fitting(everyone, find=find, role=role)
        rows = [
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
            for one in found
        ]
    return rows, len(everyone) - len(found)
