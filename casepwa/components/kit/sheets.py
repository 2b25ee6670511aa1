"""Dialogs on the native `<dialog>`: a sheet from the bottom on a phone, a card in the middle from 768 px.

The browser gives focus, Escape, the inert page behind and the way back to the button that opened it.
"""

from typing import Any

import reflex as rx

from casepwa.components.kit.buttons import SHARE_ROW, button, button_row, icon_button
from casepwa.components.kit.words import Words
from casepwa.offline.later import later
from casepwa.offline.sheets import close_sheet, drafted, sheet_closed
from casepwa.offline.text import t

_LOOK = (
    "sheet m-0 mt-auto w-full max-w-none rounded-t-card bg-surface p-5 "
    "pb-[calc(1.25rem+env(safe-area-inset-bottom))] "
    "text-ink shadow-float max-h-[92dvh] overflow-y-auto backdrop:bg-scrim "
    "md:m-auto md:max-w-120 md:rounded-card"
)


def sheet(
    name: str,
    title: Words,
    *children: Any,
    about: Words | None = None,
    closes: bool = True,
    class_name: str = "",
) -> rx.Component:
    """A dialog that `open_sheet(name, subject)` of casepwa/offline/sheets.py opens.

    What is in it is drawn after the screen's first paint.

    Args:
        name: its id in the page.
        title: the heading, which also names the dialog.
        children: what is in it; may read `sheet_subject`.
        about: one line under the title.
        closes: whether a Close button stands beside the title.
    """
    return rx.el.dialog(
        rx.el.div(
            rx.el.h2(title, id=f"{name}-title", class_name="text-title font-bold"),
            icon_button(t("Close"), "x", on_click=close_sheet, class_name="-mt-2.5 -mr-3")
            if closes
            else None,
            class_name="flex items-start justify-between gap-2",
        ),
        rx.el.p(about, class_name="mt-1 text-ink-2") if about is not None else None,
        rx.cond(later, rx.fragment(*children)),
        id=name,
        aria_labelledby=f"{name}-title",
        custom_attrs={"onClose": sheet_closed},
        class_name=f"@container {_LOOK} {class_name}".rstrip(),
    )


def form(form_id: str, *inside: Any, draft: str, on_submit: Any, submit: Words) -> rx.Component:
    """A sheet's form, with **Cancel** and its own button below.

    What is typed stays on the phone until it is sent, as a draft of the kind `draft`.
    """
    return rx.el.form(
        *inside,
        button_row(cancel(), button(submit, type="submit", class_name=SHARE_ROW), class_name="mt-1"),
        id=form_id,
        on_submit=on_submit,
        **drafted(draft),
        no_validate=True,
        class_name="mt-3 flex flex-col gap-4",
    )


def cancel() -> rx.Component:
    """Closes the sheet and does nothing: the first of its row of buttons."""
    return button(t("Cancel"), look="secondary", on_click=close_sheet, class_name=SHARE_ROW)
