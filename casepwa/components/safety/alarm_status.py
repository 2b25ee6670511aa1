"""What has become of an alarm, and the ways to help that need no app."""

import reflex as rx

from casepwa.components.kit import buttons
from casepwa.components.kit.icons import BESIDE_TEXT, icon
from casepwa.offline import phone_links
from casepwa.offline.alarm import Alarm, Way
from casepwa.offline.text import t


def alarm_status(alarm: Alarm, *, reports: bool = False) -> rx.Component:
    """The state in words, **Call 911** and **Text my supervisor**; with `reports` the state's hotline too."""
    return rx.el.div(
        rx.el.p(
            rx.match(
                alarm.state,
                ("read", rx.el.span(icon("check-check", size=BESIDE_TEXT), class_name="mt-0.5 text-ok")),
                ("sent", rx.el.span(icon("check", size=BESIDE_TEXT), class_name="mt-0.5 text-ok")),
                rx.el.span(icon("cloud-off", size=BESIDE_TEXT), class_name="mt-0.5"),
            ),
            rx.el.span(alarm.words),
            role="status",
            class_name=rx.cond(
                alarm.state == "not_sent",
                "mt-1 flex items-start gap-2 font-semibold text-attn",
                "mt-1 flex items-start gap-2 font-semibold text-ok",
            ),
        ),
        rx.el.div(
            buttons.link_button(
                t("Call 911"),
                href="tel:911",
                look="call_now",
                leading="phone-call",
                size=buttons.CRISIS,
                class_name="w-full",
            ),
            rx.foreach(alarm.ways, _way),
            _hotline(alarm) if reports else None,
            class_name="mt-4 flex flex-col gap-3",
        ),
    )


def _way(way: Way) -> rx.Component:
    look = f"{buttons.BASE} {buttons.LOOKS['secondary']} {buttons.BAR} w-full"
    return rx.el.a(
        rx.cond(way.is_text, icon("message"), icon("phone")),
        rx.el.span(way.words),
        href=way.href,
        class_name=look,
        key=way.id,
    )


def _hotline(alarm: Alarm) -> rx.Component:
    return rx.cond(
        alarm.hotline_phone,
        rx.fragment(
            rx.el.p(
                t("This app does not report for you. To report, call the state."),
                class_name="mt-1 font-semibold",
            ),
            buttons.link_button(
                alarm.hotline,
                href=phone_links.tel(alarm.hotline_phone),
                look="secondary",
                leading="phone",
                before=t("Call"),
                size=buttons.BAR,
                class_name="w-full",
            ),
        ),
    )
