"""Sign in: one form, one sentence for every failure, and help for someone in danger without signing in."""

import reflex as rx

from casepwa.components.accounts.language_switch import language_switch
from casepwa.components.accounts.password import password_box
from casepwa.components.kit.buttons import BASE, LOOKS
from casepwa.components.kit.fields import CONTROL, field, field_error
from casepwa.components.kit.icons import brand
from casepwa.offline.sign_in import sign_in, sign_in_status, submit_sign_in, toggle_shown
from casepwa.offline.text import error_text, t

ROUTE = "/sign-in"
TITLE = t("Sign in")

_HELP = "inline-flex min-h-12 items-center px-1.5 font-semibold text-crisis-ink underline underline-offset-4"


def page() -> rx.Component:
    """The page."""
    return rx.el.div(
        rx.el.main(
            language_switch(),
            rx.el.div(
                rx.el.div(
                    brand(size="size-11"),
                    rx.el.p("CasePWA", class_name="text-title font-bold tracking-tight text-ink"),
                    class_name="mb-10 -ml-1 flex flex-wrap items-center gap-3 text-accent-ink",
                ),
                rx.el.h1(t("Sign in"), class_name="text-display font-bold tracking-tight"),
                rx.el.p(
                    t(
                        "Use your agency account. You need a connection this one time. After that, your work "
                        "opens without one."
                    ),
                    class_name="mt-2 mb-7 text-ink-2",
                ),
                _form(),
                rx.el.p(
                    t("Cannot sign in? Ask your team or your boss for help."),
                    class_name="mt-6 text-meta text-ink-2",
                ),
                custom_attrs={"data-store": sign_in_status},
                class_name="flex flex-1 flex-col justify-center py-8",
            ),
            _in_danger(),
            class_name="@container mx-auto flex w-full max-w-140 flex-1 flex-col px-6 pt-2 pb-6",
        ),
        class_name="flex min-h-dvh flex-col bg-page",
    )


def _form() -> rx.Component:
    return rx.el.form(
        rx.el.div(
            rx.cond(sign_in.error, field_error(error_text(sign_in.error, sign_in.params))),
            id="sign-in-error",
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
                input_mode="email",
                auto_capitalize="none",
                spell_check=False,
                required=True,
                class_name=CONTROL,
            ),
        ),
        field(
            "password",
            t("Password"),
            password_box(shown=sign_in.shown, toggle=toggle_shown, auto_complete="current-password"),
        ),
        rx.el.button(
            rx.cond(sign_in.busy, t("Signing in…"), t("Sign in")),
            type="submit",
            aria_disabled=sign_in.busy,
            class_name=f"{BASE} {LOOKS['primary']} mt-2 min-h-13 w-full px-4 text-body",
        ),
        on_submit=submit_sign_in,
        class_name="flex flex-col gap-5",
    )


def _in_danger() -> rx.Component:
    return rx.el.div(
        rx.el.span(t("In danger now?"), class_name="w-full text-center text-ink-2"),
        rx.el.a(t("Call 911"), href="tel:911", class_name=_HELP),
        rx.el.a(t("Call 988"), href="tel:988", class_name=_HELP),
        rx.el.a(t("Text 988"), href="sms:988", class_name=_HELP),
        class_name="flex flex-wrap items-center justify-center gap-x-3 border-t border-line pt-3 text-meta",
    )
