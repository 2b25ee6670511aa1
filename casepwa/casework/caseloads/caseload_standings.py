"""Where each person of some caseloads stands: weight, contacts due. A few queries for any number."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from casepwa.casework.agency_time import day_of, zone_of
from casepwa.casework.caseloads import contact_standard, contacts_told
from casepwa.casework.caseloads.contact_standard import Contact, Kind, Standing
from casepwa.casework.rules import rules
from casepwa.casework.rules.rule_shapes import Cadence, Caseload, ContactStandard
from casepwa.models import Episode

_LATELY = timedelta(days=100)
"""Most people were in touch within this time; only who was not is looked at further back."""


@dataclass(frozen=True, kw_only=True)
class Stands:
    """One person. ``weight`` by intensity tier; ``contacts`` against the standard of their program.

    ``due_by``: what is owed until then counts as due.
    """

    weight: float
    due_by: date
    contacts: Standing


@dataclass(frozen=True, kw_only=True)
class _Served:
    program_id: UUID
    opened_on: date
    tier: int


def of(
    session: Session, organization_id: UUID, client_ids: SelectOfScalar[UUID], *, at: datetime
) -> dict[UUID, Stands]:
    """By client id, of everyone whom the statement ``client_ids`` names, as of ``at``."""
    zone = zone_of(session, organization_id)
    today = day_of(at, zone)
    book = rules.book(session, organization_id=organization_id)
    served = _served(session, client_ids)
    standards = {
        program_id: book.chosen(ContactStandard, on=today, program_id=program_id)
        for program_id in {each.program_id for each in served.values()}
    }
    people = set(session.exec(client_ids))
    contacts = contacts_told.of(session, client_ids, since=at - _LATELY)
    quiet = [
        client_id
        for client_id in people
        if _is_quiet(
            standards[served[client_id].program_id] if client_id in served else None,
            contacts.get(client_id, ()),
            zone,
        )
    ]
    if quiet:
        contacts |= contacts_told.of(session, quiet)
    found: dict[UUID, Stands] = {}
    for client_id in people:
        episode = served.get(client_id)
        program_id = episode.program_id if episode else None
        rule = book.value(Caseload, on=today, program_id=program_id)
        found[client_id] = Stands(
            weight=rule.weight(episode.tier if episode else None),
            due_by=today + timedelta(days=rule.due_within_days),
            contacts=contact_standard.standing(
                standards.get(program_id) if program_id else None,
                contacts.get(client_id, []),
                opened_on=episode.opened_on if episode else None,
                today=today,
                zone=zone,
            ),
        )
    return found


def _served(session: Session, client_ids: SelectOfScalar[UUID]) -> dict[UUID, _Served]:
    """The open episode that began last, as on phones (bundle_parts/abouts.py)."""
    said = (Episode.client_id, Episode.program_id, Episode.opened_on, Episode.intensity_tier)
    statement = (
        cast("Any", select)(*said)
        .where(col(Episode.client_id).in_(client_ids), col(Episode.closed_on).is_(None))
        .order_by(col(Episode.opened_on), col(Episode.id))
    )
    rows = cast("Iterable[tuple[UUID, UUID, date, int]]", session.exec(statement))
    return {
        client_id: _Served(program_id=program_id, opened_on=opened_on, tier=tier)
        for client_id, program_id, opened_on, tier in rows
    }


def _is_quiet(standard: ContactStandard | None, contacts: Collection[Contact], zone: ZoneInfo) -> bool:
    """Could an older contact still be the last one, or decide the day of a kind that is owed?"""
    if all(each.is_attempt for each in contacts):
        return True
    for kind in Kind:
        cadence: Cadence | None = getattr(standard, kind.value, None)
        if cadence is None:
            continue
        moments = [each.happened_at for each in contacts if kind in each.kinds]
        most = len(moments)
        if cadence.each_month:
            days = [day_of(moment, zone) for moment in moments]
            most = max(Counter((day.year, day.month) for day in days).values(), default=0)
        if most < cadence.times:
            return True
    return False
