"""The read log: every opening of a client's record, those made offline included (sent with the next sync)."""

from sqlmodel import Session

from casepwa.casework import caseload
from casepwa.casework.actors import Actor
from casepwa.casework.appending import claim, row_of, values_of
from casepwa.casework.commands import ReadLogged
from casepwa.casework.errors import Invalid
from casepwa.casework.permissions import Permission
from casepwa.casework.recorded import Recorded
from casepwa.models import ReadEvent


def log(session: Session, *, actor: Actor, payload: ReadLogged, recorded: Recorded) -> ReadEvent:
    """Write down that ``actor`` read of a client.

    Raises ``Denied``, ``Invalid('record_belongs_elsewhere')`` for an id that is taken.
    """
    caseload.authorise(session, actor, payload.client_id, Permission.CLIENT_HEADER_READ, late=recorded.late)
    event = row_of(
        ReadEvent,
        id=payload.read_id,
        account_id=actor.account_id,
        client_id=payload.client_id,
        device_id=recorded.device_id,
        what=payload.what,
        read_at=payload.read_at,
        received_at=recorded.received_at,
        was_offline=payload.was_offline,
    )
    if not claim(session, "read_event", values_of(event)):
        raise Invalid("record_belongs_elsewhere")
    return event
