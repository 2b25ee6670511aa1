"""What can go wrong, typed. An error carries a message id and parameters; the edge renders the sentence.

The sentence for an id lives in the one catalogue (``locale/``), as ``error.<id>``.
"""

from typing import Any, ClassVar
from uuid import UUID


class CaseworkError(Exception):
    """Something that a person can be told in a plain sentence."""

    http_status: ClassVar[int] = 400

    def __init__(self, message_id: str, **params: Any) -> None:
        super().__init__(message_id)
        self.message_id = message_id
        self.params = params


class NotSignedIn(CaseworkError):
    """No valid session stands behind this call."""

    http_status = 401


class Denied(CaseworkError):
    """The actor may not do this. Says nothing about whether the record exists."""

    http_status = 403

    def __init__(
        self, permission: str, *, client_id: UUID | None = None, message_id: str = "not_allowed"
    ) -> None:
        super().__init__(message_id)
        self.permission = permission
        self.client_id = client_id


class NotFound(CaseworkError):
    http_status = 404


class Conflict(CaseworkError):
    http_status = 409


class Invalid(CaseworkError):
    """What was sent breaks a rule of the field; the message says what to mend."""

    http_status = 422


class TooManyTries(CaseworkError):
    """``retry_after``: whole seconds until the next try is heard."""

    http_status = 429

    def __init__(self, message_id: str, *, retry_after: int) -> None:
        super().__init__(message_id, seconds=retry_after)
        self.retry_after = retry_after


class TooLarge(CaseworkError):
    """More at once than we take. Nothing of it was read."""

    http_status = 413


class Busy(CaseworkError):
    """Not now: the database does not answer. Everything is kept where it is."""

    http_status = 503
