"""Who in the family may see what of one client: accounts, each thing by name, consents."""

import reflex as rx

from casepwa.components.family.sharing_consents import consents
from casepwa.components.family.sharing_items import items
from casepwa.components.family.sharing_people import people
from casepwa.components.frames.client_page import client_page
from casepwa.offline.text import t
from casepwa.state.sharing import SharingState

ROUTE = "/clients/[client_id]/sharing"
TITLE = t("Sharing")
ON_LOAD = [SharingState.look]


def page() -> rx.Component:
    """The page."""
    return client_page(
        t("Sharing with the family"),
        people(),
        items(),
        consents(),
        name=SharingState.client,
        client_id=SharingState.client_id,
    )
