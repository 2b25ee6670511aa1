"""Consents on the sharing screen: what was signed, and a form for one signed on paper."""

from typing import Any

import reflex as rx

from casepwa.components.kit import buttons
from casepwa.components.kit.cards import CARD, chip, heading
from casepwa.components.kit.details import more
from casepwa.components.kit.fields import field, hidden, select, text_input
from casepwa.offline.text import full_day, t, word
from casepwa.state.sharing import SCOPES, ConsentLine, Relative, SharingState


def consents() -> rx.Component:
    """Those that stand first."""
    return rx.fragment(
        heading(t("Consents")),
        rx.el.ul(rx.foreach(SharingState.consents, _consent), class_name="flex flex-col gap-3 empty:hidden"),
        rx.el.div(more(t("Record a consent"), _form()), class_name=f"{CARD} mt-3 px-4 py-1"),
    )


def _consent(one: ConsentLine) -> rx.Component:
    return rx.el.li(
        rx.el.p(one.recipient, class_name="font-semibold"),
        rx.el.p(word("consent_scope", one.scope), class_name="text-ink-2"),
        rx.el.p(one.information),
        rx.el.p(t("For: {purpose}", purpose=one.purpose), class_name="text-ink-2"),
        rx.el.p(
            t(
                "Signed by {name}, {day}. Until {end}.",
                name=one.signer,
                day=full_day(one.signed_on),
                end=full_day(one.expires_on),
            ),
            class_name="text-meta text-ink-2",
        ),
        rx.cond(
            one.is_withdrawn,
            chip(t("Taken back"), "x"),
            rx.el.form(
                hidden("client_id", SharingState.client_id),
                hidden("consent_id", one.id),
                buttons.button(t("Was taken back"), look="secondary", type="submit", about=one.recipient),
                on_submit=SharingState.take_back,
                class_name="mt-2",
            ),
        ),
        key=one.id,
        class_name=f"{CARD} p-4",
    )


def _form() -> rx.Component:
    return rx.el.form(
        hidden("client_id", SharingState.client_id),
        _choice(
            "scope",
            t("What is it about?"),
            *[rx.el.option(word("consent_scope", code), value=code) for code in SCOPES],
        ),
        _choice(
            "recipient_account_id",
            t("Who may see it, of the family"),
            rx.el.option(t("Somebody else"), value=""),
            rx.foreach(SharingState.people, _recipient),
        ),
        _line("recipient_name", t("Or who else, by name")),
        _line("information", t("What they may see")),
        _line("purpose", t("What for")),
        _choice("signer", t("Who signed it"), rx.foreach(SharingState.people, _signer)),
        _line("signed_on", t("Signed on"), type="date", required=True),
        _line("expires_on", t("Good until"), type="date", required=True),
        buttons.button(t("Save the consent"), type="submit"),
        on_submit=SharingState.record_consent,
        class_name="mt-2 mb-3 flex flex-col gap-3",
    )


def _choice(name: str, words: Any, *options: Any) -> rx.Component:
    return field(f"consent-{name}", words, select(*options, id=f"consent-{name}", name=name))


def _line(name: str, words: Any, **props: Any) -> rx.Component:
    return field(f"consent-{name}", words, text_input(id=f"consent-{name}", name=name, **props))


def _recipient(one: Relative) -> rx.Component:
    return rx.cond(
        (one.account_id != "") & (one.standing != "ended"), rx.el.option(one.name, value=one.account_id)
    )


def _signer(one: Relative) -> rx.Component:
    return rx.cond(one.may_sign, rx.el.option(one.name, value=one.key))
