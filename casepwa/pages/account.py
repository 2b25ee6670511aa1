"""One account: roles, teams, locking. Nobody changes their own. No clinical text."""

from typing import Any

import reflex as rx

from casepwa.components.accounts.account_devices import devices, erase_sheet
from casepwa.components.accounts.account_place import place_fields
from casepwa.components.accounts.account_sessions import open_sessions
from casepwa.components.accounts.joining_links import link_card
from casepwa.components.frames.desk import desk_screen
from casepwa.components.kit import buttons, fields, states
from casepwa.components.kit.banners import banner
from casepwa.components.kit.cards import CARD, chip, heading
from casepwa.offline.text import error_text, t
from casepwa.state.account import AccountState
from casepwa.state.invite import InviteState

ROUTE = "/admin/account"
TITLE = t("Account")
ON_LOAD = [AccountState.look, InviteState.look]
_ONE: Any = AccountState.account


def page() -> rx.Component:
    """The page."""
    return desk_screen(
        "administrator",
        "accounts",
        rx.el.div(
            rx.el.div(
                rx.match(
                    AccountState.status,
                    ("full", _full()),
                    (
                        "gone",
                        states.blank(
                            t("This account is not there"),
                            t("It may be of another agency, or the address is not whole."),
                            "user",
                            action=buttons.link_button(t("All accounts"), href="/admin"),
                            is_whole_page=True,
                        ),
                    ),
                    states.skeleton(t("Opening the account"), rows=6),
                ),
                class_name="mx-auto w-full max-w-160",
            ),
            class_name="min-h-0 flex-1 overflow-y-auto px-4 pt-4 pb-8",
        ),
    )


def _full() -> rx.Component:
    return rx.fragment(
        rx.el.div(
            buttons.icon_button(t("All accounts"), "arrow-left", href="/admin", class_name="-ml-3"),
            rx.el.h1(_ONE.name, class_name="min-w-0 text-display font-bold tracking-tight wrap-break-word"),
            class_name="flex items-center gap-1",
        ),
        rx.el.p(_ONE.email, class_name="wrap-break-word text-ink-2"),
        rx.cond(_ONE.is_locked, rx.el.p(chip(t("Locked"), "lock", tone="attn"), class_name="mt-1.5")),
        rx.cond(
            _ONE.is_me,
            banner(
                t("This is your own account."),
                t("Another administrator changes your roles, and locks your account when you leave."),
                drawing="info",
            ),
            rx.fragment(_joining(), rx.cond(_ONE.is_family, _family(), _form()), _locking()),
        ),
        open_sessions(_ONE, said=_heard("end")),
        devices(_ONE, said=_heard("erase")),
        erase_sheet(_ONE),
    )


def _heard(tried: str) -> rx.Component:
    """What came of it, beside the button that was pressed."""
    return rx.el.div(
        rx.cond(
            AccountState.tried == tried,
            rx.cond(
                AccountState.error,
                fields.field_error(error_text(AccountState.error, AccountState.error_params)),
                _said(),
            ),
        ),
        role="status",
        class_name="empty:hidden",
    )


def _said() -> Any:
    still = rx.cond(
        _ONE.people > 0,
        t(
            "They are still on the team of {n} person. Their supervisor can transfer them.",
            plural="They are still on the team of {n} people. Their supervisor can transfer them.",
            n=_ONE.people,
        ),
        "",
    )
    return rx.match(
        AccountState.done,
        ("saved", _done(t("Roles and teams are saved."), t("After new roles they sign in again."))),
        ("locked", _done(t("{name} is locked and signed out everywhere.", name=_ONE.name), still)),
        (
            "unlocked",
            _done(t("{name} can sign in again.", name=_ONE.name), t("With the password they had.")),
        ),
        (
            "erased",
            _done(
                t("Signed out there."),
                t("The records go when that device next connects. What was not sent stays on it."),
            ),
        ),
        ("ended", _done(t("Signed out."), t("What they had not sent is kept on their device."))),
        rx.fragment(),
    )


def _done(words: Any, about: Any) -> rx.Component:
    return banner(words, about, drawing="circle-check", tone="ok")


def _joining() -> rx.Component:
    """For a colleague who has not joined: another link, should the first be lost."""
    return rx.cond(
        _ONE.has_joined | _ONE.is_family | _ONE.is_locked,
        rx.fragment(),
        rx.el.div(
            rx.el.p(t("They have not joined yet."), class_name="mb-2 text-ink-2"),
            rx.cond(InviteState.link.url, link_card(InviteState.link)),
            buttons.button(
                t("Make a new link"),
                look="secondary",
                about=_ONE.name,
                on_click=InviteState.new_link(_ONE.id),
            ),
            class_name="mt-4",
        ),
    )


def _family() -> rx.Component:
    return rx.el.p(
        t("A family account. Its case manager invites, suspends and ends it; here it can be locked."),
        class_name="mt-4 text-ink-2",
    )


def _form() -> rx.Component:
    return rx.el.form(
        fields.hidden("account_id", _ONE.id),
        place_fields(_ONE.roles, _ONE.teams, _ONE.team_id),
        _heard("save"),
        buttons.button(t("Save roles and teams"), type="submit", size=buttons.BAR, class_name="w-full"),
        on_submit=AccountState.save,
        key=_ONE.id,
        class_name=f"{CARD} mt-4 flex flex-col gap-4 p-4",
    )


def _locking() -> rx.Component:
    return rx.fragment(
        heading(t("Locking")),
        rx.cond(
            _ONE.is_locked,
            rx.el.div(
                rx.el.p(t("Nobody can sign in to this account."), class_name="mb-2 text-ink-2"),
                buttons.button(
                    t("Unlock"),
                    look="secondary",
                    leading="lock",
                    about=_ONE.name,
                    on_click=AccountState.unlock(_ONE.id),
                ),
            ),
            rx.el.details(
                rx.el.summary(
                    t("Lock"),
                    rx.el.span(" ", _ONE.name, class_name="sr-only"),
                    class_name=(
                        "inline-flex min-h-12 cursor-pointer list-none items-center rounded-control border "
                        "border-line-strong bg-surface px-4 font-semibold hover:bg-sunken"
                    ),
                ),
                rx.el.p(
                    t(
                        "Signs them out everywhere, at once, and keeps them out. Nothing they wrote goes, "
                        "and what they had not sent stays on their phone."
                    ),
                    class_name="mt-2 text-ink-2",
                ),
                buttons.button(
                    t("Yes, lock it"),
                    about=_ONE.name,
                    on_click=AccountState.lock(_ONE.id),
                    class_name="mt-2",
                ),
            ),
        ),
        _heard("lock"),
    )
