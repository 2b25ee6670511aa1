"""Joining by an invitation's link, seen from the page."""

from typing import Any

from pydantic import BaseModel

from casepwa.offline.local import action, local


class JoinForm(BaseModel):
    """``status``: opening, ready or stopped (the link does not work: ``error`` says why)."""

    status: str
    name: str
    email: str
    agency: str
    until: str
    is_family: bool
    error: str
    params: dict[str, Any]
    busy: bool
    shown: bool


_MODULE = "views/join.js"
join: JoinForm = local("join", "useJoin", JoinForm, module=_MODULE)
join_status: Any = local("joinStatus", "useJoinPage", str, module=_MODULE)
submit_join = action("submitJoin", module=_MODULE)
toggle_join_shown = action("toggleJoinShown", module=_MODULE)
look_again = action("lookAgain", module=_MODULE)
