"""An invited person sets a password: POST /api/v1/join/look and POST /api/v1/join. Nobody is signed in."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from casepwa.api.address import address_of
from casepwa.casework import languages
from casepwa.casework.accounts import joining, passwords
from casepwa.casework.accounts.joining import Welcome
from casepwa.database import unit_of_work
from casepwa.off_loop import hashing, in_a_thread

routes = APIRouter()


class Link(BaseModel):
    model_config = ConfigDict(extra="forbid")

    token: str = Field(max_length=200)


class Join(Link):
    """``language``: the catalogue that the page was read in, which the account keeps."""

    password: str = Field(max_length=1000)
    language: str = Field(default="en", max_length=20)


class Invitation(BaseModel):
    """Whom the link is for. ``email`` is what they sign in with; ``is_family``: not a colleague."""

    name: str
    email: str
    agency: str
    expires_at: datetime
    is_family: bool


class Joined(BaseModel):
    email: str


@routes.post("/api/v1/join/look")
async def look(request: Request, link: Link) -> Invitation:
    """422 ``link_not_right``, ``link_used``, ``link_expired``, ``link_waits``; 429 ``too_many_tries``."""
    found = await in_a_thread(_look, link.token, address_of(request))
    return Invitation(
        name=found.name,
        email=found.email,
        agency=found.agency,
        expires_at=found.expires_at,
        is_family=found.is_family,
    )


@routes.post("/api/v1/join")
async def join(request: Request, wanted: Join) -> Joined:
    """Set the password, once. As ``look``, and 422 with what is wrong with the password or the language."""
    languages.require(wanted.language)
    found = await in_a_thread(_look, wanted.token, address_of(request))
    passwords.require_good(wanted.password, email=found.email, name=found.name)
    password_hash = await hashing(passwords.hash_password, wanted.password)
    await in_a_thread(_finish, wanted, password_hash)
    return Joined(email=found.email)


def _look(token: str, address: str | None) -> Welcome:
    at = datetime.now(UTC)
    with unit_of_work() as session:
        joining.count_try(session, token=token, address=address, at=at)
    with unit_of_work() as session:
        return joining.look(session, token=token, address=address, at=at)


def _finish(wanted: Join, password_hash: str) -> None:
    with unit_of_work() as session:
        joining.finish(
            session,
            token=wanted.token,
            password_hash=password_hash,
            language=wanted.language,
            at=datetime.now(UTC),
        )
