"""What every desk screen of a supervisor says without being asked, live."""

from functools import partial
from typing import Any

import reflex as rx

from casepwa.casework.actors import Actor
from casepwa.casework.caseloads import desk_news
from casepwa.casework.caseloads.desk_news import News
from casepwa.casework.permissions import Permission
from casepwa.database import unit_of_work
from casepwa.off_loop import in_a_thread
from casepwa.state.guard import acting, requires
from casepwa.state.visits_now_rows import OutNow, out_now
from casepwa.state.watching import watch


class DeskNewsState(rx.State):
    """``urgent``: who is overdue or calls, or nobody; ``new_complaints``: how many nobody has answered;
    ``asked_transfers``: how many other supervisors ask of this one's teams."""

    urgent: rx.Field[OutNow] = rx.field(default_factory=OutNow)
    new_complaints: int = 0
    asked_transfers: int = 0

    _watching: int = 0

    @requires(Permission.COMPLAINT_HANDLE)
    async def look(self) -> None:
        """The news as the screen opens."""
        self._show(await in_a_thread(_news, acting()))

    @requires(Permission.COMPLAINT_HANDLE, background=True)
    async def follow(self) -> None:
        """Keep it as it is now, without reload."""

        async def draw() -> Any:
            return partial(self._show, await in_a_thread(_news, acting()))

        topics = desk_news.topics(acting().organization_id)
        await watch(self, topics, Permission.COMPLAINT_HANDLE, draw)

    def _show(self, news: News) -> None:
        urgent = out_now(news.urgent) if news.urgent else OutNow()
        if urgent != self.urgent:
            self.urgent = urgent
        self.new_complaints, self.asked_transfers = news.complaints, news.transfers


def _news(actor: Actor) -> News:
    with unit_of_work(readonly=True) as session:
        return desk_news.of_desk(session, actor=actor)


NEWS = [DeskNewsState.look, DeskNewsState.follow]
"""For ``ON_LOAD`` of every desk screen of a supervisor."""
