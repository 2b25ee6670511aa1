"""What a supervisor said about this worker's writing: on Today, apart from every client's record."""

import reflex as rx

from casepwa.components.kit import buttons, cards, icons
from casepwa.offline.local import count
from casepwa.offline.text import t
from casepwa.offline.today import CoachingRow, read_coaching, today
from casepwa.offline.triggers import bound


def coaching() -> rx.Component:
    """What is new, then what was read before, folded; nothing where nothing was said."""
    return rx.cond(
        (count(today.coaching) > 0) | (count(today.coaching_read) > 0),
        rx.el.section(
            cards.heading(t("About your writing"), aside=t("Not in anyone’s record")),
            rx.cond(
                count(today.coaching) > 0,
                rx.el.ul(rx.foreach(today.coaching, _said), class_name="flex flex-col gap-3"),
            ),
            rx.cond(
                count(today.coaching_read) > 0,
                rx.el.details(
                    rx.el.summary(
                        rx.el.span(today.coaching_read_words),
                        icons.icon(
                            "chevron-down",
                            class_name="transition-transform duration-(--move) group-open:rotate-180",
                        ),
                        class_name=(
                            "inline-flex min-h-12 cursor-pointer list-none items-center gap-2 "
                            "rounded-control font-semibold text-accent-ink"
                        ),
                    ),
                    rx.el.ul(rx.foreach(today.coaching_read, _said), class_name="flex flex-col gap-3"),
                    class_name="group",
                ),
            ),
        ),
    )


def _said(one: CoachingRow) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.el.span(one.by, class_name="font-semibold"),
            ", ",
            rx.el.time(one.when, date_time=one.iso),
            class_name="text-meta text-ink-2",
        ),
        rx.el.p(one.text, class_name="mt-1 wrap-break-word whitespace-pre-line"),
        rx.el.a(
            one.about,
            href=one.href,
            class_name=(
                "mt-1 inline-flex min-h-12 items-center text-meta text-accent-ink underline "
                "underline-offset-4"
            ),
        ),
        rx.cond(
            one.is_new,
            buttons.button(
                t("I have read this"),
                look="tint",
                leading="check",
                on_click=bound(read_coaching, one.id),
                class_name="w-full",
            ),
        ),
        key=one.id,
        class_name=f"{cards.CARD} p-4",
    )
