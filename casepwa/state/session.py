"""Who sits before a server-driven screen, and what this session has to be told."""

from typing import Any

import reflex as rx


class SessionState(rx.State):
    """One a tab. Filled by the guard at every event, never by the page.

    ``notice``: the id of a sentence (``error.<id>``) with its params, or empty. ``is_ended``: this tab's
    connection serves nobody any more (signed out here or elsewhere, too long without contact, other roles);
    the page then loads itself anew.
    """

    name: str = ""
    roles: rx.Field[list[str]] = rx.field(default_factory=list)
    is_ended: bool = False
    notice: str = ""
    notice_params: rx.Field[dict[str, Any]] = rx.field(default_factory=dict)

    _session_id: str = ""
    _account_id: str = ""
