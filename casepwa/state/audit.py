"""The audit trail with its filters, which are in the address."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import reflex as rx
from pydantic import BaseModel, ConfigDict

from casepwa.casework.accounts import account_directory, audit_trail
from casepwa.casework.accounts.audit_trail import FILTERS
from casepwa.casework.actors import Actor
from casepwa.casework.permissions import Permission
from casepwa.database import unit_of_work
from casepwa.models.codes import Role
from casepwa.off_loop import in_a_thread
from casepwa.state.guard import acting, requires
from casepwa.state.ids import iso

ROUTE = "/admin/audit"
CSV = "/api/v1/audit.csv"


DETAILS = frozenset(
    {
        *("approved", "returned", "withdrawn"),
        *("locked", "not_locked", "is_ended", "is_taken_off", "is_taken_back", "is_called_off", "is_dry_run"),
        *("asked", "accepted", "declined", "taken_back"),
        *("acknowledged", "resolved", "released"),
        *("added", "renamed", "ended", "opened_again"),
        *("shared", "kept_private", "no_longer_private", "suspended"),
        *("saved", "discarded", "activated", "resumed", "changed", "searched", "taken_in"),
    }
)
"""What is said in words of what was done: values of ``_SAYS_WHAT``, and names that are true or not."""
_SAYS_WHAT = {"decision", "did", "step", "what"}


class Entry(BaseModel):
    """``client`` and ``subject_id`` are shortened to be told apart; the trail holds no names of clients.
    ``subject``: a kind of record, as stored. ``details``: of ``DETAILS``; ``roles``: that were
    given."""

    model_config = ConfigDict(frozen=True)

    id: str
    at: str
    who: str
    action: str
    outcome: str
    client: str
    subject: str
    subject_id: str
    details: list[str]
    roles: list[str]


class Choice(BaseModel):
    model_config = ConfigDict(frozen=True)

    value: str
    words: str


class Trail(BaseModel):
    model_config = ConfigDict(frozen=True)

    rows: list[Entry] = []
    people: list[Choice] = []
    actions: list[str] = []
    older: str = ""
    newer: str = ""
    csv: str = ""


class AuditState(rx.State):
    """``status``: loading, empty or full. The filters are those of the address."""

    status: str = "loading"
    trail: rx.Field[Trail] = rx.field(default_factory=Trail)
    who: str = ""
    action: str = ""
    outcome: str = ""
    since: str = ""
    until: str = ""

    @requires(Permission.AUDIT_READ)
    async def look(self) -> None:
        """Open the page of the trail that the address asks for."""
        asked = {name: self.router.url.query_parameters.get(name, "") for name in (*FILTERS, "page")}
        self.trail = await in_a_thread(_trail, acting(), asked)
        self.status = "full" if self.trail.rows else "empty"
        self.who, self.action, self.outcome = asked["who"], asked["action"], asked["outcome"]
        self.since, self.until = asked["since"], asked["until"]

    @requires(Permission.AUDIT_READ)
    async def search(self, form: dict[str, Any]) -> Any:
        """Put the chosen filters into the address; the page then opens anew."""
        return rx.redirect(_address({name: str(form.get(name, "")) for name in FILTERS}))


def _address(asked: Mapping[str, str], *, page: int = 0, at: str = ROUTE) -> str:
    chosen = {name: asked[name] for name in FILTERS if asked.get(name)} | (
        {"page": str(page)} if page else {}
    )
    return f"{at}?{urlencode(chosen)}" if chosen else at


def _trail(actor: Actor, said: Mapping[str, str]) -> Trail:
    number = int(said["page"]) if said["page"].isdecimal() and len(said["page"]) < 5 else 0
    with unit_of_work(readonly=True) as session:
        asked = audit_trail.asked(session, actor=actor, said=said)
        found = audit_trail.page(session, actor=actor, asked=asked, number=number)
        people = account_directory.everyone(session, actor=actor, at=datetime.now(UTC))
        return Trail(
            rows=[entry_of(entry) for entry in found.entries],
            people=[Choice(value=str(one.id), words=one.name) for one in people],
            actions=audit_trail.actions(session, actor=actor),
            older=_address(said, page=number + 1) if found.has_more else "",
            newer=_address(said, page=number - 1) if number else "",
            csv=_address(said, at=CSV),
        )


def entry_of(entry: audit_trail.Entry) -> Entry:
    return Entry(
        id=str(entry.id),
        at=iso(entry.at),
        who=entry.who or "",
        action=entry.action,
        outcome=entry.outcome,
        client=_short(entry.client_id),
        subject=entry.subject_kind or "",
        subject_id=_short(entry.subject_id),
        details=[code for code in map(_code, entry.ids.items()) if code in DETAILS],
        roles=[role for role in entry.ids.get("roles", ()) if role in set(Role)],
    )


def _code(detail: tuple[str, Any]) -> str:
    name, value = detail
    if isinstance(value, bool):
        return name if value else f"not_{name}"
    return value if isinstance(value, str) and name in _SAYS_WHAT else ""


def _short(id_: UUID | None) -> str:
    return f"…{id_.hex[-8:]}" if id_ else ""
