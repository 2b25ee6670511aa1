"""Settings that are about the person: who they are, and how things look to them."""

from typing import Any

import reflex as rx

from casepwa.components.kit import buttons, cards, fields, states
from casepwa.components.kit.banners import banner
from casepwa.offline.display import TEXT_SIZES, set_text_size, set_theme, text_size, theme
from casepwa.offline.language import choose_language
from casepwa.offline.settings import Choice, choose_desk_keys, settings
from casepwa.offline.text import t
from casepwa.offline.update import take_update, update


def new_version() -> rx.Component:
    """A newer version waits."""
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


def me() -> rx.Component:
    """**Me**: who is signed in."""
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


def display() -> rx.Component:
    """**Display**: language, text size, theme."""
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
        rx.cond(
            settings.at_desk,
            rx.el.div(
                fields.check_row(
                    t("Single keys at the approval desk"),
                    about=t("A approves and R returns the open note. J and K move without this."),
                    checked=settings.desk_keys,
                    on_change=choose_desk_keys,
                ),
                class_name=f"{cards.LIST} mt-3",
            ),
        ),
    )


def _choice(id_: str, label: Any, value: Any, on_change: Any, *options: Any) -> rx.Component:
    return fields.field(id_, label, fields.select(*options, id=id_, value=value, on_change=on_change))


def _language(language: Choice) -> rx.Component:
    return rx.el.option(language.name, value=language.id, key=language.id)
