"""The one toast: what was just done here, with Undo for 10 seconds and while somebody is at it.

Actions in views/*.js raise it.
"""

from typing import Any

from pydantic import BaseModel

from casepwa.offline.local import action, local


class Toast(BaseModel):
    """`words` is empty while there is none."""

    id: int
    words: str
    can_undo: bool


toast: Toast = local("toast", "useToast", Toast, module="views/toasts.js")
undo_toast = action("undoToast", module="views/toasts.js")
dismiss_toast = action("dismissToast", module="views/toasts.js")

HELD: dict[str, Any] = {
    event: action(name, module="views/toasts.js")
    for event, name in {
        "onPointerEnter": "enterToast",
        "onPointerLeave": "leaveToast",
        "onFocus": "focusToast",
        "onBlur": "blurToast",
    }.items()
}
"""What a toast listens to, to stay while somebody is at it."""
