"""A family's dates as a calendar file, and the private feed: /api/v1/calendar..."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from casepwa.api.address import address_of
from casepwa.api.current import allowed
from casepwa.api.downloads import counted
from casepwa.casework import secret_links
from casepwa.casework.accounts import sign_in_throttle
from casepwa.casework.actors import Actor
from casepwa.casework.downloads import Download
from casepwa.casework.errors import NotFound
from casepwa.casework.family import family_calendar
from casepwa.casework.permissions import Permission
from casepwa.database import unit_of_work

routes = APIRouter()
Own = Annotated[Actor, allowed(Permission.CALENDAR_OWN)]


class Feed(BaseModel):
    """``path`` is told once, when the feed is made: from then on only its hash is known."""

    is_open: bool
    path: str | None = None


@routes.get("/api/v1/calendar")
def file(actor: Own, date_id: UUID | None = None) -> Response:
    """All dates that are shared with me, or the one asked for.

    404 ``date_not_found``; 429 ``taken_a_lot``.
    """
    counted(Download.CALENDAR, actor.account_id)
    with unit_of_work(readonly=True) as session:
        return _ics(family_calendar.file_of(session, actor=actor, date_id=date_id, at=datetime.now(UTC)))


@routes.get("/api/v1/calendar/feed")
def feed(actor: Own) -> Feed:
    """Have I a feed?"""
    with unit_of_work(readonly=True) as session:
        return Feed(is_open=family_calendar.has_feed(session, actor=actor))


@routes.post("/api/v1/calendar/feed")
def open_feed(actor: Own) -> Feed:
    """Make my feed, in place of the one before it. 429 ``taken_a_lot``: each begins a count of its own."""
    counted(Download.CALENDAR, actor.account_id)
    with unit_of_work() as session:
        token = family_calendar.open_feed(session, actor=actor, at=datetime.now(UTC))
    return Feed(is_open=True, path=f"/api/v1/feeds/{token}")


@routes.delete("/api/v1/calendar/feed", status_code=204)
def close_feed(actor: Own) -> None:
    """Take my feed back: its address answers nothing from now on."""
    with unit_of_work() as session:
        family_calendar.close_feed(session, actor=actor, at=datetime.now(UTC))


@routes.get("/api/v1/feeds/{token}")
def read_feed(request: Request, token: str) -> Response:
    """What a calendar reads: no cookie, the address is the secret. 404 for every other; guesses wait.

    A feed that was taken back is no guess: calendars go on asking for it, from where others sign in.
    429 ``taken_a_lot`` for a feed that is read without end.
    """
    at = datetime.now(UTC)
    try:
        if secret_links.is_genuine("calendar", token):
            counted(Download.FEED, secret_links.hashed(token))
        with unit_of_work(readonly=True) as session:
            return _ics(family_calendar.feed_of(session, token=token, at=at))
    except NotFound:
        if secret_links.is_genuine("calendar", token):
            raise
        keys = sign_in_throttle.keys_of(email=f"feed {token}", address=address_of(request))
        with unit_of_work() as session:
            sign_in_throttle.count_try(session, keys, at=at)
        raise


def _ics(written: str) -> Response:
    headers = {"Content-Disposition": 'attachment; filename="dates.ics"'}
    return Response(written, media_type="text/calendar; charset=utf-8", headers=headers)
