"""What leaves the app on paper: who let what out, about whom, in which version. Never the words."""

from typing import Any

from sqlmodel import Session

from casepwa.casework import audit
from casepwa.casework.actors import Actor
from casepwa.casework.permissions import Permission
from casepwa.models import Client, ReadEvent
from casepwa.models.columns import now


def on_paper(
    session: Session, actor: Actor, client: Client, what: str, *, permission: Permission, **ids: Any
) -> None:
    """Log that ``actor`` printed ``what`` (a code of ``read_what`` in the catalogue) about ``client``.

    The caller has authorised ``permission`` for this client. ``ids``: the version, as JSON can hold it.
    """
    opened(session, actor, client, what)
    audit.done(
        session,
        actor,
        permission,
        client_id=client.id,
        subject_kind="paper",
        subject_id=client.id,
        paper=what,
        **ids,
    )


def opened(session: Session, actor: Actor, client: Client, what: str) -> None:
    """Log that ``actor`` opened ``what`` of ``client`` on a screen."""
    session.add(
        ReadEvent(
            account_id=actor.account_id,
            client_id=client.id,
            device_id=actor.device_id,
            what=what,
            read_at=now(),
        )
    )
