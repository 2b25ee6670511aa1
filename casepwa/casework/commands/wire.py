"""One sync on its way: commands up, verdicts and bundles down."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from casepwa.casework.commands.payloads import Moment


class Command(BaseModel):
    """``recorded_at`` is the device's wall clock; ``after`` names commands that must be applied first."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: UUID
    kind: str
    client_ids: list[UUID]
    recorded_at: Moment
    after: list[UUID] = []
    payload: dict[str, Any]


class Verdict(BaseModel):
    """``applied`` and ``refused`` are final; ``blocked`` and ``failed`` are resent by the device.

    ``blocked`` has ``waits_for``, or the ``error`` ``sent_a_lot``: it is more than its sender may send now.

    ``id`` is given back as it came; text that is no id can only belong to a refused command.
    """

    id: UUID | str
    verdict: Literal["applied", "refused", "blocked", "failed"]
    error: str | None = None
    params: dict[str, Any] = {}
    waits_for: UUID | None = None


class SyncRequest(BaseModel):
    """``have``: client id -> tag; ``unsent``: client id -> ids of the commands still on the device."""

    model_config = ConfigDict(extra="forbid")

    format: int
    account: UUID
    device: UUID
    sent_at: Moment
    have: dict[UUID, str] = {}
    have_me: str | None = None
    unsent: dict[UUID, list[UUID]] = {}
    commands: list[dict[str, Any]] = []
    storage_kept: bool | None = None


class GivenBundle(BaseModel):
    client_id: UUID
    tag: str
    until: datetime | None = None
    bundle: dict[str, Any]


class SyncAnswer(BaseModel):
    """At most 512 KB; ``more`` asks the device to call again. Those just written about come first, then
    today's people, then those who are not on the phone yet: the bundle that holds the effect of a verdict is
    in the same answer unless ``more``."""

    format: int
    server_time: datetime
    account: UUID
    verdicts: list[Verdict]
    me: dict[str, Any] | None = None
    me_tag: str
    bundles: list[GivenBundle] = []
    removed: list[UUID] = []
    more: bool = False
