"""The one-page brief of a person on a screen: for who takes them over, and for their supervisor."""

from uuid import UUID

import reflex as rx

from casepwa.casework.actors import Actor
from casepwa.casework.caseloads import client_briefs
from casepwa.casework.permissions import Permission
from casepwa.database import unit_of_work
from casepwa.off_loop import in_a_thread
from casepwa.state.brief_rows import Brief, brief_of
from casepwa.state.guard import acting, requires
from casepwa.state.ids import id_or_denied


class BriefState(rx.State):
    """``brief``: without an id until it is open."""

    brief: rx.Field[Brief] = rx.field(default_factory=Brief)

    @requires(Permission.CLIENT_READ)
    async def look(self) -> None:
        """Open the brief of the person in the address. The read is logged."""
        self.brief = Brief()
        said = self.router.url.path.strip("/").split("/")
        wanted = id_or_denied(said[1] if len(said) > 1 else "", Permission.CLIENT_READ)
        self.brief = await in_a_thread(_brief, acting(), wanted)


def _brief(actor: Actor, client_id: UUID) -> Brief:
    with unit_of_work() as session:
        return brief_of(client_briefs.on_screen(session, actor=actor, client_id=client_id))
