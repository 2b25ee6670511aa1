"""What every live screen does: draw again when it is told of a change, as long as someone may look.

One loop a tab, in the process that holds its socket. News comes through ``bulletins``; without any, the loop
looks again every 30 seconds, which also finds that a session was idle for too long. No polling faster.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from reflex_base.registry import RegistrationContext

from casepwa.bulletins import listening
from casepwa.casework.permissions import Permission
from casepwa.state.guard import acting, still_acting

LOOK_AGAIN_AFTER = 30.0


async def watch(
    screen: Any,
    topics: str | tuple[str, ...],
    permission: Permission,
    draw: Callable[[], Awaitable[Callable[[], None]]],
) -> None:
    """Run ``draw`` at each change of one of ``topics``; its result changes the screen's variables, locked.

    ``screen`` is a background handler's proxy of a State with ``_watching``. Ends when the tab is gone or
    began another loop. Raises ``NotSignedIn`` and ``Denied`` when its person may look no more.
    """
    async with screen:
        screen._watching += 1
        mine, token = screen._watching, screen.router.session.client_token
    heard = (topics,) if isinstance(topics, str) else topics
    with listening(*heard, f"session:{acting().session_id}") as listener:
        while _is_open(token):
            await listener.news(within=LOOK_AGAIN_AFTER)
            await still_acting(permission)
            show = await draw()
            async with screen:
                if screen._watching != mine:
                    return
                show()


def _is_open(token: str) -> bool:
    namespace = RegistrationContext.get().app.event_namespace
    return namespace is not None and token in namespace.token_to_sid
