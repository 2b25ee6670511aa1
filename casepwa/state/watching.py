"""What every live screen does: draw again when it is told of a change, as long as someone may look.

One loop a tab, in the process that holds its socket. News comes through ``bulletins``; without any, the loop
looks again every 30 seconds, which also finds that a session was idle for too long. No polling faster.
"""

import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from reflex_base.registry import RegistrationContext

from casepwa.bulletins import listening
from casepwa.casework.errors import CaseworkError
from casepwa.casework.permissions import Permission
from casepwa.state.guard import acting, still_acting
from casepwa.state.session import SessionState

LOOK_AGAIN_AFTER = 30.0
AGAIN_AFTER = 2.0
"""Seconds, after something that is no word to a person went wrong: a database that does not answer."""
NOT_LIVE = "not_live"
_log = logging.getLogger("casepwa.watching")


async def watch(
    screen: Any,
    topics: str | tuple[str, ...],
    permission: Permission,
    draw: Callable[[], Awaitable[Callable[[], None]]],
) -> None:
    """Run ``draw`` at each change of one of ``topics``; its result changes the screen's variables, locked.

    ``screen`` is a background handler's proxy of a State with ``_watching``. Ends when the tab is gone or
    began another loop; a fault is said on the screen, and tried again. Raises ``NotSignedIn`` and ``Denied``
    when its person may look no more.
    """
    async with screen:
        screen._watching += 1
        mine, token = screen._watching, screen.router.session.client_token
    heard = (topics,) if isinstance(topics, str) else topics
    is_live = True
    with listening(*heard, f"session:{acting().session_id}") as listener:
        while _is_open(token):
            await listener.news(within=LOOK_AGAIN_AFTER if is_live else AGAIN_AFTER)
            try:
                await still_acting(permission)
                show = await draw()
                async with screen:
                    if not is_live:
                        await _say(screen, is_live=True)
                    if screen._watching != mine:
                        return
                    show()
                is_live = True
            except CaseworkError:
                raise
            except Exception:
                # The database may be away for a while: the screen says so, and goes on when it is back.
                _log.exception("a live screen could not be drawn; trying again")
                is_live = False
                with contextlib.suppress(Exception):  # the store of screens may be away, too
                    async with screen:
                        await _say(screen, is_live=False)


async def _say(screen: Any, *, is_live: bool) -> None:
    """A notice of something else stays."""
    told = await screen.get_state(SessionState)
    if is_live and told.notice == NOT_LIVE:
        told.notice = ""
    elif not is_live and not told.notice:
        told.notice, told.notice_params = NOT_LIVE, {}


def _is_open(token: str) -> bool:
    namespace = RegistrationContext.get().app.event_namespace
    return namespace is not None and token in namespace.token_to_sid
