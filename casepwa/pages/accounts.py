"""The administrator's first screen: accounts of the agency, and ending their sessions. No clinical text."""

import reflex as rx

from casepwa.components.frames.desk import desk_screen
from casepwa.components.kit import buttons, fields, states
from casepwa.components.kit.banners import banner
from casepwa.components.kit.cards import LIST, chip
from casepwa.components.kit.words import moment
from casepwa.offline.text import exact, relative, t, word
from casepwa.state.accounts import ROLES, Account, AccountsState
from casepwa.state.accounts import ROUTE as LIST_OF_ALL

ROUTE = LIST_OF_ALL
TITLE = t("Accounts")
ON_LOAD = [AccountsState.look]


def page() -> rx.Component:
    """The page."""
    return desk_screen(
        "administrator",
        "accounts",
        rx.el.div(
            rx.el.h1(t("Accounts"), class_name="text-display font-bold tracking-tight"),
            rx.el.p(
                t("Who can sign in, and where they are signed in."),
                class_name="mt-0.5 text-ink-2",
            ),
            buttons.link_button(t("Invite"), href="/admin/invite", leading="plus", class_name="mt-3"),
            rx.el.div(
                rx.cond(
                    AccountsState.ended,
                    banner(
                        t("{name} is signed out everywhere.", name=AccountsState.ended),
                        t("What they had not sent is kept on their device."),
                        drawing="circle-check",
                        tone="ok",
                    ),
                ),
                role="status",
            ),
            rx.cond(
                AccountsState.status == "loading",
                states.skeleton(t("Opening the accounts"), rows=6),
                rx.fragment(
                    _filters(),
                    rx.cond(
                        AccountsState.status == "empty",
                        states.blank(
                            t("Nobody fits these filters"),
                            t("Try fewer letters, or all roles."),
                            "search",
                        ),
                        rx.el.ul(rx.foreach(AccountsState.accounts, _account), class_name=f"{LIST} mt-3"),
                    ),
                ),
            ),
            tab_index=0,
            role="region",
            aria_label=t("Accounts"),
            class_name="min-h-0 flex-1 overflow-y-auto px-4 pt-4 pb-8 md:px-6",
        ),
    )


def _filters() -> rx.Component:
    """A plain form: what is asked goes into the address, so that Back from an account finds it again."""
    find, role = AccountsState.find, AccountsState.role
    return rx.fragment(
        rx.el.form(
            fields.field(
                "find",
                t("Name, email or team"),
                fields.text_input(
                    id="find", name="find", type="search", leading="search", default_value=find, key=find
                ),
                class_name="min-w-0 flex-1 basis-64",
            ),
            fields.field(
                "role",
                t("Role"),
                fields.select(
                    rx.el.option(t("All roles"), value=""),
                    *[rx.el.option(word("role", code), value=code) for code in ROLES],
                    id="role",
                    name="role",
                    default_value=role,
                    key=role,
                ),
                class_name="basis-48",
            ),
            buttons.button(t("Show"), type="submit", look="secondary"),
            rx.cond((find != "") | (role != ""), buttons.link_button(t("Clear"), href=ROUTE, look="quiet")),
            on_submit=AccountsState.search,
            class_name="mt-4 flex flex-wrap items-end gap-3",
        ),
        rx.el.p(
            t(
                "{n} account",
                plural="{n} accounts",
                n=AccountsState.accounts.length(),
            ),
            rx.cond(
                AccountsState.others > 0,
                rx.el.span(", ", t("{n} other hidden", plural="{n} others hidden", n=AccountsState.others)),
            ),
            role="status",
            class_name="mt-4 text-meta text-ink-2",
        ),
    )


def _account(account: Account) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                account.name,
                rx.cond(account.is_me, rx.el.span(" ", t("(you)"), class_name="font-normal text-ink-2")),
                class_name="font-semibold",
            ),
            rx.el.p(account.email, class_name="wrap-break-word text-ink-2"),
            rx.el.ul(
                rx.foreach(account.roles, _role),
                rx.cond(account.team, rx.el.li(chip(account.team, "users"))),
                rx.cond(account.has_joined, None, rx.el.li(chip(t("Not joined yet"), "clock"))),
                rx.cond(account.is_locked, rx.el.li(chip(t("Locked"), "lock", tone="attn"))),
                aria_label=t("Roles"),
                class_name="mt-1.5 flex flex-wrap gap-1.5",
            ),
            class_name="min-w-0 flex-1 basis-64",
        ),
        rx.el.div(
            rx.el.p(
                rx.cond(
                    account.sessions > 0,
                    t("{n} session open", plural="{n} sessions open", n=account.sessions),
                    t("Not signed in"),
                )
            ),
            rx.cond(
                account.last_contact_at,
                rx.el.p(
                    t("Last contact"),
                    " ",
                    moment(
                        relative(account.last_contact_at),
                        account.last_contact_at,
                        title=exact(account.last_contact_at),
                    ),
                    class_name="text-meta text-ink-2",
                ),
            ),
            class_name="basis-48",
        ),
        rx.el.div(
            buttons.link_button(
                t("Open"), href=f"/admin/account?id={account.id}", look="secondary", about=account.name
            ),
            rx.cond(account.sessions > 0, _end(account)),
            class_name="flex basis-72 flex-wrap items-start gap-2",
        ),
        key=account.id,
        class_name="flex min-h-16 flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3",
    )


def _role(role: rx.Var[str]) -> rx.Component:
    return rx.el.li(chip(word("role", role), "user"), key=role)


def _end(account: Account) -> rx.Component:
    """Asked once more before it is done, in place, by the browser's own means."""
    return rx.el.details(
        rx.el.summary(
            t("End sessions"),
            rx.el.span(" ", account.name, class_name="sr-only"),
            class_name=(
                "inline-flex min-h-12 cursor-pointer list-none items-center rounded-control border "
                "border-line-strong bg-surface px-4 font-semibold hover:bg-sunken"
            ),
        ),
        rx.el.div(
            rx.el.p(t("Signs them out on every device, at once."), class_name="text-meta text-ink-2"),
            buttons.button(
                t("Yes, end them"),
                look="secondary",
                about=account.name,
                on_click=AccountsState.end_sessions(account.id),
                class_name="mt-2",
            ),
            class_name="mt-2",
        ),
    )
