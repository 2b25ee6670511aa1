"""Form fields on native controls: label above, hint or error below, tied together for listeners."""

from typing import Any

import reflex as rx

from casepwa.components.kit.icons import BESIDE_TEXT, icon
from casepwa.components.kit.words import Words
from casepwa.offline.sheets import fault

LABEL = "mb-1 block text-meta font-semibold text-ink"
CONTROL = (
    "min-h-12 w-full min-w-0 rounded-control border border-line-strong bg-surface px-3 text-body text-ink "
    "aria-[invalid=true]:border-2 aria-[invalid=true]:border-attn"
)
_RING = (
    "has-focus-visible:outline-3 has-focus-visible:outline-offset-3 "
    "has-focus-visible:outline-focus-edge has-focus-visible:ring-3 has-focus-visible:ring-focus"
)
PILL = (
    "relative flex min-h-12 cursor-pointer items-center justify-center rounded-full border "
    "border-line-strong bg-surface px-3.5 py-1 text-body font-medium hover:bg-sunken "
    "has-checked:border-accent has-checked:bg-accent "
    f"has-checked:font-semibold has-checked:text-on-accent {_RING}"
)
JOINED = "grid gap-px overflow-hidden rounded-control border border-line-strong bg-line-strong"
_CELL_RING = (
    "has-focus-visible:z-10 has-focus-visible:outline-3 has-focus-visible:-outline-offset-3 "
    "has-focus-visible:outline-focus"
)
CELL = (
    "relative flex min-h-13 cursor-pointer items-center justify-center bg-surface px-1 py-1.5 text-center "
    "text-meta leading-tight font-medium tracking-tight text-ink hover:bg-sunken has-checked:bg-accent "
    f"has-checked:font-semibold has-checked:text-on-accent {_CELL_RING}"
)
MARK_CELL = (
    "relative flex min-h-16 cursor-pointer flex-col items-center justify-center gap-1 bg-surface py-2 "
    "text-center text-meta font-medium tracking-tight text-ink hover:bg-sunken has-checked:bg-accent "
    f"has-checked:text-on-accent {_CELL_RING}"
)


def field(
    id_: Any,
    label: Words,
    control: rx.Component,
    *,
    hint: Words | None = None,
    error: Any = None,
    aside: rx.Component | None = None,
    hide_label: bool = False,
    class_name: str = "",
) -> rx.Component:
    """A label, its control, and what is said about it.

    The control must carry `id=id_`; with a hint or an error also `aria_describedby=described_by(id_)`.
    `error`
    is a string Var that is empty while all is well.
    """
    name = rx.el.label(label, html_for=id_, class_name="sr-only" if hide_label else LABEL)
    above = (
        name
        if aside is None
        else rx.el.div(name, aside, class_name="flex flex-wrap items-end justify-between gap-x-3")
    )
    below = []
    if hint is not None:
        below.append(rx.el.p(hint, class_name="mt-1.5 text-meta text-ink-2"))
    if error is not None:
        below.append(rx.cond(error, field_error(error)))
    tail = rx.el.div(*below, id=described_by(id_)) if below else None
    return rx.el.div(above, control, tail, class_name=class_name)


def described_by(id_: Any) -> Any:
    """The id of what `field` says below its control."""
    return f"{id_}-about"


def told(id_: Any, error: Any) -> dict[str, Any]:
    """Props of a control that has an `error` below it: who describes it, and that it is not right."""
    return {"aria_describedby": described_by(id_), "aria_invalid": rx.cond(error, "true", "false")}


def field_error(words: Words, **props: Any) -> rx.Component:
    """What is wrong with a field, in words, with an icon."""
    return rx.el.p(
        rx.el.span(icon("circle-alert", size="size-[1.2em]"), class_name="mt-px"),
        words,
        class_name="mt-1.5 flex items-start gap-1.5 text-meta font-medium text-attn",
        **props,
    )


def not_kept(form: str) -> rx.Component:
    """Above a form's buttons: why this phone could not keep what was said; nothing while all is well."""
    words = fault(form, "kept")
    return rx.cond(words, field_error(words, role="alert"))


