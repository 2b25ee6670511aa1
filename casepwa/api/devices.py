"""My devices: GET /api/v1/devices, DELETE /api/v1/devices/{id}."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from casepwa.api.current import allowed
from casepwa.casework.accounts import devices
from casepwa.casework.actors import Actor
from casepwa.casework.permissions import Permission
from casepwa.database import unit_of_work

routes = APIRouter()


class DeviceLine(BaseModel):
    id: UUID
    name: str | None
    user_agent: str | None
    first_seen_at: datetime
    last_contact_at: datetime | None
    last_sync_at: datetime | None
    is_signed_in: bool
    is_this_one: bool


class Devices(BaseModel):
    devices: list[DeviceLine]


@routes.get("/api/v1/devices")
def mine(actor: Annotated[Actor, allowed(Permission.OWN_DEVICES)]) -> Devices:
    """The devices I have signed in on, without those I had erased."""
    with unit_of_work(readonly=True) as session:
        found = devices.of_actor(session, actor, at=datetime.now(UTC))
        return Devices(
            devices=[
                DeviceLine(
                    id=one.device.id,
                    name=one.device.name,
                    user_agent=one.device.user_agent,
                    first_seen_at=one.device.first_seen_at,
                    last_contact_at=one.last_contact_at,
                    last_sync_at=one.device.last_sync_at,
                    is_signed_in=one.is_signed_in,
                    is_this_one=one.device.id == actor.device_id,
                )
                for one in found
            ]
        )


@routes.delete("/api/v1/devices/{device_id}", status_code=204)
def sign_out(device_id: UUID, actor: Annotated[Actor, allowed(Permission.OWN_DEVICES)]) -> None:
    """Sign a device of mine out; what it holds is erased when it next asks. Another's is 404."""
    with unit_of_work() as session:
        devices.revoke(session, actor, device_id, at=datetime.now(UTC))
