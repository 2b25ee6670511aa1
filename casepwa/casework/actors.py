"""Who is acting: built by the edge from a verified session, handed to every casework call."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A signed-in person. ``roles`` are stored codes (``models.codes.Role``)."""

    account_id: UUID
    session_id: UUID | None
    device_id: UUID | None
    organization_id: UUID
    roles: frozenset[str]
    name: str
