"""Whose eyes a bundle is made for: the caseload they hold, the moment, the agency's day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from casepwa.casework import caseload
from casepwa.casework.actors import Actor
from casepwa.casework.caseload import Held
from casepwa.models import Organization
from casepwa.models.columns import now

NOTES_REACH_BACK = timedelta(days=90)
MARKS_REACH_BACK = timedelta(days=180)
VISITS_REACH_BACK = timedelta(days=14)
DONE_STEPS_REACH_BACK = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """``held``: everyone on this caseload; ``wanted``: the part of it whose bundles are being made.

    A bundle speaks of co-clients only if they are in ``held``.
    """

    actor: Actor
    at: datetime
    today: date
    zone: ZoneInfo
    held: Mapping[UUID, Held]
    wanted: frozenset[UUID]

    @cached_property
    def whole(self) -> frozenset[UUID]:
        """Those of whom this viewer may see more than an on-call worker."""
        return frozenset(client_id for client_id in self.wanted if self.held[client_id].is_whole)

    @cached_property
    def theirs(self) -> frozenset[UUID]:
        """Those of whom they may see more than a visit needs: what the family told, and who may read."""
        return frozenset(client_id for client_id in self.wanted if self.held[client_id].is_theirs)


def viewer_of(session: Session, actor: Actor, *, at: datetime | None = None) -> Viewer:
    """``actor`` with the caseload of this moment, all of it wanted."""
    at = at or now()
    agency_zone = session.exec(
        select(Organization.time_zone).where(Organization.id == actor.organization_id)
    ).one()
    zone = ZoneInfo(agency_zone)
    held = caseload.clients_of(session, actor, at=at)
    return Viewer(
        actor=actor, at=at, today=at.astimezone(zone).date(), zone=zone, held=held, wanted=frozenset(held)
    )


def of_one(session: Session, actor: Actor, client_id: UUID, *, at: datetime) -> Viewer:
    """``actor`` looking at one client, on their caseload or not, whom they were just authorised to read."""
    viewer = viewer_of(session, actor, at=at)
    this_one = Held(client_id=client_id, until=None, is_whole=True)
    return replace(viewer, held={**viewer.held, client_id: this_one}, wanted=frozenset({client_id}))
