"""GET /api/v1/health: does this process answer, and which front end does it serve."""

import json

from fastapi import APIRouter
from pydantic import BaseModel

from casepwa.api.site import RECORD
from casepwa.settings import settings

routes = APIRouter()


class Health(BaseModel):
    """Nothing about data. ``build`` names what the front end was made from; None while there is none."""

    ok: bool = True
    build: str | None


@routes.get("/api/v1/health")
def health() -> Health:
    """For whoever watches over the server; anyone may ask."""
    try:
        record = json.loads((settings().site / RECORD).read_text("utf-8"))
    except (OSError, ValueError):
        return Health(build=None)
    return Health(build=str(record.get("made_from", ""))[:16] or None)