def text_input(*, leading: str | None = None, class_name: str = "", **props: Any) -> rx.Component:
    """A one-line input; with `leading` an icon inside its left edge."""
    if leading is None:
        return rx.el.input(class_name=f"{CONTROL} {class_name}".rstrip(), **props)
    return rx.el.div(
        rx.el.span(
            icon(leading),
            class_name="pointer-events-none absolute inset-y-0 left-3 flex items-center text-ink-2",
        ),
        rx.el.input(class_name=f"{CONTROL} pl-[2.6rem] {class_name}".rstrip(), **props),
        class_name="relative",
    )


def text_area(*, rows: int = 4, class_name: str = "", **props: Any) -> rx.Component:
    """A box for several lines."""
    look = f"{CONTROL} block py-2.5 leading-relaxed {class_name}".rstrip()
    return rx.el.textarea(rows=str(rows), class_name=look, **props)


def select(*options: Any, class_name: str = "", **props: Any) -> rx.Component:
    """A native select with our chevron; `options` are `<option>` elements or a foreach of them."""
    return rx.el.div(
        rx.el.select(
            *options, class_name=f"{CONTROL} appearance-none truncate pr-9 {class_name}".rstrip(), **props
        ),
        rx.el.span(
            icon("chevron-down", size=BESIDE_TEXT),
            class_name="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-ink-2",
        ),
        class_name="relative",
    )


def check_row(label: Words, *, about: Words | None = None, radio: bool = False, **props: Any) -> rx.Component:
    """A native box (or radio) in a row that is its label, with an optional second line."""
    return rx.el.label(
        rx.el.input(
            type="radio" if radio else "checkbox", class_name="size-[1.5rem] shrink-0 accent-accent", **props
        ),
        rx.el.span(
            rx.el.span(label, class_name="block"),
            rx.el.span(about, class_name="block text-meta text-ink-2") if about is not None else None,
            class_name="min-w-0 flex-1",
        ),
        class_name="flex min-h-14 cursor-pointer items-center gap-3 px-4 py-2.5 has-checked:bg-accent-tint",
    )


def group(legend: Words, *children: Any, aside: Words | None = None, class_name: str = "") -> rx.Component:
    """A fieldset with its legend; an implied value stands at the legend's right ("ended now, 10:31 AM")."""
    return rx.el.fieldset(
        rx.el.legend(
            rx.el.span(legend, class_name="text-meta font-semibold"),
            rx.el.span(aside, class_name="text-meta text-ink-2") if aside is not None else None,
            class_name="mb-1 flex w-full flex-wrap items-baseline justify-between gap-x-3",
        ),
        *children,
        class_name=f"min-w-0 {class_name}".rstrip(),
    )


def pills(*items: Any) -> rx.Component:
    """Pills that wrap: many of a few."""
    return rx.el.div(*items, class_name="flex flex-wrap gap-x-1.5 gap-y-2")


def pill(label: Words, *, radio: bool = False, key: Any = None, **props: Any) -> rx.Component:
    """One pill around a hidden native box."""
    return rx.el.label(
        rx.el.input(type="radio" if radio else "checkbox", class_name="sr-only", **props),
        rx.el.span(label),
        class_name=PILL,
        **({} if key is None else {"key": key}),
    )


def choice(*cells: Any, columns: str = "grid-cols-2 @min-[17rem]:grid-cols-4") -> rx.Component:
    """One of a few as one joined control; `columns` follow the container, so they follow the text size."""
    return rx.el.div(*cells, class_name=f"{JOINED} {columns}")


def choice_cell(label: Words, *, key: Any = None, **props: Any) -> rx.Component:
    """One cell of a `choice`: a hidden native radio under its word."""
    return rx.el.label(
        rx.el.input(type="radio", class_name="sr-only", **props),
        rx.el.span(label),
        class_name=CELL,
        **({} if key is None else {"key": key}),
    )


def hidden(name: str, value: Any) -> rx.Component:
    """A value that a form sends along."""
    return rx.el.input(type="hidden", name=name, value=value, read_only=True)
