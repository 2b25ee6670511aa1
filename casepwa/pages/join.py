"""An invited person sets a password on their own phone. The link works once; what stops it is told kindly."""

import reflex as rx

from casepwa.components.accounts.language_switch import language_switch
from casepwa.components.accounts.password import password_box
from casepwa.components.kit import buttons, states
from casepwa.components.kit.fields import CONTROL, field, field_error
from casepwa.components.kit.icons import brand
from casepwa.components.kit.words import moment
from casepwa.offline.join import join, join_status, look_again, submit_join, toggle_join_shown
from casepwa.offline.text import error_text, full_day, t

ROUTE = "/join/[token]"
TITLE = t("Join")


def page() -> rx.Component:
    """The page."""
    return rx.el.div(
        rx.el.main(
            language_switch(),
            rx.el.div(
                rx.el.div(
                    brand(size="size-11"),
                    rx.el.p("CasePWA", class_name="text-title font-bold tracking-tight text-ink"),
                    class_name="mb-8 -ml-1 flex flex-wrap items-center gap-3 text-accent-ink",
                ),
                rx.match(
                    join.status,
                    ("ready", _ready()),
                    ("stopped", _stopped()),
                    states.skeleton(t("Opening your link")),
                ),
                custom_attrs={"data-status": join_status},
                class_name="flex flex-1 flex-col justify-center py-8",
            ),
            class_name="@container mx-auto flex w-full max-w-140 flex-1 flex-col px-6 pt-2 pb-6",
        ),
        class_name="flex min-h-dvh flex-col bg-page",
    )


def _ready() -> rx.Component:
    return rx.fragment(
        rx.el.h1(t("Hello, {name}", name=join.name), class_name="text-display font-bold tracking-tight"),
        rx.el.p(
            t("{agency} made you an account. Choose a password that only you know.", agency=join.agency),
            " ",
            rx.cond(
                join.is_family,
                t("You will see what your team shares with you."),
                t("You then work in the app with this email and password."),
            ),
            class_name="mt-2 mb-6 text-ink-2",
        ),
        rx.el.form(
            rx.el.div(
                rx.cond(join.error, field_error(error_text(join.error, join.params))),
                id="join-error",
                role="alert",
                custom_attrs={"tabIndex": "-1"},
                class_name="empty:hidden",
            ),
            field(
                "email",
                t("Email"),
                rx.el.input(
                    id="email",
                    name="email",
                    type="email",
                    auto_complete="username",
                    read_only=True,
                    value=join.email,
                    class_name=f"{CONTROL} bg-sunken",
                ),
            ),
            field(
                "password",
                t("Choose a password"),
                password_box(
                    shown=join.shown,
                    toggle=toggle_join_shown,
                    auto_complete="new-password",
                    aria_describedby="password-about",
                ),
                hint=t("15 letters or more. A short sentence is good. You can paste it."),
            ),
            rx.el.button(
                rx.cond(join.busy, t("Saving…"), t("Save and sign in")),
                type="submit",
                aria_disabled=join.busy,
                class_name=f"{buttons.BASE} {buttons.LOOKS['primary']} mt-2 min-h-13 w-full px-4 text-body",
            ),
            on_submit=submit_join,
            class_name="flex flex-col gap-5",
        ),
        rx.el.p(
            t("This link works once, until "),
            moment(full_day(join.until), join.until),
            ".",
            class_name="mt-6 text-meta text-ink-2",
        ),
    )


def _stopped() -> rx.Component:
    return rx.fragment(
        rx.el.h1(t("This link cannot be used"), class_name="text-display font-bold tracking-tight"),
        rx.el.p(error_text(join.error, join.params), role="alert", class_name="mt-2 mb-6"),
        buttons.button_row(
            buttons.link_button(t("Sign in"), href="/sign-in", class_name=buttons.SHARE_ROW),
            buttons.button(
                t("Try again"), look="secondary", on_click=look_again, class_name=buttons.SHARE_ROW
            ),
        ),
    )
