"""GET /api/v1/preview/{account_id}: what a family account's phone would be given, byte for byte."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from casepwa.api.current import allowed
from casepwa.casework.actors import Actor
from casepwa.casework.family import family_preview
from casepwa.casework.permissions import Permission
from casepwa.database import unit_of_work

routes = APIRouter()


@routes.get("/api/v1/preview/{account_id}")
def preview(account_id: UUID, actor: Annotated[Actor, allowed(Permission.FAMILY_PREVIEW)]) -> Response:
    """``{"me", "bundles": [{"client_id", "bundle"}], "is_all"}``; 403 ``not_allowed`` for all out of reach.

    For a store in memory: nothing of it is kept on the device of whoever looks.
    """
    with unit_of_work() as session:
        found = family_preview.of(session, actor=actor, account_id=account_id, at=datetime.now(UTC))
    bundles = b",".join(
        b'{"client_id":"' + str(client_id).encode() + b'","bundle":' + sealed.json + b"}"
        for client_id, sealed in found.given.items()
    )
    is_all = b"true" if found.is_all else b"false"
    written = b'{"me":' + found.me.json + b',"bundles":[' + bundles + b'],"is_all":' + is_all + b"}"
    return Response(written, media_type="application/json")
