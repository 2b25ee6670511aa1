"""Referrals to services: when each is to be followed up, and that it was.

Source: domain.md, "Service link (referral)".
"""

from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework import audit, caseload, revisions
from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import day_of, zone_of
from casepwa.casework.commands import ReferralFollowedUp
from casepwa.casework.errors import Conflict, Invalid
from casepwa.casework.permissions import Permission
from casepwa.casework.recorded import Recorded
from casepwa.casework.rules.rule_shapes import ReferralFollowUp
from casepwa.casework.rules.rules import Book
from casepwa.models import ServiceLink
from casepwa.models.codes import LinkStatus

OVER = (LinkStatus.COMPLETED, LinkStatus.DECLINED, LinkStatus.UNAVAILABLE)
NEEDS_REASON = (LinkStatus.DECLINED, LinkStatus.UNAVAILABLE)


def follow_up_due_on(link: ServiceLink, book: Book, *, program_id: UUID | None) -> date | None:
    """The day agreed for this link, else as long after the referral as the rule of its day says.

    None: not referred yet, over, or followed up. ``program_id``: of the client's open episode.
    """
    if link.status in OVER or link.followed_up_on is not None:
        return None
    if link.follow_up_due_on is not None or link.referred_on is None:
        return link.follow_up_due_on
    rule = book.value(ReferralFollowUp, on=link.referred_on, program_id=program_id)
    return link.referred_on + timedelta(days=rule.days)


def follow_up(
    session: Session, *, actor: Actor, payload: ReferralFollowedUp, recorded: Recorded
) -> ServiceLink:
    """A referral was followed up: it stands where the follow-up found it, and is due no more.

    Whoever asked later knows better: what was found on an earlier day does not overrule it.
    ``recorded`` stands on the command's receipt; the link keeps the day on which it happened.
    Raises ``Denied``; ``Invalid``: ``no_such_referral``, ``referral_needs_reason``;
    ``Conflict('referral_followed_up_since')``.
    """
    caseload.client_for(session, actor, payload.client_id, Permission.REFERRAL_FOLLOW_UP)
    link = session.exec(
        select(ServiceLink).where(col(ServiceLink.id) == payload.link_id).with_for_update()
    ).first()
    if link is None or link.client_id != payload.client_id:
        raise Invalid("no_such_referral")
    reason = payload.reason or None
    if payload.status in NEEDS_REASON and reason is None:
        raise Invalid("referral_needs_reason")
    on = day_of(payload.happened_at, zone_of(session, actor.organization_id))
    if link.followed_up_on is not None and on < link.followed_up_on:
        raise Conflict("referral_followed_up_since")
    link.status, link.reason, link.followed_up_on = payload.status, reason, on
    session.flush()
    audit.done(
        session,
        actor,
        Permission.REFERRAL_FOLLOW_UP,
        client_id=link.client_id,
        subject_kind="service_link",
        subject_id=link.id,
    )
    revisions.raise_for(session, link.client_id)
    return link
