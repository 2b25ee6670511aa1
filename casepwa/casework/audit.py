"""The audit trail: who did what, or was refused. Ids and the permission's own name, never text."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from casepwa.casework.actors import Actor
from casepwa.casework.appending import append_values
from casepwa.casework.errors import Denied
from casepwa.models import AuditEvent
from casepwa.models.codes import AuditOutcome
from casepwa.models.columns import new_id, now


def done(
    session: Session,
    actor: Actor,
    action: str,
    *,
    client_id: UUID | None = None,
    subject_kind: str | None = None,
    subject_id: UUID | None = None,
    at: datetime | None = None,
    **ids: Any,
) -> None:
    """Record, inside the transaction of the change, that ``actor`` did ``action`` (a permission's name).

    ``ids``: further ids or counts as JSON can hold them. Never words, names or reasons.
    """
    append_values(
        session,
        "audit_event",
        {
            "id": new_id(),
            "at": at or now(),
            "account_id": actor.account_id,
            "session_id": actor.session_id,
            "action": str(action),
            "outcome": AuditOutcome.DONE.value,
            "client_id": client_id,
            "subject_kind": subject_kind,
            "subject_id": subject_id,
            "ids": {name: str(value) if isinstance(value, UUID) else value for name, value in ids.items()},
        },
    )


def denied(session: Session, actor: Actor | None, error: Denied) -> None:
    """Record a denial: called by the edge in a second unit of work, because the first was rolled back.

    The client id is what was asked for, whether it exists or not. Nobody signed in: no account.
    """
    session.add(
        AuditEvent(
            account_id=actor.account_id if actor else None,
            session_id=actor.session_id if actor else None,
            action=error.permission,
            outcome=AuditOutcome.DENIED,
            client_id=error.client_id,
        )
    )
