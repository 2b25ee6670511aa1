"""Where each person of some caseloads stands: weight, contacts due. A few queries for any number."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import String
from sqlalchemy import cast as cast_to
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from casepwa.casework.agency_time import day_of, zone_of
from casepwa.casework.bundles.bundle_parts.notes import CURRENT_VERSION
from casepwa.casework.caseloads import contact_standard
from casepwa.casework.caseloads.contact_standard import Contact, Kind, Standing
from casepwa.casework.rules import rules
from casepwa.casework.rules.rule_shapes import Caseload, ContactStandard
from casepwa.models import ContactNote, ContactNoteVersion, Episode

_LATELY = timedelta(days=100)
"""Most people were in touch within this time; only who was not is looked at further back."""
_REACHES_BACK = timedelta(days=2 * 366)
"""Longer than any cadence of the standard: an older contact changes no due day."""


@dataclass(frozen=True, kw_only=True)
class Stands:
    """One person. ``weight`` by intensity tier; ``contacts`` against the standard of their program."""

    weight: float
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
    contacts = _contacts(session, client_ids, since=at - _LATELY)
    quiet = [
        client_id
        for client_id in people
        if client_id in served
        and _is_quiet(standards[served[client_id].program_id], contacts.get(client_id, ()))
    ]
    if quiet:
        these = select(Episode.client_id).where(col(Episode.client_id).in_(quiet))
        contacts |= _contacts(session, these, since=at - _REACHES_BACK)
    found: dict[UUID, Stands] = {}
    for client_id in people:
        episode = served.get(client_id)
        program_id = episode.program_id if episode else None
        found[client_id] = Stands(
            weight=book.value(Caseload, on=today, program_id=program_id).weight(
                episode.tier if episode else None
            ),
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


def _contacts(
    session: Session, client_ids: SelectOfScalar[UUID], *, since: datetime
) -> dict[UUID, list[Contact]]:
    # Only what the standard asks: 600 people have thousands of notes, and their words are not needed here.
    said = (
        ContactNote.client_id,
        ContactNoteVersion.started_at,
        ContactNoteVersion.received_at,
        cast_to(col(ContactNoteVersion.contacted), String),
        ContactNoteVersion.outcome,
        ContactNoteVersion.contact_type,
    )
    statement = (
        cast("Any", select)(*said)
        .join(ContactNoteVersion, CURRENT_VERSION)
        .where(col(ContactNote.client_id).in_(client_ids), col(ContactNoteVersion.started_at) >= since)
        .order_by(col(ContactNoteVersion.started_at), col(ContactNoteVersion.id))
    )
    rows = cast("Iterable[tuple[UUID, datetime, datetime, str, str, str]]", session.exec(statement))
    found: dict[UUID, list[Contact]] = {}
    for client_id, started_at, received_at, *what in rows:
        kinds, is_attempt = _counts_as(*what)
        happened_at = contact_standard.moment_of(started_at, received_at)
        contact = Contact(happened_at=happened_at, kinds=kinds, is_attempt=is_attempt)
        found.setdefault(client_id, []).append(contact)
    return found


@cache
def _counts_as(contacted: str, outcome: str, contact_type: str) -> tuple[frozenset[Kind], bool]:
    """``contacted`` as the database keeps it. There are a few dozen ways to be in touch, and many notes."""
    contact = contact_standard.counted(
        happened_at=datetime.min.replace(tzinfo=UTC),
        contacted=json.loads(contacted),
        outcome=outcome,
        contact_type=contact_type,
    )
    return contact.kinds, contact.is_attempt


def _is_quiet(standard: ContactStandard | None, contacts: Collection[Contact]) -> bool:
    """Is a kind that is owed missing among them, so that an older contact could still decide its day?"""
    for kind in Kind:
        cadence = getattr(standard, kind.value, None)
        if cadence is not None and sum(kind in each.kinds for each in contacts) < cadence.times:
            return True
    return False
