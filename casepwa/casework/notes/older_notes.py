"""Notes older than a bundle holds, read on demand with the network there. Each reading is logged."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from casepwa.casework import caseload
from casepwa.casework.actors import Actor
from casepwa.casework.bundles.bundle_parts import notes, viewers
from casepwa.casework.bundles.bundle_shapes import NoteLine
from casepwa.casework.permissions import Permission
from casepwa.models import ReadEvent
from casepwa.models.columns import now

PAGE = 20


def before(
    session: Session, actor: Actor, client_id: UUID, *, before: datetime
) -> tuple[list[NoteLine], bool]:
    """``PAGE`` notes that began before ``before``, newest first, and whether there are more; with the last of
    them come all that began in the same moment.

    Raises ``Denied`` for a client out of reach, and for one that is none.
    """
    client = caseload.client_for(session, actor, client_id, Permission.CLIENT_READ)
    at = now()
    viewer = viewers.of_one(session, actor, client.id, at=at)
    found = notes.older(session, viewer, before=before, page=PAGE)
    session.add(
        ReadEvent(
            account_id=actor.account_id,
            client_id=client.id,
            device_id=actor.device_id,
            what="note",
            read_at=at,
        )
    )
    return found
