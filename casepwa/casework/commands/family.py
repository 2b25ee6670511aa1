"""What a family tells us and takes back."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from casepwa.casework.commands.payloads import Moment, Payload
from casepwa.models import codes


class MessageSend(Payload):
    """A family tells us something. ``about_account_ids``: the staff whom a complaint names."""

    message_id: UUID
    client_id: UUID
    kind: codes.MessageKind
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4_000)]
    about_account_ids: list[UUID] = Field(default=[], max_length=20)


class MessageRead(Payload):
    """A member of staff has read what a family told us."""

    message_id: UUID
    client_id: UUID
    read_at: Moment


class MessageAnswer(Payload):
    message_id: UUID
    client_id: UUID
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4_000)]


class ConsentWithdraw(Payload):
    consent_id: UUID
    client_id: UUID
    happened_at: Moment
