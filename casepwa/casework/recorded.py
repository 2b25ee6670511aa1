"""When and where a thing was recorded: handed to every verb that a queued command can call."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """``recorded_at`` is the device's clock, ``received_at`` ours; ``clock_offset_ms`` = server minus device.

    ``command_id`` and ``device_id`` are None for what is recorded at a desk. ``late`` holds the clients that
    this command reaches only by late right: pass it to ``caseload.client_for(..., late=recorded.late)`` and
    set ``is_late_right=recorded.is_late(client_id)`` on what it makes.

    ``is_word_good``: did a good visit word come with the command? None: no word came. Which of the two words
    it was, no verb ever learns (``visit_words``).
    """

    recorded_at: datetime
    received_at: datetime
    command_id: UUID | None = None
    device_id: UUID | None = None
    clock_offset_ms: int = 0
    late: frozenset[UUID] = frozenset()
    is_word_good: bool | None = None

    def is_late(self, client_id: UUID) -> bool:
        return client_id in self.late
