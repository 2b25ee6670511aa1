"""What stands where no note is open: how each worker's notes go, over 30 days."""

import reflex as rx

from casepwa.components.kit.cards import heading
from casepwa.components.kit.tables import head, table
from casepwa.offline.local import count
from casepwa.offline.text import duration, t
from casepwa.state.approval_rows import Worker
from casepwa.state.approvals import ApprovalsState

_NUMBER = "px-2 py-2.5 text-right"


def figures() -> rx.Component:
    """A table by worker, and how to begin."""
    return rx.el.div(
        rx.el.h2(t("Choose a note"), class_name="text-display font-bold tracking-tight"),
        rx.el.p(
            t("Opening one is logged as a read. J and K move through the list."), class_name="text-ink-2"
        ),
        rx.cond(
            count(ApprovalsState.figures) > 0,
            rx.fragment(
                heading(t("By worker, the last 30 days")),
                table(
                    t("By worker"),
                    (
                        head(t("Name"), "px-3 py-2.5 text-left"),
                        head(t("Waiting"), _NUMBER),
                        head(t("Approved", context="several"), _NUMBER),
                        head(t("Returned", context="several"), _NUMBER),
                        head(t("Time to approval"), _NUMBER),
                    ),
                    rx.foreach(ApprovalsState.figures, _worker),
                ),
                rx.el.p(
                    t("Time to approval is the middle one, from a note’s arrival."),
                    class_name="mt-2 text-meta text-ink-2",
                ),
            ),
        ),
        tab_index=0,
        role="region",
        aria_label=t("Figures"),
        class_name="min-h-0 flex-1 overflow-y-auto px-4 pt-4 pb-8 md:px-6",
    )


def _worker(one: Worker) -> rx.Component:
    figure = "px-2 py-3 text-right tabular-nums"
    return rx.el.tr(
        rx.el.th(
            rx.el.a(
                one.name,
                href=one.href,
                class_name="inline-flex min-h-12 items-center font-semibold text-accent-ink",
            ),
            scope="row",
            class_name="px-3 py-2 text-left",
        ),
        rx.el.td(one.waiting, class_name=figure),
        rx.el.td(one.approved, class_name=figure),
        rx.el.td(one.returned, class_name=figure),
        rx.el.td(rx.cond(one.minutes >= 0, duration(one.minutes), "–"), class_name=figure),
        key=one.id,
    )
