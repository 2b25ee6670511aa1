"""The frame of server-driven screens about one person: who it is, the way back, what the page says."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from casepwa.components.buttons import icon_button
from casepwa.components.desk import desk_notices, for_role
from casepwa.components.words import Words
from casepwa.offline.local import holds
from casepwa.offline.text import t
from casepwa.state.session import SessionState


def client_screen(
    title: Words, name: Any, *content: Any, roles: Sequence[str], client_id: Any
) -> rx.Component:
    """A page about one person for staff with one of `roles`, at any width.

    `name` is empty until the person is open. Back leads to where this role works: the phone's person screen,
    or the supervisor's team.
    """
    return rx.el.div(
        rx.el.header(
            icon_button(
                t("Back"),
                "arrow-left",
                href=rx.cond(
                    holds(SessionState.roles, "supervisor") | (client_id == ""),
                    "/",
                    f"/people/{client_id}",
                ),
                custom_attrs={"reloadDocument": True},
            ),
            rx.el.div(
                rx.el.h1(title, class_name="text-title leading-tight font-bold tracking-tight"),
                rx.el.p(name, class_name="text-meta text-ink-2"),
                class_name="min-w-0",
            ),
            class_name=(
                "sticky top-0 z-10 flex min-h-14 items-center gap-1 border-b border-line bg-page px-2 py-1.5 "
                "md:px-4 big-text:static"
            ),
        ),
        desk_notices(),
        rx.el.main(for_role(roles, *content, below_heading=True), class_name="flex-1 px-4 pt-4 pb-8 md:px-6"),
        class_name="mx-auto flex min-h-dvh w-full max-w-264 flex-col",
    )
