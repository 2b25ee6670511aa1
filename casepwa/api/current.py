"""Who is asking: the session cookie of a request becomes an Actor."""

from datetime import UTC, datetime
from typing import Any

from fastapi import Depends
from starlette.requests import HTTPConnection

from casepwa.api import tokens
from casepwa.api.origin import is_https
from casepwa.casework.accounts import sign_in_sessions
from casepwa.casework.actors import Actor
from casepwa.casework.permissions import Permission, require
from casepwa.database import unit_of_work


def claims_of(request: HTTPConnection) -> tokens.Claims:
    """What the request's cookie says, if it is genuine. Raises ``NotSignedIn``."""
    return tokens.read(request.cookies.get(tokens.cookie_name(is_https=is_https(request.scope))))


def current_actor(request: HTTPConnection, *, is_contact: bool = True) -> Actor:
    """The signed-in person behind ``request``, with the roles of this moment.

    Counts as contact, which keeps the session, unless not ``is_contact`` or the address says
    ``contact=none``: a page that asks by itself must not keep a desk signed in that nobody sits at.
    Reads the database: call it off the event loop.
    Raises ``NotSignedIn`` (``not_signed_in``, ``device_revoked``).
    """
    claims, at = claims_of(request), datetime.now(UTC)
    with unit_of_work(readonly=True) as session:
        actor = sign_in_sessions.actor_of(
            session, session_id=claims.session_id, account_id=claims.account_id, at=at
        )
        is_contact = is_contact and request.query_params.get("contact") != "none"
        is_due = is_contact and sign_in_sessions.needs_touch(session, claims.session_id, at=at)
    if is_due:
        with unit_of_work() as session:
            sign_in_sessions.touch(session, claims.session_id, at=at)
    request.state.actor = actor
    return actor


def allowed(permission: Permission) -> Any:
    """A route's rule: ``actor: Annotated[Actor, allowed(Permission.SYNC)]``. Every route has one.

    The role must grant the permission (else ``Denied``); what is about a client is authorised again in
    ``caseload.client_for``.
    """

    def asking(request: HTTPConnection) -> Actor:
        actor = current_actor(request)
        require(actor, permission)
        return actor

    asking.permission = permission  # type: ignore[attr-defined]
    return Depends(asking)
