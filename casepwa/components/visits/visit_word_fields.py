"""Where the visit word is typed: on a visit, and both words in Settings."""

from typing import Any

import reflex as rx

from casepwa.components.kit import buttons, cards, fields
from casepwa.components.kit.icons import icon
from casepwa.offline.sheets import fault
from casepwa.offline.text import t
from casepwa.offline.visit_word import save_words, visit_word

FORM = "visit-words"


def word_field(form: str, id_: str, label: Any = None, *, name: str = "word", hint: Any = None) -> Any:
    """A word that nobody reads over a shoulder. Kept by no browser: it is a word to say, not to store."""
    return fields.field(
        id_,
        label if label is not None else t("Visit word"),
        fields.text_input(
            id=id_,
            name=name,
            type="password",
            max_length=100,
            auto_complete="off",
            custom_attrs={"autoCapitalize": "none", "spellCheck": False},
            aria_describedby=fields.described_by(id_),
            aria_invalid=rx.cond(fault(form, name), "true", "false"),
        ),
        hint=hint,
        error=fault(form, name),
    )


def visit_words() -> rx.Component:
    """The part of Settings where a worker sets both words."""
    return rx.cond(
        visit_word.state != "hidden",
        rx.el.section(
            cards.heading(t("Visit word")),
            rx.el.div(
                rx.cond(
                    visit_word.state == "set",
                    cards.chip(t("Both words are set"), "circle-check", tone="ok"),
                    cards.chip(t("Not set yet"), "triangle-alert", tone="attn"),
                ),
                rx.el.p(
                    t(
                        "A visit asks for your visit word when you take more time, and when you check out "
                        "after the expected end. The second word is taken just the same, and calls for help "
                        "without showing it."
                    ),
                    class_name="mt-2",
                ),
                rx.el.details(
                    rx.el.summary(
                        rx.cond(visit_word.state == "set", t("Change both words"), t("Set both words")),
                        icon(
                            "chevron-down",
                            class_name="transition-transform duration-(--move) group-open:rotate-180",
                        ),
                        class_name=(
                            "-mb-3 inline-flex min-h-12 cursor-pointer list-none items-center gap-2 "
                            "rounded-control font-semibold text-accent-ink"
                        ),
                    ),
                    _form(),
                    class_name="group mt-1",
                ),
                class_name=f"{cards.CARD} p-4",
            ),
        ),
    )


def _form() -> rx.Component:
    return rx.el.form(
        word_field(
            FORM,
            "settings-word",
            hint=t(
                "Four letters or more. Tell it to your supervisor: a text with this word says that "
                "you are safe."
            ),
        ),
        word_field(
            FORM,
            "settings-duress-word",
            t("Word for help"),
            name="duress_word",
            hint=t(
                "Quite another word. Your supervisor and whoever is on call are alerted; this "
                "phone shows nothing."
            ),
        ),
        fields.field(
            "settings-word-password",
            t("Password"),
            fields.text_input(
                id="settings-word-password",
                name="password",
                type="password",
                auto_complete="current-password",
                **fields.told("settings-word-password", fault(FORM, "password")),
            ),
            error=fault(FORM, "password"),
        ),
        rx.el.button(
            rx.cond(
                visit_word.busy,
                rx.fragment(icon("loader", class_name="animate-spin"), t("Saving…")),
                t("Save both words"),
            ),
            type="submit",
            aria_disabled=rx.cond(visit_word.busy, "true", "false"),
            class_name=f"{buttons.BASE} {buttons.LOOKS['primary']} {buttons.PLAIN} w-full",
        ),
        id=FORM,
        on_submit=save_words,
        no_validate=True,
        auto_complete="off",
        class_name="mt-4 flex flex-col gap-4",
    )
