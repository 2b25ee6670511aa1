"""Signing in and out: POST, GET and DELETE /api/v1/session."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from casepwa.api import tokens
from casepwa.api.address import address_of
from casepwa.api.bodies import Stored
from casepwa.api.current import allowed, claims_of
from casepwa.api.origin import is_https
from casepwa.casework.accounts import passwords, sign_in, sign_in_sessions
from casepwa.casework.accounts.first_screens import first_screen
from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import zone_of
from casepwa.casework.errors import CaseworkError, NotSignedIn
from casepwa.casework.permissions import Permission, granted
from casepwa.database import unit_of_work
from casepwa.models import Account, SignInSession
from casepwa.models.codes import Surface
from casepwa.off_loop import hashing, in_a_thread

routes = APIRouter()


class SignIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    email: Stored = Field(max_length=320)
    password: str = Field(max_length=1000)
    device_id: UUID | None = None
    device_name: Stored | None = Field(default=None, max_length=100)
    surface: Surface = Surface.PHONE


class Who(BaseModel):
    id: UUID
    name: str
    email: str
    roles: list[str]
    locale: str
    desk_keys: bool


class SignedIn(BaseModel):
    """``account.roles`` are those of this session: on a phone, no supervisor and no administrator.

    ``has_store``: this account's screens keep their records on the device. ``until``: when the session ends
    if nothing more is asked.
    """

    account: Who
    device_id: UUID | None
    surface: Surface
    first_screen: str
    has_store: bool
    server_time: datetime
    until: datetime
    time_zone: str


@routes.post("/api/v1/session")
async def start(request: Request, response: Response, wanted: SignIn) -> SignedIn:
    """Sign in. 401 ``sign_in_failed`` for every wrong pair; 429 ``too_many_tries`` with Retry-After."""
    address = address_of(request)
    tried = await in_a_thread(_begin, wanted.email, address)
    is_right = await hashing(passwords.matches, wanted.password, tried.password_hash)
    browser = sign_in.Browser(
        device_id=wanted.device_id,
        device_name=wanted.device_name,
        user_agent=(request.headers.get("user-agent") or "")[:300] or None,
        address=address,
    )
    row, answer = await in_a_thread(_finish, request, tried, is_right, browser, wanted.surface)
    _set_cookie(request, response, row)
    return answer


@routes.get("/api/v1/session")
def show(actor: Annotated[Actor, allowed(Permission.OWN_SESSION)]) -> SignedIn:
    """Who is signed in here."""
    with unit_of_work(readonly=True) as session:
        account = session.get_one(Account, actor.account_id)
        row = session.get_one(SignInSession, actor.session_id)
        return _answer(session, account, row, actor)


@routes.delete("/api/v1/session", status_code=204)
def end(request: Request, response: Response) -> None:
    """Sign out. The same answer whether or not anyone was signed in: the cookie goes, the row is ended."""
    _end_previous(request, reason="signed_out")
    secure = is_https(request.scope)
    response.delete_cookie(
        tokens.cookie_name(is_https=secure), path="/", secure=secure, httponly=True, samesite="strict"
    )


def _begin(email: str, address: str | None) -> sign_in.Try:
    with unit_of_work() as session:
        return sign_in.begin(session, email=email, address=address, at=datetime.now(UTC))


def _finish(
    request: Request, tried: sign_in.Try, is_right: bool, browser: sign_in.Browser, surface: Surface
) -> tuple[SignInSession, SignedIn]:
    at = datetime.now(UTC)
    try:
        if not is_right:
            raise NotSignedIn("sign_in_failed")
        with unit_of_work() as session:
            account, row = sign_in.finish(session, tried, browser=browser, surface=surface, at=at)
            actor = sign_in_sessions.actor_of(session, session_id=row.id, account_id=account.id, at=at)
            answer = _answer(session, account, row, actor)
    except CaseworkError:
        with unit_of_work() as session:
            sign_in.failed(session, account_id=tried.account_id, at=at)
        raise
    _end_previous(request, reason="replaced")
    return row, answer


def _end_previous(request: Request, *, reason: str) -> None:
    """End the session whose cookie came along, if it is genuine: its browser is signing out or over."""
    try:
        claims = claims_of(request)
    except NotSignedIn:
        return
    with unit_of_work() as session:
        sign_in_sessions.sign_out(
            session,
            session_id=claims.session_id,
            account_id=claims.account_id,
            reason=reason,
            at=datetime.now(UTC),
        )


def _answer(session: Session, account: Account, row: SignInSession, actor: Actor) -> SignedIn:
    return SignedIn(
        account=Who(
            id=account.id,
            name=account.name,
            email=account.email,
            roles=sorted(actor.roles),
            locale=account.locale,
            desk_keys=account.desk_keys,
        ),
        device_id=row.device_id,
        surface=Surface(row.surface),
        first_screen=first_screen(actor.roles),
        has_store=granted(actor.roles, Permission.SYNC),
        server_time=datetime.now(UTC),
        time_zone=str(zone_of(session, account.organization_id)),
        until=sign_in_sessions.stands_until(session, row, account.organization_id),
    )


def _set_cookie(request: Request, response: Response, row: SignInSession) -> None:
    at, secure = datetime.now(UTC), is_https(request.scope)
    response.set_cookie(
        tokens.cookie_name(is_https=secure),
        tokens.write(row, at=at),
        max_age=int((row.expires_at - at).total_seconds()),
        path="/",
        secure=secure,
        httponly=True,
        samesite="strict",
    )
