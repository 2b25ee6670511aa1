"""Settings of this device: its store, installing the app, and the person's other devices."""

from typing import Any

import reflex as rx

from casepwa.components.kit import buttons, cards, states
from casepwa.components.kit.icons import icon
from casepwa.components.kit.sheets import cancel, sheet
from casepwa.offline.settings import (
    MyDevice,
    Way,
    ask_forget,
    forget_device,
    install_app,
    keep_storage,
    load_devices,
    settings,
)
from casepwa.offline.text import t
from casepwa.offline.triggers import bound

FORGET = "settings-forget-device"


def device() -> rx.Component:
    """**This device**: its name, last sync, storage, and whether the browser keeps it."""
    return rx.el.section(
        cards.heading(t("This device"), class_name="mt-5 mb-2 @min-[44rem]:mt-2"),
        rx.el.dl(
            _fact(t("Name"), settings.device),
            rx.cond(settings.has_store, _fact(t("Last sync"), settings.last_sync)),
            rx.cond(settings.used, _fact(t("Storage used"), settings.used)),
            rx.cond(settings.has_store, _kept()),
            class_name=cards.LIST,
        ),
    )


def _fact(name: Any, *said: Any) -> rx.Component:
    return rx.el.div(
        rx.el.dt(name, class_name="text-ink-2"),
        rx.el.dd(*said, class_name="font-semibold tabular-nums"),
        class_name="flex min-h-12 flex-wrap items-center justify-between gap-x-3 px-4 py-2",
    )


def _kept() -> rx.Component:
    return rx.el.div(
        rx.el.dt(t("Kept by the browser"), class_name="text-ink-2"),
        rx.el.dd(
            rx.match(
                settings.kept,
                ("yes", cards.chip(t("Promised"), "circle-check", tone="ok")),
                cards.chip(t("Not promised"), "triangle-alert", tone="attn"),
            )
        ),
        rx.cond(
            settings.kept == "yes",
            rx.fragment(),
            rx.el.dd(
                rx.el.p(
                    t("A full phone could lose what was not sent. Installing the app helps."),
                    class_name="text-meta text-ink-2",
                ),
                buttons.button(
                    t("Ask the browser to keep it"),
                    look="secondary",
                    on_click=keep_storage,
                    class_name="mt-2",
                ),
                class_name="w-full pb-1",
            ),
        ),
        class_name="flex min-h-12 flex-wrap items-center justify-between gap-x-3 gap-y-1 px-4 py-2",
    )


def install() -> rx.Component:
    """**Install app**, or how to on each platform."""
    return rx.el.section(
        cards.heading(t("Install app")),
        rx.el.div(
            rx.cond(
                settings.is_installed,
                rx.el.p(
                    icon("circle-check", class_name="text-ok"),
                    t("Installed on this device."),
                    class_name="flex items-center gap-2",
                ),
                rx.fragment(
                    rx.el.p(
                        t("Opens like any app, works without a signal, and keeps its records more safely.")
                    ),
                    rx.cond(
                        settings.can_install,
                        buttons.button(
                            t("Install app"),
                            leading="smartphone",
                            on_click=install_app,
                            class_name="mt-3 w-full",
                        ),
                        rx.el.p(settings.install, class_name="mt-2 font-semibold"),
                    ),
                ),
            ),
            rx.el.details(
                rx.el.summary(
                    t("On other devices"),
                    icon(
                        "chevron-down",
                        class_name="transition-transform duration-(--move) group-open:rotate-180",
                    ),
                    class_name=(
                        "-mb-3 inline-flex min-h-12 cursor-pointer list-none items-center gap-2 "
                        "rounded-control font-semibold text-accent-ink"
                    ),
                ),
                rx.el.ul(
                    rx.foreach(settings.install_others, _way),
                    class_name="mt-3 flex flex-col gap-2 text-ink-2",
                ),
                class_name="group",
            ),
            class_name=f"{cards.CARD} p-4",
        ),
    )


def _way(way: Way) -> rx.Component:
    return rx.el.li(way.words, key=way.id)


def devices() -> rx.Component:
    """**My devices** with **Sign out** each."""
    return rx.el.section(
        cards.heading(t("My devices")),
        rx.match(
            settings.devices_state,
            ("ready", rx.el.ul(rx.foreach(settings.devices, _my_device), class_name=cards.LIST)),
            ("offline", _no_devices(t("Your other devices need a connection to be shown."))),
            ("error", _no_devices(settings.devices_error)),
            states.skeleton(t("Asking for your devices"), rows=2),
        ),
    )


def _no_devices(words: Any) -> rx.Component:
    return rx.el.div(
        rx.el.p(words),
        buttons.button(
            t("Try again"), look="secondary", leading="refresh", on_click=load_devices, class_name="mt-3"
        ),
        class_name=f"{cards.CARD} p-4",
    )


def _my_device(device: MyDevice) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(device.name, class_name="font-semibold"),
            rx.el.p(device.line, class_name="text-meta text-ink-2"),
            class_name="min-w-[min(9rem,100%)] flex-1",
        ),
        rx.cond(
            device.is_this,
            cards.chip(t("This device"), "smartphone", tone="accent"),
            buttons.button(
                t("Sign out"),
                look="secondary",
                about=device.name,
                on_click=bound(ask_forget, device.id),
                size="min-h-12 px-3 text-body",
            ),
        ),
        class_name="flex min-h-16 flex-wrap items-center justify-between gap-x-3 gap-y-1 px-4 py-3",
        key=device.id,
    )


def forget_sheet() -> rx.Component:
    """Asks before another device is signed out."""
    return sheet(
        FORGET,
        t("Sign out that device?"),
        buttons.button_row(
            cancel(),
            buttons.button(t("Sign out"), on_click=forget_device, class_name=buttons.SHARE_ROW),
            class_name="mt-4",
        ),
        about=t("Its copy of the records is erased when it next connects. What was not sent stays there."),
    )
