"""After a visit: what came of it for each person, and the notes still to write."""

import reflex as rx

from casepwa.components.kit import buttons, cards
from casepwa.components.kit.banners import BANNER_LINK, banner
from casepwa.components.kit.cards import CARD
from casepwa.offline.text import t
from casepwa.offline.visit import Result, visit


def after() -> rx.Component:
    """Checked out."""
    return rx.fragment(
        rx.el.div(
            rx.el.p(visit.names, class_name="text-title font-bold"),
            rx.el.p(visit.place, ", ", visit.hours, class_name="text-ink-2"),
            class_name="pb-3",
        ),
        rx.match(
            visit.safety,
            (
                "still_running",
                banner(
                    t("Your check-out has not reached the server."),
                    t("The safety timer runs until it has."),
                    drawing="shield-alert",
                    tone="attn",
                    class_name="mb-3",
                    role="status",
                ),
            ),
            (
                "word_refused",
                banner(
                    t("That was not your visit word."),
                    t("The safety timer runs on."),
                    drawing="circle-alert",
                    tone="attn",
                    action=rx.el.a(t("Enter it again"), href="/outbox", class_name=BANNER_LINK),
                    class_name="mb-3",
                    role="alert",
                ),
            ),
            rx.fragment(),
        ),
        rx.el.ul(rx.foreach(visit.results, _result), class_name="flex flex-col gap-3"),
    )


def _result(result: Result) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.div(
                rx.el.h2(result.name, class_name="text-lead font-semibold"),
                rx.match(
                    result.state,
                    ("written", cards.chip(result.status, "check", tone="plain")),
                    ("write", cards.chip(t("Note to write"), "pen", tone="wait")),
                    rx.fragment(),
                ),
                class_name="flex flex-wrap items-center justify-between gap-2",
            ),
            rx.el.p(
                result.outcome,
                rx.cond(result.text, rx.fragment(": ", result.text)),
                class_name="mt-1 text-ink-2",
            ),
            class_name="px-4 py-3.5",
        ),
        rx.cond(result.state == "write", cards.follow_on(t("Write note"), href=result.href)),
        class_name=f"{CARD} list-none overflow-hidden",
        key=result.id,
    )


def missed() -> rx.Component:
    """Missed or cancelled."""
    return rx.el.section(
        rx.el.h2(visit.names, class_name="text-title font-bold"),
        rx.el.p(visit.hours, class_name="mt-1 text-ink-2"),
        rx.el.div(cards.chip(visit.missed, "ban", tone="plain"), class_name="mt-3"),
        buttons.link_button(
            t("Open {name}", name=visit.names), href=visit.person_href, look="secondary", class_name="mt-4"
        ),
        class_name=f"{CARD} p-4",
    )
