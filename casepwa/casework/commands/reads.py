"""What was read, so that a read made offline is in the log too."""

from typing import Literal
from uuid import UUID

from casepwa.casework.commands.payloads import Moment, Payload


class ReadLogged(Payload):
    """``what``: person, crisis_plan, goals, note."""

    read_id: UUID
    client_id: UUID
    what: Literal["person", "crisis_plan", "goals", "note"]
    read_at: Moment
    was_offline: bool
