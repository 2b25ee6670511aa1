"""The address that an invited person will sign in with.

An email is one account's in the whole installation, so a refusal tells of other agencies' accounts, too: it
is a denial, which the edge writes down, and who was refused often in an hour asks no more.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, func, select

from casepwa.casework.accounts import accounts
from casepwa.casework.actors import Actor
from casepwa.casework.errors import Conflict, Denied, TooManyTries
from casepwa.casework.permissions import Permission
from casepwa.models import AuditEvent
from casepwa.models.codes import AuditOutcome

MOST_AN_HOUR = 10
WITHIN = timedelta(hours=1)


def require(
    session: Session,
    actor: Actor,
    email: str,
    permission: Permission,
    *,
    client_id: UUID | None = None,
    at: datetime,
) -> str:
    """``email`` as stored, for an invitation by ``permission``.

    Raises ``Invalid('email_not_valid')``; ``Denied`` as ``email_taken``; ``TooManyTries('too_many_tries')``.
    """
    refused, first = session.exec(
        select(func.count(), func.min(AuditEvent.at)).where(
            AuditEvent.account_id == actor.account_id,
            AuditEvent.action == permission,
            AuditEvent.outcome == AuditOutcome.DENIED,
            col(AuditEvent.at) > at - WITHIN,
        )
    ).one()
    if refused >= MOST_AN_HOUR:
        raise TooManyTries("too_many_tries", retry_after=max(1, round((first + WITHIN - at).total_seconds())))
    try:
        return accounts.require_free_email(session, email)
    except Conflict as taken:
        raise Denied(permission, client_id=client_id, message_id=taken.message_id) from taken
