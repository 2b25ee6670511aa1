"""The frame of server-driven pages about one person: title and name, the way back, what the server says."""

from typing import Any

import reflex as rx

from casepwa.components.frames.desk import desk_notices
from casepwa.components.kit import buttons, states
from casepwa.components.kit.words import Words
from casepwa.offline.local import holds
from casepwa.offline.text import t
from casepwa.state.session import SessionState

_WIDE, _COLUMN = "max-w-264", "max-w-200"


def client_page(
    title: Words,
    *content: Any,
    name: Any = "",
    client_id: Any = "",
    is_open: Any = None,
    desk: str = "",
    is_wide: bool = False,
) -> rx.Component:
    """A page for field staff at any width: ``content`` once it is open, a kind word when it was refused.

    ``name`` and ``client_id`` are empty until the person is open; ``is_open`` is for a page without a person.
    ``desk``: where a supervisor came from, if not from the person's brief. ``is_wide``: for two columns.
    """
    width = f"mx-auto w-full {_WIDE if is_wide else _COLUMN}"
    return rx.el.div(
        rx.el.header(
            rx.el.div(
                buttons.icon_button(
                    t("Back"),
                    "arrow-left",
                    href=_way_back(client_id, desk),
                    custom_attrs={"reloadDocument": True},
                ),
                rx.el.div(
                    rx.el.h1(
                        title, class_name="text-title leading-tight font-bold tracking-tight wrap-break-word"
                    ),
                    rx.el.p(name, class_name="text-meta wrap-break-word text-ink-2 empty:hidden"),
                    class_name="min-w-0 flex-1",
                ),
                class_name=f"{width} flex items-center gap-1 px-2 big-text:items-start md:px-4",
            ),
            class_name=(
                "sticky top-0 z-10 flex min-h-14 border-b border-line bg-page py-1.5 big-text:static"
            ),
        ),
        rx.el.div(desk_notices(), class_name=f"{width} md:px-2"),
        rx.el.main(
            rx.cond(
                rx.State.is_hydrated & ~SessionState.is_ended,
                rx.cond(
                    client_id if is_open is None else is_open,
                    rx.fragment(*content),
                    rx.cond(SessionState.notice == "not_allowed", _refused(), states.skeleton(t("Opening"))),
                ),
                states.skeleton(t("Opening")),
            ),
            class_name=f"{width} flex-1 px-4 pt-4 pb-10 md:px-6",
        ),
        class_name="flex min-h-dvh flex-col bg-page",
    )


def _way_back(client_id: Any, desk: str) -> Any:
    """To where this role reads the person; while nobody is open, to their own first screen."""
    return rx.cond(
        holds(SessionState.roles, "supervisor"),
        desk or rx.cond(client_id, f"/clients/{client_id}/brief", "/"),
        rx.cond(client_id, f"/people/{client_id}", "/"),
    )


def _refused() -> rx.Component:
    return states.blank(
        t("You cannot open this"),
        t("Nothing was opened. Your own first screen is one tap away."),
        "lock",
        action=buttons.link_button(
            t("Go to my first screen"), href="/", custom_attrs={"reloadDocument": True}
        ),
    )
