"""Approving several notes at once: only what was opened, never a flagged one, never a safety concern.

Each note stands alone: one that cannot be approved is named with its reason, the others go through.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework import agency_facts
from casepwa.casework.actors import Actor
from casepwa.casework.approvals import approvals, note_facts, under_review
from casepwa.casework.approvals.under_review import UnderReview
from casepwa.casework.errors import Conflict, Invalid
from casepwa.casework.permissions import Permission, require
from casepwa.models import Client, ContactNote
from casepwa.models.codes import Purpose, ReviewDecision

MOST = 50


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A note as its reviewer saw it."""

    note_id: UUID
    version: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A note that was not approved: whose it is about, and why (an error's id with its params)."""

    note_id: UUID
    client: str
    why: str
    params: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """``reviews``: the approvals that were made, to take back together."""

    approved: tuple[UUID, ...]
    reviews: tuple[UUID, ...]
    left_out: tuple[LeftOut, ...]


def approve(session: Session, *, actor: Actor, chosen: Sequence[Chosen]) -> Outcome:
    """Approve each of ``chosen`` that can be.

    A note out of reach is a denial of the whole batch: no screen offers one. Raises ``Denied``,
    ``Invalid('batch_is_too_large')``.
    """
    require(actor, Permission.CONTACT_NOTE_REVIEW)
    if len(chosen) > MOST:
        raise Invalid("batch_is_too_large", n=MOST)
    at_hand = under_review.several(session, actor, {one.note_id for one in chosen})
    with agency_facts.asked_once(session):
        fit, left_out = _sorted_out(session, actor, at_hand, chosen)
    made = approvals.decide(session, actor, fit, ReviewDecision.APPROVED)
    return Outcome(
        approved=tuple(review.note_id for review in made),
        reviews=tuple(review.id for review in made),
        left_out=tuple(left_out),
    )


def _sorted_out(
    session: Session, actor: Actor, at_hand: Mapping[UUID, UnderReview], chosen: Sequence[Chosen]
) -> tuple[list[UnderReview], list[LeftOut]]:
    fit: list[UnderReview] = []
    left_out: list[LeftOut] = []
    for one in sorted(set(chosen), key=lambda one: one.note_id):
        try:
            _must_fit(session, actor, at_hand[one.note_id], one)
        except Conflict as refusal:
            left_out.append(
                LeftOut(
                    note_id=one.note_id,
                    client=_client(session, one.note_id),
                    why=refusal.message_id,
                    params=refusal.params,
                )
            )
        else:
            fit.append(at_hand[one.note_id])
    return fit, left_out


def _must_fit(session: Session, actor: Actor, at_hand: UnderReview, one: Chosen) -> None:
    under_review.to_decide(session, at_hand, version=one.version, sha256=one.sha256)
    if at_hand.current.purpose == Purpose.CRISIS or at_hand.has_concern:
        raise Conflict("note_needs_its_own_decision")
    if at_hand.current.flags or _is_flagged_by_now(session, actor, at_hand):
        raise Conflict("note_is_flagged")


def _is_flagged_by_now(session: Session, actor: Actor, at_hand: UnderReview) -> bool:
    """Would whoever opens it be shown a flag that it did not have on arrival?"""
    checks = note_facts.checks_of(session, actor, at_hand.note, at_hand.current)
    return any(check.is_flag for check in checks)


def _client(session: Session, note_id: UUID) -> str:
    client = session.exec(
        select(Client)
        .join(ContactNote, col(ContactNote.client_id) == Client.id)
        .where(ContactNote.id == note_id)
    ).one()
    return f"{client.preferred_name or client.given_name} {client.family_name}"
