"""GET /api/v1/clients/{id}/notes: older contact notes, on demand."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from casepwa.api.current import allowed
from casepwa.casework.actors import Actor
from casepwa.casework.bundles.bundle_shapes import NoteLine
from casepwa.casework.commands.payloads import Moment
from casepwa.casework.notes import older_notes
from casepwa.casework.permissions import Permission
from casepwa.database import unit_of_work

routes = APIRouter()


class OlderNotes(BaseModel):
    """Newest first. ``more``: ask again with the ``started_at`` of the last one."""

    notes: list[NoteLine]
    more: bool


@routes.get("/api/v1/clients/{client_id}/notes")
def older(
    client_id: UUID, before: Moment, actor: Annotated[Actor, allowed(Permission.CLIENT_READ)]
) -> OlderNotes:
    """Notes that began before ``before``. 403 ``not_allowed`` for a client out of reach, or none."""
    with unit_of_work() as session:
        notes, more = older_notes.before(session, actor, client_id, before=before)
    return OlderNotes(notes=notes, more=more)
