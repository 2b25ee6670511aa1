"""Settings: who I am, how things look, this device, my devices, installing, signing out."""

from typing import Any

import reflex as rx

from casepwa.components import buttons, cards, fields, shell, states
from casepwa.components.banners import banner
from casepwa.components.icons import icon
from casepwa.components.sheets import sheet
from casepwa.offline.display import TEXT_SIZES, set_text_size, set_theme, text_size, theme
from casepwa.offline.settings import (
    Choice,
    MyDevice,
    Way,
    ask_forget,
    ask_sign_out,
    choose_language,
    forget_device,
    install_app,
    keep_storage,
    load_devices,
    settings,
    sign_out_here,
)
from casepwa.offline.sheets import close_sheet
from casepwa.offline.text import t
from casepwa.offline.triggers import bound
from casepwa.offline.update import take_update, update

ROUTE = "/settings"
TITLE = "Settings"
FORGET = "settings-forget-device"
SIGN_OUT = "settings-sign-out"


def page() -> rx.Component:
    """The page."""
    return shell.phone(
        shell.header_below(t("Back"), href="/", title=t("Settings"), goes_back=True),
        _new_version(),
        rx.el.div(
            rx.el.div(_me(), _display(), class_name="min-w-0"),
            rx.el.div(_device(), _install(), _devices(), _sign_out(), class_name="min-w-0"),
            class_name="grid grid-cols-1 items-start gap-x-6 @min-[44rem]:grid-cols-2",
        ),
        outside=(_forget_sheet(), _sign_out_sheet()),
    )


def _new_version() -> rx.Component:
    return rx.cond(
        update.ready,
        banner(
            t("A new version is ready."),
            rx.cond(update.held, t("It waits for a half-written note. Close the note first."), ""),
            drawing="refresh",
            tone="ok",
            action=buttons.button(t("Update now"), look="secondary", on_click=take_update, class_name="mt-2"),
            role="status",
        ),
    )


def _me() -> rx.Component:
    return rx.el.section(
        cards.heading(t("Me"), class_name="mt-2 mb-2"),
        rx.match(
            settings.state,
            (
                "full",
                rx.el.div(
                    rx.el.p(settings.name, class_name="text-lead font-semibold"),
                    rx.el.p(settings.role, class_name="text-ink-2"),
                    rx.el.p(settings.email, class_name="text-ink-2"),
                    rx.cond(settings.agency, rx.el.p(settings.agency, class_name="text-ink-2")),
                    class_name=f"{cards.CARD} p-4",
                ),
            ),
            (
                "nobody",
                rx.el.div(
                    rx.el.p(t("Nobody is signed in on this device.")),
                    buttons.link_button(t("Sign in"), href="/sign-in", class_name="mt-3"),
                    class_name=f"{cards.CARD} p-4",
                ),
            ),
            states.skeleton(t("Opening settings"), rows=1),
        ),
    )


def _display() -> rx.Component:
    return rx.el.section(
        cards.heading(t("Display")),
        rx.el.div(
            _choice(
                "settings-language",
                t("Language"),
                settings.language,
                choose_language,
                rx.foreach(settings.languages, _language),
            ),
            _choice(
                "settings-text",
                t("Text size"),
                text_size,
                set_text_size,
                *[rx.el.option(t("{size} %", size=size), value=size) for size in TEXT_SIZES],
            ),
            _choice(
                "settings-theme",
                t("Theme"),
                theme,
                set_theme,
                rx.el.option(t("As the device"), value="system"),
                rx.el.option(t("Light"), value="light"),
                rx.el.option(t("Dark"), value="dark"),
            ),
            class_name=f"{cards.CARD} flex flex-col gap-4 p-4",
        ),
    )


def _choice(id_: str, label: Any, value: Any, on_change: Any, *options: Any) -> rx.Component:
    return fields.field(id_, label, fields.select(*options, id=id_, value=value, on_change=on_change))


def _language(language: Choice) -> rx.Component:
    return rx.el.option(language.name, value=language.id, key=language.id)


def _device() -> rx.Component:
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


def _install() -> rx.Component:
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


def _devices() -> rx.Component:
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


def _forget_sheet() -> rx.Component:
    return sheet(
        FORGET,
        t("Sign out that device?"),
        buttons.button_row(
            buttons.button(t("Cancel"), look="secondary", on_click=close_sheet, class_name=buttons.SHARE_ROW),
            buttons.button(t("Sign out"), on_click=forget_device, class_name=buttons.SHARE_ROW),
            class_name="mt-4",
        ),
        about=t("Its copy of the records is erased when it next connects. What was not sent stays there."),
    )


def _sign_out() -> rx.Component:
    return rx.cond(
        settings.state == "full",
        rx.el.section(
            cards.heading(t("Sign out")),
            buttons.button(
                t("Sign out on this device"),
                look="secondary",
                leading="log-out",
                on_click=ask_sign_out,
                class_name="w-full",
            ),
        ),
    )


def _sign_out_sheet() -> rx.Component:
    return sheet(
        SIGN_OUT,
        t("Sign out on this device?"),
        rx.cond(
            settings.leaves_behind,
            banner(
                rx.fragment(settings.unsent, " ", settings.unsent_drafts),
                t("It stays on this device, for you alone, and is here when you sign in again."),
                drawing="archive",
                tone="wait",
            ),
        ),
        buttons.button_row(
            buttons.button(t("Cancel"), look="secondary", on_click=close_sheet, class_name=buttons.SHARE_ROW),
            rx.el.button(
                rx.cond(
                    settings.busy,
                    rx.fragment(icon("loader", class_name="animate-spin"), t("Signing out…")),
                    t("Sign out"),
                ),
                type="button",
                on_click=sign_out_here,
                class_name=f"{buttons.BASE} {buttons.LOOKS['primary']} {buttons.PLAIN} {buttons.SHARE_ROW}",
            ),
            class_name="mt-4",
        ),
        about=t("The records of your people leave this device."),
    )
