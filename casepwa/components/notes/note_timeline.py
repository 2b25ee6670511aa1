"""Notes about a person, newest first; older ones are asked for, honestly."""

import reflex as rx

from casepwa.components.kit import buttons, cards, details, icons
from casepwa.components.notes.amend_sheet import AMEND_NOTE
from casepwa.offline.person import BesideRow, NoteRow, ask_older_notes, person
from casepwa.offline.sheets import open_sheet
from casepwa.offline.text import error_text, t
from casepwa.offline.triggers import bound


def notes() -> rx.Component:
    """The section of a person's page."""
    return details.section(
        t("Notes"),
        rx.el.ol(rx.foreach(person.notes, _note), class_name="divide-y divide-line border-t border-line"),
        rx.el.div(
            rx.match(
                person.older,
                ("more", _ask(t("Show older notes"))),
                (
                    "asking",
                    rx.el.p(
                        icons.icon("loader", class_name="animate-spin"),
                        t("Asking for older notes…"),
                        role="status",
                        class_name="flex items-center gap-2 text-ink-2",
                    ),
                ),
                (
                    "offline",
                    _not_here(
                        t("Older notes need a connection. The last 90 days and the crisis plan are here.")
                    ),
                ),
                ("refused", _not_here(error_text(person.older_error))),
                rx.el.p(t("No older notes."), class_name="text-meta text-ink-2"),
            ),
            class_name="border-t border-line px-4 py-4",
        ),
        drawing="notebook",
        aside=person.notes_aside,
        is_open=person.part == "notes",
        id="notes",
    )


def _ask(words: rx.Var, *, leading: str = "history") -> rx.Component:
    return buttons.button(
        words,
        look="secondary",
        leading=leading,
        on_click=bound(ask_older_notes, person.id),
        class_name="w-full",
    )


def _not_here(about: rx.Var) -> rx.Component:
    return rx.el.div(
        rx.el.p(
            icons.icon("cloud-off", class_name="mt-0.5 text-wait"),
            rx.el.span(
                rx.el.strong(t("Not on this phone yet."), class_name="font-semibold"),
                " ",
                about,
            ),
            role="status",
            class_name="flex items-start gap-2",
        ),
        _ask(t("Try again"), leading="refresh"),
        class_name="flex flex-col gap-3",
    )


def _note(note: NoteRow) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.time(note.when, date_time=note.iso, class_name="font-semibold tabular-nums"),
            rx.match(
                note.status,
                ("approved", cards.chip(note.status_words, "circle-check", tone="ok")),
                ("returned", cards.chip(note.status_words, "reply", tone="attn")),
                ("here", cards.chip(note.status_words, "smartphone", tone="wait")),
                cards.chip(note.status_words, "clock", tone="wait"),
            ),
            class_name="flex flex-wrap items-center justify-between gap-2",
        ),
        rx.el.p(
            note.what,
            ". ",
            t("With {names}, by {author}", names=note.who, author=note.author),
            class_name="mt-0.5 text-meta text-ink-2",
        ),
        rx.cond(
            note.concern,
            rx.el.p(cards.chip(t("Safety concern"), "shield-alert", tone="attn"), class_name="mt-1.5"),
        ),
        rx.el.p(note.text, class_name="mt-1.5 whitespace-pre-line"),
        rx.cond(
            note.comment,
            rx.el.p(
                icons.icon("reply", class_name="mt-0.5"),
                rx.el.span(note.comment),
                class_name=(
                    "mt-2 flex items-start gap-2 rounded-control bg-attn-tint px-3 py-2 text-meta text-attn"
                ),
            ),
        ),
        rx.el.ul(rx.foreach(note.beside, _beside), class_name="mt-2 flex flex-col gap-2 empty:hidden"),
        rx.cond(
            note.can_amend,
            buttons.button(
                t("Add to this note"),
                look="quiet",
                leading="plus",
                about=note.when,
                on_click=open_sheet(AMEND_NOTE, note.id),
                class_name="mt-1 -ml-3",
            ),
        ),
        rx.cond(
            note.mend_href,
            buttons.link_button(
                t("Mend this note"), href=note.mend_href, look="secondary", leading="pen", class_name="mt-3"
            ),
        ),
        class_name="px-4 py-3",
        key=note.id,
    )


def _beside(one: BesideRow) -> rx.Component:
    return rx.el.li(
        rx.el.p(one.heading, class_name="text-meta font-semibold"),
        rx.el.p(one.text, class_name="mt-0.5 whitespace-pre-line"),
        rx.el.p(one.reason, class_name="mt-0.5 text-meta text-ink-2"),
        key=one.id,
        class_name="rounded-control bg-sunken px-3 py-2",
    )
