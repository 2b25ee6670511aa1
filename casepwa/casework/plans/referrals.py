"""Referrals to services: when each is to be followed up. Source: domain.md, "Service link (referral)"."""

from datetime import date, timedelta
from uuid import UUID

from casepwa.casework.rules.rule_shapes import ReferralFollowUp
from casepwa.casework.rules.rules import Book
from casepwa.models import ServiceLink
from casepwa.models.codes import LinkStatus

OVER = (LinkStatus.COMPLETED, LinkStatus.DECLINED, LinkStatus.UNAVAILABLE)


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
