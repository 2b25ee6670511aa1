"""One alarm in full: who, where, what was told, who has read it, and how it was settled."""

from typing import Any

import reflex as rx

from casepwa.components.kit import buttons, fields
from casepwa.components.kit.cards import CARD, chip, heading
from casepwa.components.kit.facts import fact
from casepwa.components.kit.icons import LEADING, icon
from casepwa.components.kit.words import moment
from casepwa.components.safety import concern_said
from casepwa.offline import phone_links
from casepwa.offline.desk import forget_kept, kept
from casepwa.offline.local import count
from casepwa.offline.text import error_text, exact, relative, t, word
from casepwa.state.supervisor import Alarm, Reader, SupervisorState


def detail(alarm: Any) -> rx.Component:
    """The right side of the screen; on a phone the whole of it, with the way back."""
    return rx.el.div(
        rx.el.div(
            # The list, and the page's heading with it, is not there on a phone.
            rx.el.h1(t("Alarms"), class_name="sr-only md:hidden"),
            rx.el.div(
                buttons.icon_button(
                    t("Back to the alarms"), "arrow-left", href="/supervisor", class_name="-ml-3 md:hidden"
                ),
                rx.el.h2(word("alarm", alarm.kind), class_name="text-display font-bold tracking-tight"),
                class_name="flex items-center gap-1",
            ),
            rx.el.p(
                t("From {name}", name=alarm.raised_by),
                ", ",
                moment(relative(alarm.received_at), alarm.received_at, title=exact(alarm.received_at)),
                class_name="mt-0.5 text-ink-2",
            ),
            rx.el.div(_state(alarm), class_name="mt-2"),
            _reach(alarm),
            _facts(alarm),
            rx.cond(alarm.concern, _concern(alarm)),
            _readers(alarm),
            rx.cond(alarm.is_settled, _settled(alarm)),
            tab_index=0,
            role="region",
            aria_label=t("Alarm"),
            class_name="min-h-0 flex-1 overflow-y-auto px-4 pt-4 pb-6 md:px-6",
        ),
        rx.cond(~alarm.is_settled, _settle(alarm)),
        class_name="flex min-h-0 flex-1 flex-col",
    )


def _state(alarm: Alarm) -> rx.Component:
    return rx.cond(
        alarm.is_settled,
        chip(t("Settled"), "circle-check", tone="ok"),
        chip(t("Open", context="not settled"), "circle-alert", tone="attn"),
    )


def _reach(alarm: Alarm) -> rx.Component:
    """Their own number first; 911 in the same row, for when they do not answer."""
    return rx.el.div(
        rx.cond(
            alarm.phone,
            rx.fragment(
                buttons.link_button(
                    t("Call"),
                    href=phone_links.tel(alarm.phone),
                    leading="phone",
                    about=alarm.raised_by,
                    size=buttons.BAR,
                ),
                buttons.link_button(
                    t("Text"),
                    href=phone_links.sms(alarm.phone),
                    leading="message-circle",
                    about=alarm.raised_by,
                    look="secondary",
                    size=buttons.BAR,
                ),
            ),
        ),
        rx.cond(
            alarm.kind == "help",
            buttons.link_button(
                t("Call 911"), href="tel:911", leading="phone-call", look="call_now", size=buttons.BAR
            ),
        ),
        class_name="mt-4 flex flex-wrap gap-3",
    )


def _facts(alarm: Alarm) -> rx.Component:
    return rx.el.dl(
        fact(t("About"), alarm.line),
        fact(t("Where"), alarm.address),
        fact(t("Raised on their phone"), exact(alarm.recorded_at)),
        fact(t("Reached the server"), exact(alarm.received_at)),
        class_name="mt-4 grid gap-3 sm:grid-cols-2",
    )


def _concern(alarm: Any) -> rx.Component:
    return rx.fragment(
        heading(word("concern", alarm.concern)),
        rx.cond(
            alarm.has_said,
            concern_said.facts(alarm.said, class_name=f"{CARD} grid gap-3 p-4"),
            rx.el.p(
                t("What was told is for the supervisors of this worker's own team. Call the worker."),
                class_name="text-ink-2",
            ),
        ),
        rx.el.p(t("This app does not report for you."), class_name="mt-2 text-meta text-ink-2"),
    )


def _readers(alarm: Any) -> rx.Component:
    return rx.fragment(
        heading(t("Who has read this")),
        rx.cond(
            count(alarm.read_by) > 0,
            rx.el.ul(
                rx.foreach(alarm.read_by, _reader),
                class_name=f"{CARD} divide-y divide-line",
            ),
            rx.el.p(t("Nobody yet."), class_name="text-ink-2"),
        ),
    )


def _reader(reader: Reader) -> rx.Component:
    return rx.el.li(
        rx.el.span(icon("eye", size=LEADING), class_name="text-ink-2"),
        rx.el.span(reader.name, class_name="min-w-0 flex-1 font-semibold"),
        moment(exact(reader.read_at), reader.read_at, class_name="text-meta text-ink-2"),
        key=reader.name,
        class_name="flex min-h-12 items-center gap-3 px-4 py-2",
    )


def _settled(alarm: Any) -> rx.Component:
    return rx.fragment(
        rx.el.span(on_mount=forget_kept, custom_attrs={"data-forget": f"settle:{alarm.id}"}),
        heading(t("How it was settled")),
        rx.el.div(
            rx.cond(
                alarm.settled_spoken,
                rx.el.p(
                    t("Marked safe"),
                    ". ",
                    rx.el.strong(word("spoken", alarm.settled_spoken), class_name="font-semibold"),
                ),
            ),
            rx.cond(
                alarm.settled_how,
                rx.el.p(alarm.settled_how, class_name="wrap-break-word whitespace-pre-line"),
            ),
            rx.el.p(
                alarm.settled_by,
                ", ",
                moment(exact(alarm.settled_at), alarm.settled_at),
                class_name="mt-2 text-meta text-ink-2",
            ),
            class_name=f"{CARD} p-4",
        ),
    )


def _settle(alarm: Any) -> rx.Component:
    """Uncontrolled, so that typing never waits for the network; kept in the browser until it is taken."""
    return rx.el.form(
        fields.hidden("alarm_id", alarm.id),
        fields.field(
            "how",
            t("How was it settled?"),
            fields.text_area(
                id="how",
                name="how",
                rows=2,
                max_length=2000,
                aria_describedby=fields.described_by("how"),
                aria_invalid=SupervisorState.how_error != "",
            ),
            hint=t("Whom you spoke with, and what happens now. The sender sees that it is settled."),
            error=rx.cond(SupervisorState.how_error, error_text(SupervisorState.how_error), ""),
        ),
        buttons.button(
            t("Mark settled"), leading="check", type="submit", size=buttons.BAR, class_name="mt-3 w-full"
        ),
        on_submit=SupervisorState.settle,
        on_mount=kept,
        key=alarm.id,
        custom_attrs={"data-keep": f"settle:{alarm.id}"},
        class_name="border-t border-line bg-surface px-4 py-3 md:px-6",
    )
