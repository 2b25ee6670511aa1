"""Write note: the fast path on one screen, everything else under More. Nothing typed is ever lost."""

import reflex as rx

from casepwa.components.frames import shell
from casepwa.components.frames.task import header_task
from casepwa.components.kit import buttons, states
from casepwa.components.kit.icons import icon
from casepwa.components.notes.note_fast import fast_path
from casepwa.components.notes.note_more import more
from casepwa.components.safety.alarm_status import alarm_status
from casepwa.offline.alarm import raised
from casepwa.offline.note import close_note, leave_concern, note, note_input, note_touched, submit_note
from casepwa.offline.text import t
from casepwa.offline.triggers import no_enter

ROUTE = "/note"
TITLE = t("Write note")
FORM = "note-form"


def page() -> rx.Component:
    """The page, for a new note and (`note_draft`) for a kept one."""
    return shell.phone(
        header_task(
            buttons.icon_button(t("Close, keep what I wrote"), "x", on_click=close_note), t("Write note")
        ),
        rx.match(
            note.phase,
            ("writing", _form()),
            ("raised", _raised()),
            ("gone", _gone()),
            states.skeleton(t("Opening the note"), rows=4),
        ),
        actions=rx.fragment(rx.match(note.phase, ("writing", _submit()), ("raised", _done()), rx.fragment())),
    )


def _form() -> rx.Component:
    return rx.el.form(
        fast_path(),
        more(),
        id=FORM,
        key=note.form_key,
        no_validate=True,
        auto_complete="off",
        on_submit=submit_note,
        custom_attrs={"onInput": note_input, "onPointerDown": note_touched, "onKeyDown": no_enter},
        class_name=(
            "mt-1 flex flex-col gap-3 @min-[44rem]:grid @min-[44rem]:grid-cols-[5fr_6fr] "
            "@min-[44rem]:items-start @min-[44rem]:gap-x-6"
        ),
    )


def _submit() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.cond(
                note.problem,
                rx.el.p(
                    icon("triangle-alert", size="size-[1.125em]"),
                    rx.el.span(note.problem),
                    class_name="mb-2 flex items-start justify-center gap-1.5 text-meta font-medium text-attn",
                ),
                rx.cond(
                    note.saved,
                    rx.el.p(
                        icon("circle-check", size="size-[1.125em]"),
                        rx.el.span(note.saved),
                        class_name="mb-2 flex items-center justify-center gap-1.5 text-meta text-ok",
                    ),
                ),
            ),
            role="status",
        ),
        rx.el.button(
            rx.cond(
                note.sending,
                rx.fragment(icon("loader", class_name="animate-spin"), t("Submitting…")),
                t("Submit for approval"),
            ),
            type="submit",
            form=FORM,
            aria_disabled=rx.cond(note.sending, "true", "false"),
            class_name=f"{buttons.BASE} {buttons.LOOKS['primary']} {buttons.BAR} w-full",
        ),
        class_name="-mt-1 w-full",
    )


def _raised() -> rx.Component:
    """The note is recorded; the concern is on its way. What has become of it, and whom to call meanwhile."""
    return rx.el.section(
        rx.el.h2(t("Safety concern"), class_name="text-title font-bold"),
        alarm_status(raised, reports=True),
        class_name="mt-2 rounded-card border border-line bg-surface p-5",
    )


def _done() -> rx.Component:
    return buttons.button(t("Done"), size=buttons.BAR, on_click=leave_concern, class_name="w-full")


def _gone() -> rx.Component:
    return states.blank(
        t("This note is not being written here"),
        note.gone,
        "notebook",
        action=buttons.link_button(t("Write a new note"), href="/note", leading="pen"),
    )
