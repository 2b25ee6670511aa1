"""The alarms of a team as a list: those that wait first, settled ones below."""

import reflex as rx

from casepwa.components.kit import list_column, states
from casepwa.components.kit.cards import heading
from casepwa.components.kit.icons import LEADING, icon
from casepwa.components.kit.words import moment
from casepwa.offline.local import count
from casepwa.offline.text import exact, relative, t, word
from casepwa.state.supervisor import Alarm, SupervisorState

_ROW = "relative flex min-h-16 items-start gap-3 px-4 py-2.5 hover:bg-sunken"


def alarm_list() -> rx.Component:
    """The whole column: title, count, rows, and what stands there when there are none."""
    return rx.fragment(
        list_column.title(
            t("Alarms"),
            t("{n} open", plural="{n} open", n=count(SupervisorState.waiting)),
            id_="alarms",
            class_name="px-4 pt-4 pb-3",
        ),
        states.list_states(
            SupervisorState.status,
            loading=rx.el.div(states.skeleton(t("Opening the alarms")), class_name="px-4"),
            empty=rx.el.div(
                states.blank(
                    t("No alarms"),
                    t("Calls for help and safety concerns of your team come here at once."),
                    "circle-check",
                    tone="bg-ok-tint text-ok",
                ),
                class_name="px-4",
            ),
            error=rx.el.div(
                states.blank(
                    t("The alarms could not be opened"),
                    t("They are safe on the server. Reload to try again."),
                    "cloud-alert",
                ),
                class_name="px-4",
            ),
            full=_rows(),
        ),
    )


def _rows() -> rx.Component:
    return list_column.scrolled(
        t("All alarms"),
        rx.cond(
            count(SupervisorState.waiting) > 0,
            list_column.lines(rx.foreach(SupervisorState.waiting, _row), aria_label=t("Open alarms")),
            rx.el.p(t("Nothing is open."), class_name="px-4 pb-3 text-ink-2"),
        ),
        rx.cond(
            count(SupervisorState.settled) > 0,
            rx.fragment(
                heading(t("Settled in the last 14 days"), class_name="px-4 pt-5 pb-2"),
                list_column.lines(rx.foreach(SupervisorState.settled, _row), aria_label=t("Settled alarms")),
            ),
        ),
    )


def _row(alarm: Alarm) -> rx.Component:
    is_chosen = alarm.id == SupervisorState.chosen.id
    return rx.el.li(
        rx.el.a(
            rx.cond(is_chosen, rx.el.span(class_name="absolute inset-y-0 left-0 w-1 bg-accent")),
            rx.el.span(_mark(alarm), class_name="mt-0.5"),
            rx.el.span(
                rx.el.span(
                    rx.el.span(alarm.raised_by, class_name="min-w-0 font-semibold wrap-break-word"),
                    moment(
                        relative(alarm.received_at),
                        alarm.received_at,
                        title=exact(alarm.received_at),
                        class_name="text-meta text-ink-2",
                    ),
                    class_name="flex flex-wrap items-baseline justify-between gap-x-2",
                ),
                rx.el.span(
                    rx.el.strong(word("alarm", alarm.kind), class_name="font-semibold text-attn"),
                    rx.cond(alarm.line, rx.fragment(", ", alarm.line)),
                    class_name="block text-meta text-ink-2",
                ),
                rx.el.span(_read(alarm), class_name="block text-meta"),
                class_name="min-w-0 flex-1",
            ),
            href=alarm.href,
            aria_current=rx.cond(is_chosen, "true", "false"),
            class_name=rx.cond(is_chosen, f"{_ROW} bg-accent-tint", _ROW),
        ),
        key=alarm.id,
    )


def _mark(alarm: Alarm) -> rx.Component:
    return rx.cond(
        alarm.is_settled,
        rx.el.span(icon("circle-check", size=LEADING), class_name="text-ok"),
        rx.el.span(
            rx.cond(alarm.kind == "help", icon("siren", size=LEADING), icon("shield-alert", size=LEADING)),
            class_name="text-attn",
        ),
    )


def _read(alarm: Alarm) -> rx.Component:
    return rx.cond(
        alarm.is_settled,
        rx.el.span(t("Settled by {name}", name=alarm.settled_by), class_name="text-ok"),
        rx.match(
            alarm.read,
            ("mine", rx.el.span(t("Read by you"), class_name="text-ink-2")),
            ("others", rx.el.span(t("Read by someone else"), class_name="text-ink-2")),
            rx.el.strong(t("Not read yet"), class_name="font-semibold text-ink"),
        ),
    )
