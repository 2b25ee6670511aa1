"""The device side of server-driven screens: how long the session stands, kept text, leaving."""

from typing import Any

from pydantic import BaseModel

from casepwa.offline.local import action, local


class Desk(BaseModel):
    """``minutes_left``: until the session ends for want of contact, in its last five minutes; else 0."""

    minutes_left: int
    is_offline: bool


desk: Desk = local("desk", "useDesk", Desk, module="desk.js")
disconnected: Any = local("disconnected", "useDisconnected", bool, module="desk-socket.js")
stay = action("checkSession", module="desk.js")
start_anew = action("startAnew", module="desk.js")
sign_out_here = action("signOutHere", module="desk.js")
leave_quickly = action("leaveQuickly", module="desk.js")
kept = action("kept", module="kept-text.js")
forget_kept = action("forgetIn", module="kept-text.js")
throw_away = action("throwAway", module="kept-text.js")
move_up = action("moveUp", module="form-rows.js")
move_down = action("moveDown", module="form-rows.js")
empty_row = action("emptyRow", module="form-rows.js")
add_row = action("addRow", module="form-rows.js")
