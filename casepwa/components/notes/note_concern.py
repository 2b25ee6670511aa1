"""Safety concern: what is asked by kind. It alerts the supervisor at once; it reports to nobody else."""

from typing import Any

import reflex as rx

from casepwa.components.kit import buttons, fields
from casepwa.components.kit.icons import LEADING, icon
from casepwa.components.notes.note_fast import fault, shown, told
from casepwa.offline import phone_links
from casepwa.offline.note import note
from casepwa.offline.text import t, word

KINDS = ("child_abuse", "adult_abuse", "suicide", "threat")
_GRID = "grid grid-cols-1 gap-x-3 gap-y-4 @min-[22rem]:grid-cols-2"
_TWO = "grid grid-cols-1 gap-x-3 gap-y-4 @min-[16rem]:grid-cols-2"


def concern_part(*, class_name: str) -> rx.Component:
    """**Safety concern**, opened by its own switch."""
    return rx.el.div(
        rx.el.label(
            rx.el.span(icon("shield-alert", size=LEADING), class_name="mt-0.5 text-attn"),
            rx.el.span(
                rx.el.span(t("Safety concern"), class_name="block text-lead font-semibold"),
                rx.el.span(
                    t("Abuse or neglect, suicide, threat to others."),
                    " ",
                    note.alerts,
                    " ",
                    t("This app does not report for you."),
                    class_name="block text-meta text-ink-2",
                ),
                class_name="min-w-0 flex-1",
            ),
            rx.el.input(
                id="note-concern",
                name="concern",
                type="checkbox",
                role="switch",
                default_checked=note.first.concern,
                class_name="mt-1 size-[1.5rem] shrink-0 accent-accent",
            ),
            html_for="note-concern",
            class_name="-my-2 flex cursor-pointer items-start gap-3 py-2",
        ),
        rx.el.div(_asked(), class_name=shown(note.concern, "mt-3 flex flex-col gap-4")),
        class_name=class_name,
    )


def _asked() -> rx.Component:
    return rx.fragment(
        rx.el.div(
            fields.group(
                t("What kind of concern"),
                fields.choice(
                    *[
                        fields.choice_cell(
                            word("concern", kind),
                            name="concern_kind",
                            value=kind,
                            default_checked=note.first.concern_kind == kind,
                        )
                        for kind in KINDS
                    ],
                    columns="grid-cols-1 @min-[14rem]:grid-cols-2",
                ),
            ),
            fault("concern_kind"),
        ),
        _hotline(),
        rx.el.div(
            rx.el.label(t("What you saw or heard"), html_for="note-concern_what", class_name=fields.LABEL),
            fields.text_area(
                id="note-concern_what",
                name="concern_what",
                default_value=note.first.concern_what,
                rows=3,
                max_length=20000,
                **told("concern_what"),
            ),
            fault("concern_what"),
        ),
        _asked_directly(),
        _line("answer", t("What they answered")),
        _line("plan", t("Is there a plan?")),
        _line("means", t("Are there means at hand?")),
        _line("called_whom", t("Who was called")),
        rx.el.div(
            _when("concern_called_day", t("Called on"), "date"),
            _when("concern_called_time", t("At"), "time"),
            class_name=_TWO,
        ),
        rx.el.div(
            _line("report_number", t("Report number")),
            _line("reporter_name", t("Who reported (kept restricted)")),
            class_name=shown(note.asks.report_number, _GRID),
        ),
        _line("action", t("What was done")),
        _line("who_stays", t("Who stays with them")),
        _line("consulted_with", t("Whom I consulted")),
    )


def _hotline() -> rx.Component:
    return rx.cond(
        note.reports,
        rx.el.div(
            rx.el.p(t("This app does not report for you."), class_name="font-semibold"),
            rx.cond(
                note.hotline_phone,
                buttons.link_button(
                    note.hotline,
                    href=phone_links.tel(note.hotline_phone),
                    look="secondary",
                    leading="phone",
                    before=t("Call"),
                    class_name="mt-2 w-full",
                ),
                rx.el.p(
                    t("Your agency has not entered the state’s hotline. Ask your supervisor for the number."),
                    class_name="mt-1",
                ),
            ),
            class_name="rounded-control bg-sunken p-3",
        ),
    )


def _asked_directly() -> rx.Component:
    return rx.el.div(
        fields.group(
            t("Did you ask directly about suicide?"),
            fields.choice(
                *[
                    fields.choice_cell(
                        words,
                        name="concern_asked",
                        value=value,
                        default_checked=note.first.concern_asked == value,
                    )
                    for value, words in (("yes", t("Yes")), ("no", t("No")))
                ],
                columns="grid-cols-2",
            ),
        ),
        class_name=shown(note.asks.answer),
    )


def _line(name: str, label: Any) -> rx.Component:
    """One line that is asked for when this kind of concern asks for it."""
    id_ = f"note-concern_{name}"
    return rx.el.div(
        rx.el.label(label, html_for=id_, class_name=fields.LABEL),
        fields.text_input(
            id=id_,
            name=f"concern_{name}",
            default_value=getattr(note.first, f"concern_{name}"),
            max_length=2000,
            auto_complete="off",
        ),
        class_name=shown(getattr(note.asks, name)),
    )


def _when(name: str, label: Any, kind: str) -> rx.Component:
    id_ = f"note-{name}"
    return rx.el.div(
        rx.el.label(label, html_for=id_, class_name=fields.LABEL),
        fields.text_input(
            id=id_,
            name=name,
            type=kind,
            default_value=getattr(note.first, name),
            class_name="px-2.5 tabular-nums",
        ),
    )
