"""Ids as events bring them: anything at all, until it is read here."""

from datetime import datetime
from uuid import UUID

from casepwa.casework.errors import Denied
from casepwa.casework.permissions import Permission


def id_or_denied(said: object, permission: Permission) -> UUID:
    """The id, or ``Denied(permission)``: what is no id is no record of anyone's."""
    try:
        return UUID(str(said))
    except ValueError as error:
        raise Denied(permission) from error


def iso(moment: datetime | None) -> str:
    """A moment for the page; empty for none."""
    return moment.isoformat() if moment else ""
