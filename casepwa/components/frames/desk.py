"""The frame of server-driven screens: whose they are, what they say when the session or the network ends."""

import functools
import operator
from collections.abc import Sequence
from typing import Any, Literal

import reflex as rx

from casepwa.components.frames.most_urgent import most_urgent
from casepwa.components.frames.tablet import Place, tablet
from casepwa.components.kit import buttons, states
from casepwa.components.kit.banners import banner
from casepwa.offline.desk import desk, disconnected, sign_out_here, start_anew, stay
from casepwa.offline.local import holds
from casepwa.offline.text import error_text, t
from casepwa.state.desk_news import DeskNewsState
from casepwa.state.session import SessionState

Role = Literal["supervisor", "administrator", "family", "on_call"]
Screen = Literal[
    "approvals",
    "alarms",
    "caseloads",
    "visits_now",
    "team",
    "on_call",
    "today",
    "accounts",
    "roster",
    "rules",
    "import",
    "audit",
    "complaints",
]

_PLACES: dict[str, tuple[tuple[Screen, rx.Var[str], str, str], ...]] = {
    "supervisor": (
        ("approvals", t("Approvals"), "clipboard-check", "/approvals"),
        ("alarms", t("Alarms"), "bell-ring", "/supervisor"),
        ("caseloads", t("Caseloads"), "users", "/caseloads"),
        ("visits_now", t("Visits now"), "map-pin", "/visits-now"),
        ("team", t("Team"), "handshake", "/supervisor/team"),
        ("complaints", t("Complaints"), "message-circle", "/complaints"),
    ),
    "on_call": (
        ("on_call", t("On call"), "bell-ring", "/on-call"),
        ("today", t("Today"), "calendar-check", "/today"),
    ),
    "administrator": (
        ("accounts", t("Accounts"), "users", "/admin"),
        ("roster", t("On call"), "bell-ring", "/admin/roster"),
        ("rules", t("Rules"), "list-checks", "/admin/rules"),
        ("import", t("Import"), "arrow-down", "/admin/import"),
        ("audit", t("Audit trail"), "history", "/admin/audit"),
    ),
}
# Anyone of the field staff may be on call; what reached them is for the server to say.
_WHO: dict[str, Sequence[str]] = {"on_call": ("case_manager", "care_coordinator", "supervisor")}
_WAITING: dict[str, Any] = {
    "complaints": DeskNewsState.new_complaints,
    "caseloads": DeskNewsState.asked_transfers,
}
SIGN_OUT = (
    "inline-flex min-h-12 w-full cursor-pointer items-center justify-center rounded-control text-meta "
    "font-medium text-accent-ink hover:bg-sunken"
)


def desk_screen(role: Role, screen: Screen, *content: Any) -> rx.Component:
    """A whole desk screen of ``role``: rail, notices, ``content`` once the server has said who this is."""
    places = [
        Place(words, drawing, href, is_current=name == screen, waiting=_WAITING.get(name))
        for name, words, drawing, href in _PLACES[role]
    ]
    return tablet(
        places,
        rx.el.div(
            desk_notices(
                most_urgent(DeskNewsState.urgent, links=True, class_name="my-3")
                if role == "supervisor" and screen != "visits_now"
                else None
            ),
            for_role(_WHO.get(role, role), *content),
            class_name="flex min-h-0 min-w-0 flex-1 flex-col",
        ),
        who=rx.cond(SessionState.name, SessionState.name, t("Signed in")),
        foot=rx.el.button(t("Sign out"), type="button", on_click=sign_out_here, class_name=SIGN_OUT),
    )


def for_role(roles: str | Sequence[str], *content: Any) -> rx.Component:
    """``content`` for who has one of the roles, once that is known. It hides; the guard protects."""
    wanted = (roles,) if isinstance(roles, str) else roles
    may = functools.reduce(operator.or_, [holds(SessionState.roles, role) for role in wanted])
    return rx.cond(
        rx.State.is_hydrated & ~SessionState.is_ended,
        rx.cond(
            may,
            rx.fragment(*content),
            rx.el.div(
                states.blank(
                    t("This screen is not for your account"),
                    t("Nothing was opened. Your own first screen is one tap away."),
                    "lock",
                    action=buttons.link_button(
                        t("Go to my first screen"), href="/", custom_attrs={"reloadDocument": True}
                    ),
                    is_whole_page=True,
                ),
                class_name="mx-auto w-full max-w-140 p-4",
            ),
        ),
        rx.el.div(states.skeleton(t("Opening")), class_name="mx-auto w-full max-w-140 p-4"),
    )


def desk_notices(first: Any = None) -> rx.Component:
    """What a server screen has to say above its content; ``first`` before all else."""
    return rx.el.div(
        first,
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
