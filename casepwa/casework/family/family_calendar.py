"""A family's dates as a calendar file: every event is "Appointment", without a place or a name.

A file for one date or all of them comes with the session. A feed, which a calendar reads by itself, exists
only on request and until it is taken back; its address is the secret. Source: screens.md, "Dates"; RFC 5545.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework import audit, secret_links
from casepwa.casework.accounts import accounts
from casepwa.casework.actors import Actor
from casepwa.casework.bundles.bundle_parts import viewers
from casepwa.casework.errors import NotFound
from casepwa.casework.family import family_bundles
from casepwa.casework.family.family_bundle_shapes import FamilyDate
from casepwa.casework.permissions import Permission, require
from casepwa.models import Account, CalendarFeed
from casepwa.models.codes import Role

TITLE = {"en": "Appointment", "es": "Cita"}
_NO_END = timedelta(minutes=60)


def file_of(session: Session, *, actor: Actor, date_id: UUID | None, at: datetime) -> str:
    """The dates that are shared with ``actor`` as iCalendar, or one of them.

    Raises ``Denied``, ``NotFound('date_not_found')`` for a date that is not shared with them.
    """
    require(actor, Permission.CALENDAR_OWN)
    dates = [one for one in _dates(session, actor, at=at) if date_id in (None, one.id)]
    if date_id is not None and not dates:
        raise NotFound("date_not_found")
    return _written(dates, locale=session.get_one(Account, actor.account_id).locale, at=at)


def open_feed(session: Session, *, actor: Actor, at: datetime) -> str:
    """Make the private feed of ``actor`` and return its token, which is shown once; the one before it ends.

    Raises ``Denied``.
    """
    close_feed(session, actor=actor, at=at)
    token = secret_links.make("calendar")
    session.add(
        CalendarFeed(account_id=actor.account_id, token_sha256=secret_links.hashed(token), made_at=at)
    )
    return token


def close_feed(session: Session, *, actor: Actor, at: datetime) -> None:
    """From now on the address answers nothing. Raises ``Denied``."""
    require(actor, Permission.CALENDAR_OWN)
    for row in session.exec(
        select(CalendarFeed).where(
            CalendarFeed.account_id == actor.account_id, col(CalendarFeed.revoked_at).is_(None)
        )
    ):
        row.revoked_at = at
    audit.done(session, actor, Permission.CALENDAR_OWN, subject_kind="calendar_feed", at=at)
    session.flush()


def has_feed(session: Session, *, actor: Actor) -> bool:
    """Is there a feed that answers? Raises ``Denied``."""
    require(actor, Permission.CALENDAR_OWN)
    found = session.exec(
        select(CalendarFeed.id).where(
            CalendarFeed.account_id == actor.account_id, col(CalendarFeed.revoked_at).is_(None)
        )
    ).first()
    return found is not None


def feed_of(session: Session, *, token: str, at: datetime) -> str:
    """What the feed with this token says now. Raises ``NotFound('no_such_page')`` for all else, alike."""
    if not secret_links.is_genuine("calendar", token):
        raise NotFound("no_such_page")
    row = session.exec(
        select(CalendarFeed).where(
            CalendarFeed.token_sha256 == secret_links.hashed(token), col(CalendarFeed.revoked_at).is_(None)
        )
    ).first()
    account = session.get(Account, row.account_id) if row else None
    if account is None or account.locked_at is not None:
        raise NotFound("no_such_page")
    actor = Actor(
        account_id=account.id,
        session_id=None,
        device_id=None,
        organization_id=account.organization_id,
        roles=accounts.roles_of(session, account.id) & {Role.FAMILY.value},
        name=account.name,
    )
    return _written(_dates(session, actor, at=at), locale=account.locale, at=at)


def _dates(session: Session, actor: Actor, *, at: datetime) -> list[FamilyDate]:
    found = family_bundles.bundles(session, viewers.viewer_of(session, actor, at=at)).values()
    by_id = {one.id: one for bundle in found for one in bundle.dates}
    return sorted(by_id.values(), key=lambda one: (one.starts_at, one.id))


def _written(dates: Iterable[FamilyDate], *, locale: str, at: datetime) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//CasePWA//Dates//EN", "METHOD:PUBLISH"]
    for one in dates:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.id}@casepwa",
            f"DTSTAMP:{_stamp(at)}",
            f"DTSTART:{_stamp(one.starts_at)}",
            f"DTEND:{_stamp(one.ends_at or one.starts_at + _NO_END)}",
            f"SUMMARY:{TITLE.get(locale.split('-')[0], TITLE['en'])}",
            "CLASS:PRIVATE",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
