"""The header of a task screen (a note, a visit): the way out at the left, the title, the sync state."""

from typing import Any

import reflex as rx

from casepwa.components.frames.sync_badge import sync_badge
from casepwa.components.kit.words import Words


def header_task(way_out: rx.Component, title: Words, *, aside: Any = None) -> rx.Component:
    """`way_out` is an icon button (Close, Back); `aside` stands right of the sync state."""
    return rx.el.header(
        rx.el.div(
            rx.el.div(
                way_out,
                rx.el.h1(title, class_name="text-title leading-tight font-bold tracking-tight"),
                class_name="flex min-w-0 items-center gap-1",
            ),
            rx.el.div(sync_badge(), aside, class_name="ml-auto flex max-w-full items-center gap-3"),
            class_name="flex flex-wrap items-center justify-between gap-x-2",
        ),
        class_name="header-edge sticky top-0 z-10 bg-page py-1.5 pr-4 pl-2 big-text:static",
    )
