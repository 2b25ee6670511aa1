"""The frame of server-driven screens: whose they are, what they say when the session or the network ends."""

from typing import Any, Literal

import reflex as rx

from casepwa.components import buttons, states
from casepwa.components.banners import banner
from casepwa.components.tablet import Place, tablet
from casepwa.offline.desk import desk, disconnected, sign_out_here, start_anew, stay
from casepwa.offline.local import holds
from casepwa.offline.text import error_text, t
from casepwa.state.session import SessionState

Role = Literal["supervisor", "administrator", "family"]
Screen = Literal["alarms", "team", "accounts", "audit"]

_PLACES: dict[str, tuple[tuple[Screen, rx.Var[str], str, str], ...]] = {
    "supervisor": (
        ("alarms", t("Alarms"), "bell-ring", "/supervisor"),
        ("team", t("Team"), "users", "/supervisor/team"),
    ),
    "administrator": (
        ("accounts", t("Accounts"), "users", "/admin"),
        ("audit", t("Audit trail"), "history", "/admin/audit"),
    ),
}
SIGN_OUT = (
    "inline-flex min-h-12 w-full cursor-pointer items-center justify-center rounded-control text-meta "
    "font-medium text-accent-ink hover:bg-sunken"
)


def desk_screen(role: Role, screen: Screen, *content: Any) -> rx.Component:
    """A whole desk screen of ``role``: rail, notices, ``content`` once the server has said who this is."""
    places = [
        Place(words, drawing, href, is_current=name == screen) for name, words, drawing, href in _PLACES[role]
    ]
    return tablet(
        places,
        rx.el.div(
            desk_notices(),
            for_role(role, *content),
            class_name="flex min-h-0 min-w-0 flex-1 flex-col",
        ),
        who=rx.cond(SessionState.name, SessionState.name, t("Signed in")),
        foot=rx.el.button(t("Sign out"), type="button", on_click=sign_out_here, class_name=SIGN_OUT),
    )


def for_role(role: Role, *content: Any) -> rx.Component:
    """``content`` for who has the role, once that is known. It hides; the guard protects."""
    return rx.cond(
        rx.State.is_hydrated & ~SessionState.is_ended,
        rx.cond(
            holds(SessionState.roles, role),
            rx.fragment(*content),
            rx.el.div(
                states.blank(
                    t("This screen is not for your account"),
                    t("Nothing was opened. Your own first screen is one tap away."),
                    "lock",
                    action=buttons.link_button(
                        t("Go to my first screen"), href="/", custom_attrs={"reloadDocument": True}
                    ),
                ),
                class_name="mx-auto w-full max-w-140 p-4",
            ),
        ),
        rx.el.div(states.skeleton(t("Opening")), class_name="mx-auto w-full max-w-140 p-4"),
    )


def desk_notices() -> rx.Component:
    """What a server screen has to say above its content."""
    return rx.el.div(
        rx.cond(SessionState.is_ended, rx.el.span(on_mount=start_anew), rx.fragment()),
        rx.cond(
            SessionState.notice,
            banner(
                error_text(SessionState.notice, SessionState.notice_params),
                drawing="circle-alert",
                tone="attn",
                role="alert",
            ),
        ),
        rx.cond(
            desk.minutes_left > 0,
            banner(
                t(
                    "You will be signed out in {n} minute.",
                    plural="You will be signed out in {n} minutes.",
                    n=desk.minutes_left,
                ),
                t("What you typed is kept."),
                drawing="clock",
                tone="attn",
                role="alert",
                action=buttons.button(t("Stay signed in"), look="secondary", on_click=stay),
            ),
        ),
        rx.cond(
            desk.is_offline | disconnected,
            banner(
                t("No connection."),
                t("What you see may be old. It renews by itself."),
                drawing="cloud-off",
                role="status",
            ),
        ),
        class_name="flex flex-col gap-2 px-4 empty:hidden",
    )
