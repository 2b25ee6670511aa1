"""Importing a caseload at the desk: who may. The file goes to the API, its findings to the browser."""

import reflex as rx

from casepwa.casework.permissions import Permission
from casepwa.state.guard import requires


class ImportState(rx.State):
    """Holds nothing: what a file says is for the eyes of who has it, and stays in their browser."""

    @requires(Permission.CASELOAD_IMPORT)
    async def look(self) -> None:
        """Open the screen."""
