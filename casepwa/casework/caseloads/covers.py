"""One worker stands in for another, with dates: sees their people from the first day to the last.

A supervisor arranges it for the workers of their teams, and for themselves: another supervisor then approves
what waits for them, and has their alarms and their board (note_reach, alarm_reach, safety_told).

The bundles of who covers carry the end, so that their phone drops them by itself (reaches.by_cover).
Source: domain.md, "Who may see what".
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from casepwa import bulletins
from casepwa.casework import audit, revisions, supervised
from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import day_bounds, day_of, zone_of
from casepwa.casework.approvals import approvals
from casepwa.casework.caseloads.transfers import topic as caseload_topic
from casepwa.casework.commands import Payload, Words
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.family import complaints
from casepwa.casework.permissions import Permission, require
from casepwa.casework.safety import alarms
from casepwa.casework.visits import own_visits
from casepwa.models import Account, Cover, TeamMember
from casepwa.models.columns import now

LONGEST = timedelta(days=366)


class Asked(Payload):
    """Days of the agency's calendar, both within the cover. A first day in the past is not one to ask for."""

    absent_id: UUID
    covering_id: UUID
    first_day: date
    last_day: date
    reason: Words = ""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A cover that runs or is still ahead. ``last_day``: the last day of the agency's calendar within it."""

    id: UUID
    absent_id: UUID
    absent: str
    covering: str
    starts_at: datetime
    ends_at: datetime
    last_day: date
    reason: str | None
    has_begun: bool
    may_end: bool


def of_teams(session: Session, *, actor: Actor) -> list[Standing]:
    """Covers for workers of the teams that ``actor`` leads, for ``actor`` and by them, in order.

    Without those that are over.
    """
    require(actor, Permission.CASELOADS_READ)
    at, team, zone = now(), supervised.worker_ids(actor), zone_of(session, actor.organization_id)
    absent, covering = aliased(Account), aliased(Account)
    led = set(session.exec(team)) | {actor.account_id}
    rows = session.exec(
        select(Cover, absent.name, covering.name)
        .join(absent, col(absent.id) == Cover.absent_id)
        .join(covering, col(covering.id) == Cover.covering_id)
        .where(
            col(Cover.ends_at) > at,
            or_(
                col(Cover.absent_id).in_(team),
                col(Cover.absent_id) == actor.account_id,
                col(Cover.covering_id) == actor.account_id,
            ),
        )
        .order_by(col(Cover.starts_at), col(Cover.ends_at), col(Cover.id))
    )
    return [
        Standing(
            id=cover.id,
            absent_id=cover.absent_id,
            absent=absent_name,
            covering=covering_name,
            starts_at=cover.starts_at,
            ends_at=cover.ends_at,
            last_day=day_of(cover.ends_at - timedelta(seconds=1), zone),
            reason=cover.reason,
            has_begun=cover.starts_at <= at,
            may_end=cover.absent_id in led,
        )
        for cover, absent_name, covering_name in rows
    ]


def give(session: Session, *, actor: Actor, asked: Asked) -> Cover:
    """Let one worker stand in for another, from today or the beginning of a day ahead to the end of a day.

    Raises ``Denied`` unless ``actor`` leads both workers' teams, or is away and covered by another supervisor
    of the agency; ``Invalid``: ``cover_by_someone_else``,
    ``cover_ends_before_it_starts``, ``cover_not_in_the_past``, ``cover_too_long``,
    ``receiver_cannot_take_over``; ``Conflict('cover_overlaps')`` with another of the same two.
    """
    covering = _covering(session, actor, asked)
    if asked.absent_id == asked.covering_id:
        raise Invalid("cover_by_someone_else")
    at, zone = now(), zone_of(session, actor.organization_id)
    today = day_of(at, zone)
    if asked.last_day < asked.first_day:
        raise Invalid("cover_ends_before_it_starts")
    if asked.first_day < today:
        raise Invalid("cover_not_in_the_past")
    if asked.last_day > today + LONGEST:
        raise Invalid("cover_too_long")
    if not supervised.can_sign_in(covering, at):
        raise Invalid("receiver_cannot_take_over")
    starts_at = at if asked.first_day == today else day_bounds(asked.first_day, zone)[0]
    ends_at = day_bounds(asked.last_day, zone)[1]
    _ = session.get_one(Account, asked.absent_id, with_for_update=True)  # two supervisors at once
    overlapping = select(Cover.id).where(
        Cover.absent_id == asked.absent_id,
        Cover.covering_id == asked.covering_id,
        col(Cover.starts_at) < ends_at,
        col(Cover.ends_at) > starts_at,
    )
    if session.exec(overlapping).first() is not None:
        raise Conflict("cover_overlaps")
    cover = Cover(
        absent_id=asked.absent_id,
        covering_id=asked.covering_id,
        starts_at=starts_at,
        ends_at=ends_at,
        reason=asked.reason or None,
        arranged_by_id=actor.account_id,
    )
    session.add(cover)
    session.flush()
    _done(session, actor, cover)
    return cover


def end(session: Session, *, actor: Actor, cover_id: UUID) -> None:
    """End a cover now; one that has not begun is taken back. What was recorded under it still lands.

    Raises ``Denied`` out of reach, as for none; ``Conflict('cover_is_over')``.
    """
    require(actor, Permission.COVER_ARRANGE)
    cover = session.exec(select(Cover).where(Cover.id == cover_id).with_for_update()).first()
    if cover is None:
        raise Denied(Permission.COVER_ARRANGE)
    if cover.absent_id != actor.account_id:
        _ = supervised.workers(session, actor, [cover.absent_id], Permission.COVER_ARRANGE)
    at = now()
    if cover.ends_at <= at:
        raise Conflict("cover_is_over")
    _done(session, actor, cover, is_ended=True)
    if cover.starts_at < at:
        cover.ends_at = at
    else:
        session.delete(cover)
    session.flush()


def _covering(session: Session, actor: Actor, asked: Asked) -> Account:
    """Who is to cover, if ``actor`` may arrange it. Raises ``Denied`` otherwise."""
    require(actor, Permission.COVER_ARRANGE)
    if asked.absent_id == actor.account_id:
        peer = session.exec(
            supervised.other_supervisors(actor).where(Account.id == asked.covering_id)
        ).first()
        if peer is not None:
            return peer
    both = (asked.absent_id, asked.covering_id)
    return supervised.workers(session, actor, both, Permission.COVER_ARRANGE)[asked.covering_id]


def _done(session: Session, actor: Actor, cover: Cover, *, is_ended: bool = False) -> None:
    audit.done(
        session,
        actor,
        Permission.COVER_ARRANGE,
        subject_kind="cover",
        subject_id=cover.id,
        absent_id=cover.absent_id,
        covering_id=cover.covering_id,
        is_ended=is_ended,
    )
    on_team = select(TeamMember.client_id).where(TeamMember.account_id == cover.absent_id)
    revisions.raise_for(session, *session.exec(on_team))
    for kind in (caseload_topic, approvals.topic, alarms.topic, own_visits.topic, complaints.topic):
        bulletins.tell(session, kind(actor.organization_id))
