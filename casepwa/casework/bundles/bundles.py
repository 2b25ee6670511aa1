"""Bundles: everything one person may see of each client they hold, as canonical JSON with its tag.

Made for the whole caseload at once, one query or two a part, and always afresh: a tag that is computed every
time cannot be wrong about a shared row (a mother's phone, a colleague's number). Source: offline.md.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session

from casepwa.casework.actors import Actor
from casepwa.casework.bundles.bundle_parts import (
    abouts,
    alerts,
    appointments,
    billing,
    contacts,
    contacts_due,
    crisis_plans,
    family_messages,
    goals,
    headers,
    households,
    mine,
    next_steps,
    notes,
    services,
    teams,
    viewers,
    visits,
)
from casepwa.casework.bundles.bundle_parts.viewers import Viewer
from casepwa.casework.bundles.bundle_shapes import Bundle, ContactDue, Me
from casepwa.casework.family import family_bundles, releases, sharing


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """``json`` is what is sent, byte for byte; ``tag`` is its SHA-256 in hex, ``format`` number included.

    The end of a reach that has one (``until``) is under the tag too: a shift that is cut short is news.
    """

    json: bytes
    tag: str


def seal(shape: BaseModel, *, until: datetime | None = None) -> Sealed:
    """Canonical JSON: the fields in the order of their shape, no white space, times as UTC with ``Z``."""
    written = shape.model_dump_json().encode()
    end = f"\n{until.isoformat()}".encode() if until else b""
    return Sealed(json=written, tag=sha256(written + end).hexdigest())


def sealed_bundles(session: Session, viewer: Viewer) -> dict[UUID, Sealed]:
    """A sealed bundle for every wanted client of ``viewer``: a family's own shape for a family account."""
    is_family = family_bundles.is_family(viewer.actor)
    made = family_bundles.bundles(session, viewer) if is_family else bundles(session, viewer)
    return {client_id: seal(bundle, until=viewer.held[client_id].until) for client_id, bundle in made.items()}


def sealed_me(session: Session, viewer: Viewer) -> Sealed:
    is_family = family_bundles.is_family(viewer.actor)
    return seal(family_bundles.me(session, viewer) if is_family else me(session, viewer))


def me(session: Session, viewer: Viewer) -> Me:
    return mine.of(session, viewer)


def bundle_of(
    session: Session, actor: Actor, client_id: UUID, *, at: datetime | None = None
) -> Bundle | None:
    """One client's bundle for ``actor``; None when the client is not on their caseload."""
    viewer = viewers.viewer_of(session, actor, at=at)
    return bundles(session, only(viewer, {client_id})).get(client_id)


def only(viewer: Viewer, wanted: Collection[UUID]) -> Viewer:
    """The same eyes, for some clients of the caseload."""
    return replace(viewer, wanted=viewer.wanted & frozenset(wanted))


def bundles(session: Session, viewer: Viewer) -> dict[UUID, Bundle]:
    """The staff's bundles, by client id; none for a family account.

    Who is held only by an on-call shift comes as header, address, alerts and crisis plan.
    """
    if not viewer.wanted or family_bundles.is_family(viewer.actor):
        return {}
    people = households.people(session, viewer)
    served = abouts.served(session, viewer)
    header = headers.of(session, viewer, people)
    about = abouts.of(session, viewer, people, served)
    bill = billing.of(session, viewer)
    alert = alerts.of(session, viewer, people)
    whole = [people[client_id].client for client_id in viewer.whole]
    hearing = releases.of(session, whole, at=viewer.at, today=viewer.today)
    contact = contacts.of(session, viewer, people, hearing)
    plan = crisis_plans.of(session, viewer)
    goal = goals.of(session, viewer)
    step = next_steps.of(session, viewer)
    visit = visits.of(session, viewer)
    appointment = appointments.of(session, viewer)
    service = services.of(session, viewer, served)
    team = teams.of(session, viewer, hearing)
    note = notes.of(session, viewer)
    due = contacts_due.of(session, viewer, served)
    message = family_messages.of(session, viewer)
    readers = sharing.readers_of(session, viewer.theirs)
    have_older = notes.have_older(session, viewer)
    return {
        client_id: Bundle(
            is_for_visit=viewer.held[client_id].is_for_visit,
            header=header[client_id],
            about=about[client_id],
            billing=bill.get(client_id),
            alerts=alert.get(client_id, []),
            contacts=contact.get(client_id, []),
            crisis_plan=plan.get(client_id),
            goals=goal.get(client_id, []),
            steps=step.get(client_id, []),
            visits=visit.get(client_id, []),
            appointments=appointment.get(client_id, []),
            services=service.get(client_id, []),
            team=team.get(client_id, []),
            notes=note.get(client_id, []),
            contact_due=due.get(client_id, ContactDue(last_contact_at=None, due_on=None)),
            share_readers=readers.get(client_id, []),
            family_messages=message.get(client_id, []),
            has_older_notes=client_id in have_older,
        )
        for client_id in people
    }
