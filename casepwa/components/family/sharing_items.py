"""Each thing of the client, and every reader by name beside it."""

import reflex as rx

from casepwa.components.kit import buttons
from casepwa.components.kit.cards import CARD, chip, heading
from casepwa.components.kit.details import more
from casepwa.components.kit.fields import hidden
from casepwa.components.kit.words import moment
from casepwa.offline.local import count
from casepwa.offline.text import exact, t, word
from casepwa.state.sharing import Item, Reader, SharingState


def items() -> rx.Component:
    """Everything that can be shared. Nothing is until it is named here."""
    return rx.fragment(
        heading(t("What is shared")),
        rx.el.p(
            t(
                "Nothing is shared until you share it with one person by name. Places, phone numbers of "
                "relatives and notes never are."
            ),
            class_name="text-ink-2",
        ),
        rx.el.ul(rx.foreach(SharingState.items, _item), class_name="mt-3 flex flex-col gap-3"),
    )


def _item(one: Item) -> rx.Component:
    return rx.el.li(
        rx.cond(
            one.is_first,
            rx.el.h3(word("shared_kind", one.kind), class_name="mt-3 mb-1.5 text-body font-bold"),
        ),
        rx.el.div(*_inside(one), class_name=f"{CARD} p-4"),
        key=one.key,
    )


def _inside(one: Item) -> tuple[rx.Component, ...]:
    return (
        rx.cond(one.words, rx.el.p(one.words, class_name="font-semibold")),
        rx.cond(one.moment, moment(exact(one.moment), one.moment, class_name="block text-ink-2")),
        rx.el.div(
            rx.cond(one.is_private, chip(t("Kept private"), "lock", tone="attn")),
            rx.cond(one.is_labelled, chip(t("42 CFR Part 2"), "lock", tone="attn")),
            class_name="mt-1 flex flex-wrap gap-1.5 empty:hidden",
        ),
        rx.cond(
            count(one.readers) > 0,
            rx.el.ul(
                rx.foreach(one.readers, lambda reader: _reader(one, reader)),
                aria_label=t("Readers"),
                class_name="mt-2 flex flex-col gap-2",
            ),
            rx.el.p(t("Nobody of the family has an account yet."), class_name="mt-1 text-ink-2"),
        ),
        more(
            t("Keep private, or label"),
            _keep(one, "private", "unprivate", one.is_private, t("Keep private"), t("No longer private")),
            rx.el.p(
                t("Kept private from all of the family, as the person asked. It outweighs every share."),
                class_name="mb-3 text-meta text-ink-2",
            ),
            _keep(
                one,
                "label",
                "unlabel",
                one.is_labelled,
                t("Put under 42 CFR Part 2"),
                t("Take out of 42 CFR Part 2"),
            ),
            rx.el.p(
                t("Substance use content leaves only with a consent of its own, with the notice."),
                class_name="text-meta text-ink-2",
            ),
        ),
    )


def _reader(item: Item, one: Reader) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            rx.el.span(one.name, class_name="font-semibold"),
            rx.cond(
                one.sees,
                chip(t("Sees it"), "eye", tone="ok"),
                rx.cond(
                    one.is_granted,
                    chip(t("Shared, but does not see it now"), "eye-off", tone="attn"),
                    chip(t("Does not see it"), "eye-off"),
                ),
            ),
            class_name="flex min-w-0 flex-1 flex-wrap items-center gap-2",
        ),
        rx.el.form(
            hidden("client_id", SharingState.client_id),
            hidden("account_id", one.account_id),
            hidden("kind", item.kind),
            hidden("item_id", item.item_id),
            hidden("what", rx.cond(one.is_granted, "unshare", "share")),
            rx.cond(
                one.is_granted,
                buttons.button(
                    t("Stop sharing"),
                    look="secondary",
                    type="submit",
                    about=t("with {name}", name=one.name),
                ),
                buttons.button(t("Share"), look="tint", type="submit", about=t("with {name}", name=one.name)),
            ),
            on_submit=SharingState.share,
        ),
        key=one.account_id,
        class_name="flex flex-wrap items-center justify-between gap-2",
    )


def _keep(
    one: Item, on: str, off: str, is_on: rx.Var[bool] | bool, words: rx.Var[str], undo: rx.Var[str]
) -> rx.Component:
    return rx.el.form(
        hidden("client_id", SharingState.client_id),
        hidden("kind", one.kind),
        hidden("item_id", one.item_id),
        hidden("what", rx.cond(is_on, off, on)),
        buttons.button(rx.cond(is_on, undo, words), look="secondary", type="submit"),
        on_submit=SharingState.keep,
        class_name="mt-1",
    )
