"""Invite a colleague: name, email, roles and teams; then the link, as text and picture, once."""

import reflex as rx

from casepwa.components.accounts.account_place import place_fields
from casepwa.components.accounts.joining_links import link_card
from casepwa.components.frames.desk import desk_screen
from casepwa.components.kit import buttons, fields, states
from casepwa.components.kit.cards import CARD
from casepwa.offline.text import error_text, t
from casepwa.state.invite import InviteState

ROUTE = "/admin/invite"
TITLE = t("Invite")
ON_LOAD = [InviteState.look]


def page() -> rx.Component:
    """The page."""
    return desk_screen(
        "administrator",
        "accounts",
        rx.el.div(
            rx.el.div(
                rx.el.div(
                    buttons.icon_button(t("All accounts"), "arrow-left", href="/admin", class_name="-ml-3"),
                    rx.el.h1(t("Invite"), class_name="text-display font-bold tracking-tight"),
                    class_name="flex items-center gap-1",
                ),
                rx.el.p(
                    t("You make a link and give it to them. They choose a password that only they know."),
                    class_name="mb-4 text-ink-2",
                ),
                rx.cond(
                    InviteState.link.url,
                    rx.fragment(
                        link_card(InviteState.link),
                        buttons.button(t("Invite someone else"), look="secondary", on_click=InviteState.look),
                    ),
                    rx.cond(
                        InviteState.status == "full",
                        _form(),
                        states.skeleton(t("Opening the form"), rows=5),
                    ),
                ),
                class_name="mx-auto w-full max-w-160",
            ),
            class_name="min-h-0 flex-1 overflow-y-auto px-4 pt-4 pb-8",
        ),
    )


def _form() -> rx.Component:
    return rx.el.form(
        fields.field(
            "name",
            t("Name"),
            fields.text_input(id="name", name="name", max_length=200, auto_complete="off", required=True),
        ),
        fields.field(
            "email",
            t("Email"),
            fields.text_input(
                id="email",
                name="email",
                type="email",
                max_length=320,
                auto_complete="off",
                required=True,
                aria_describedby=fields.described_by("email"),
            ),
            hint=t("They sign in with it. We send nothing to it: you give them the link."),
        ),
        fields.field(
            "title",
            t("Title (optional)"),
            fields.text_input(id="title", name="title", max_length=200, auto_complete="off"),
        ),
        place_fields(InviteState.roles, InviteState.teams, ""),
        rx.cond(
            InviteState.error,
            fields.field_error(error_text(InviteState.error, InviteState.error_params), role="alert"),
        ),
        buttons.button(t("Make the link"), type="submit", size=buttons.BAR, class_name="w-full"),
        on_submit=InviteState.invite,
        class_name=f"{CARD} flex flex-col gap-4 p-4",
    )
