"""The languages of the app, each by its own name, for who is not signed in yet."""

import reflex as rx

from casepwa.components.kit.banners import toast_region
from casepwa.offline.catalogue import languages
from casepwa.offline.language import choose_language, language
from casepwa.offline.text import t
from casepwa.offline.triggers import bound

_ONE = (
    "inline-flex min-h-12 cursor-pointer items-center rounded-control px-3 font-semibold text-accent-ink "
    "aria-pressed:text-ink-2 aria-pressed:underline aria-pressed:underline-offset-4"
)


def language_switch() -> rx.Component:
    """A button for each; the pressed one is shown now. What goes wrong is said in a toast."""
    return rx.el.div(
        *[_one(code, name) for code, name in languages().items()],
        toast_region(above="bottom-4"),
        role="group",
        aria_label=t("Language"),
        class_name="-mr-3 flex flex-wrap items-center justify-end text-meta",
    )


def _one(code: str, name: str) -> rx.Component:
    return rx.el.button(
        name,
        type="button",
        lang=code,
        aria_pressed=language == code,
        on_click=bound(choose_language, code),
        class_name=_ONE,
    )
