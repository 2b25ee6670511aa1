"""Inviting a colleague: the form, and the link that is shown once."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import reflex as rx
from pydantic import ValidationError

from casepwa.casework.accounts import account_directory, staff_invitations
from casepwa.casework.accounts.account_changes import STAFF_ROLES
from casepwa.casework.accounts.staff_invitations import Colleague, Invited
from casepwa.casework.actors import Actor
from casepwa.casework.errors import Conflict, Denied, Invalid, TooManyTries
from casepwa.casework.permissions import Permission
from casepwa.database import unit_of_work
from casepwa.off_loop import in_a_thread
from casepwa.state.account import RoleBox, TeamBox, place_of
from casepwa.state.guard import acting, requires
from casepwa.state.ids import id_or_denied
from casepwa.state.joining_links import Link, joining_link


class InviteState(rx.State):
    """``link``: what was just made, in the place of the form; gone when the screen is opened anew."""

    status: str = "loading"
    roles: rx.Field[list[RoleBox]] = rx.field(default_factory=list)
    teams: rx.Field[list[TeamBox]] = rx.field(default_factory=list)
    link: rx.Field[Link] = rx.field(default_factory=Link)
    error: str = ""
    error_params: rx.Field[dict[str, Any]] = rx.field(default_factory=dict)

    @requires(Permission.ACCOUNT_INVITE)
    async def look(self) -> None:
        """Open the form."""
        self.link, self.error = Link(), ""
        self.teams = await in_a_thread(_teams, acting())
        self.roles = [RoleBox(role=role) for role in STAFF_ROLES]
        self.status = "full"

    @requires(Permission.ACCOUNT_INVITE)
    async def invite(self, form: dict[str, Any]) -> None:
        """Make the account and its link."""
        self.link, self.error = Link(), ""
        try:
            self.link = _shown(await in_a_thread(_invited, acting(), _colleague(form)), self._origin())
        except (Invalid, Conflict, TooManyTries) as error:
            self.error, self.error_params = error.message_id, error.params
        except Denied as error:
            if error.message_id == "email_taken":
                self.error, self.error_params = error.message_id, error.params
            raise

    @requires(Permission.ACCOUNT_INVITE)
    async def new_link(self, account_id: str) -> None:
        """A link in place of the one before."""
        self.link, self.error = Link(), ""
        wanted = id_or_denied(account_id, Permission.ACCOUNT_INVITE)
        self.link = _shown(await in_a_thread(_renewed, acting(), wanted), self._origin())

    def _origin(self) -> str:
        return str(self.router.url.origin)


def _colleague(form: dict[str, Any]) -> Colleague:
    """Raises ``Invalid('too_long_to_keep')``, ``Denied`` for team ids that are none."""
    try:
        return Colleague(
            name=str(form.get("name", "")),
            email=str(form.get("email", "")),
            title=str(form.get("title", "")),
            place=place_of(form, Permission.ACCOUNT_INVITE),
        )
    except ValidationError as error:
        raise Invalid("too_long_to_keep") from error


def _teams(actor: Actor) -> list[TeamBox]:
    with unit_of_work(readonly=True) as session:
        return [
            TeamBox(id=str(id_), name=name) for id_, name in account_directory.teams(session, actor=actor)
        ]


def _invited(actor: Actor, colleague: Colleague) -> Invited:
    with unit_of_work() as session:
        return staff_invitations.invite(session, actor=actor, colleague=colleague, at=datetime.now(UTC))


def _renewed(actor: Actor, account_id: UUID) -> Invited:
    with unit_of_work() as session:
        return staff_invitations.new_link(session, actor=actor, account_id=account_id, at=datetime.now(UTC))


def _shown(invited: Invited, origin: str) -> Link:
    return joining_link(
        token=invited.token, name=invited.account.name, expires_at=invited.expires_at, origin=origin
    )
