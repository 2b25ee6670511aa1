"""The fast path of a note: who, what came of it, how long, what happened. One screen, one thumb."""

from typing import Any

import reflex as rx

from casepwa.components.kit import fields
from casepwa.components.kit.banners import banner
from casepwa.components.kit.icons import icon
from casepwa.components.notes.person_field import person_field
from casepwa.offline.local import count, holds
from casepwa.offline.note import Chip, Flag, Said, note, show_words
from casepwa.offline.text import t, word

OUTCOMES = ("reached", "left_message", "no_answer", "seen")
SEEN = ("seen", "seen_alone", "not_seen")
MINUTES = ("5", "10", "15", "30")
_HIDDEN = "hidden"


def fast_path() -> rx.Component:
    """**Person**, **Who was contacted**, **Outcome**, **Minutes**, **What happened**."""
    parts = (_came_back(), person_field(), _contacted(), _outcome(), _minutes(), _flags(), _text())
    return rx.el.div(*parts, class_name="flex min-w-0 flex-col gap-3")


def shown(condition: Any, look: str = "") -> Any:
    """The class of something that is folded away until `condition`; its inputs keep what they hold."""
    return rx.cond(condition, look, _HIDDEN)


def fault(name: str) -> rx.Component:
    """What is wrong with the field `name`, under it."""
    words = getattr(note.faults, name)
    return rx.el.div(
        rx.cond(words, fields.field_error(words)), id=fields.described_by(f"note-{name}"), role="status"
    )


def told(name: str) -> dict[str, Any]:
    """What ties an input to its fault for listeners."""
    return {
        "aria_describedby": fields.described_by(f"note-{name}"),
        "aria_invalid": rx.cond(getattr(note.faults, name), "true", "false"),
    }


def _said(said: Said) -> rx.Component:
    """A comment, with the way to the words that it is about."""
    return rx.el.li(
        rx.el.span(said.text, class_name="block font-medium whitespace-pre-line"),
        rx.match(
            said.state,
            (
                "here",
                rx.el.button(
                    icon("pen", size="size-[1.125em]"),
                    rx.el.span("“", said.quote, "”", class_name="min-w-0 text-left"),
                    type="button",
                    on_click=show_words(said.quote, said.starts),
                    class_name=(
                        "flex min-h-12 cursor-pointer items-center gap-2 text-meta font-semibold "
                        "text-accent-ink"
                    ),
                ),
            ),
            (
                "changed",
                rx.el.span(
                    "“", said.quote, "” ", t("These words have changed."), class_name="block text-meta"
                ),
            ),
            rx.el.span(t("About the whole note"), class_name="block text-meta"),
        ),
        key=said.id,
        class_name="border-l-4 border-attn-line pl-3",
    )


def _came_back() -> rx.Component:
    """Why this note is here again: returned with a comment, or not taken by the server."""
    return rx.fragment(
        rx.cond(
            note.comment,
            banner(
                t("Returned."),
                rx.fragment(
                    rx.el.span(note.comment),
                    rx.el.span(note.comment_by, class_name="block text-meta text-ink-2"),
                ),
                drawing="reply",
                tone="attn",
                class_name="",
            ),
        ),
        rx.cond(
            count(note.comments) > 0,
            rx.el.ul(
                rx.foreach(note.comments, _said),
                aria_label=t("What to mend"),
                class_name="flex flex-col gap-3 rounded-card border border-line bg-surface p-4",
            ),
        ),
        rx.cond(
            note.fix_reason,
            banner(t("Needs a fix."), note.fix_reason, drawing="wrench", tone="attn", class_name=""),
        ),
        rx.cond(
            note.theirs,
            banner(
                t("This note has changed since."),
                rx.fragment(
                    t("On the server it now says:"),
                    rx.el.q(note.theirs, class_name="mt-1 block"),
                    rx.el.span(t("Submitting puts your words in their place."), class_name="mt-1 block"),
                ),
                drawing="swap",
                tone="attn",
                class_name="",
            ),
        ),
    )


def _contacted() -> rx.Component:
    return fields.group(
        t("Who was contacted"),
        rx.cond(
            count(note.chips) > 0,
            fields.pills(
                rx.foreach(note.chips, _chip),
                fields.pill(
                    t("Other"),
                    name="contacted",
                    value="other",
                    default_checked=holds(note.first.contacted, "other"),
                ),
            ),
            rx.el.p(t("Choose the person first."), class_name="text-ink-2"),
        ),
        fault("contacted"),
        rx.el.div(
            rx.el.label(t("Who was it?"), html_for="note-contacted_other", class_name=f"mt-2 {fields.LABEL}"),
            fields.text_input(
                id="note-contacted_other",
                name="contacted_other",
                default_value=note.first.contacted_other,
                auto_complete="off",
                max_length=200,
                **told("contacted_other"),
            ),
            fault("contacted_other"),
            class_name=shown(note.other_contact),
        ),
        rx.cond(note.listen_only, _warning(note.listen_only, "ban")),
        rx.cond(note.caution, _warning(note.caution, "shield-alert")),
    )


def _chip(chip: Chip) -> rx.Component:
    return fields.pill(
        chip.label,
        name="contacted",
        value=chip.value,
        default_checked=holds(note.first.contacted, chip.value),
        key=chip.value,
    )


def _warning(words: Any, drawing: str) -> rx.Component:
    return rx.el.div(
        rx.el.p(
            rx.el.span(fields.icon(drawing, size=fields.BESIDE_TEXT), class_name="mt-0.5"),
            rx.el.span(words),
            class_name="flex items-start gap-2 font-medium text-attn",
        ),
        role="status",
        class_name="mt-2",
    )


def _outcome() -> rx.Component:
    return fields.group(
        t("Outcome"),
        fields.choice(
            *[
                fields.choice_cell(
                    t("Seen…") if code == "seen" else word("outcome", code),
                    name="outcome",
                    value=code,
                    default_checked=note.first.outcome == code,
                )
                for code in OUTCOMES
            ],
            columns="grid-cols-1 @min-[10rem]:grid-cols-2 @min-[21rem]:grid-cols-4",
        ),
        fault("outcome"),
        rx.el.div(
            *[
                fields.pill(
                    word("outcome", code),
                    radio=True,
                    name="seen",
                    value=code,
                    default_checked=note.first.seen == code,
                )
                for code in SEEN
            ],
            role="radiogroup",
            aria_label=t("How they were seen"),
            class_name=shown(note.seen, "mt-2 flex flex-wrap gap-2"),
        ),
        fault("seen"),
    )


def _minutes() -> rx.Component:
    return rx.el.div(
        fields.group(
            t("Minutes"),
            fields.choice(
                *[_minutes_cell(minutes, minutes) for minutes in MINUTES],
                _minutes_cell(t("Other"), "other"),
                columns="grid-cols-2 @min-[17rem]:grid-cols-5 [&>*:last-child]:col-span-2 "
                "@min-[17rem]:[&>*:last-child]:col-span-1",
            ),
            rx.el.p(t("A tap moves on to What happened."), class_name="sr-only"),
            fault("minutes"),
            rx.el.div(
                rx.el.label(
                    t("How many minutes?"), html_for="note-minutes_other", class_name=f"mt-2 {fields.LABEL}"
                ),
                fields.text_input(
                    id="note-minutes_other",
                    name="minutes_other",
                    input_mode="numeric",
                    pattern="[0-9]*",
                    max_length=4,
                    default_value=note.first.minutes_other,
                    auto_complete="off",
                    class_name="max-w-40 tabular-nums",
                    **told("minutes_other"),
                ),
                fault("minutes_other"),
                class_name=shown(note.minutes_other),
            ),
            aside=note.ended,
        ),
        class_name=shown(note.shows_minutes),
    )


def _minutes_cell(words: Any, value: str) -> rx.Component:
    return fields.choice_cell(
        words,
        name="minutes",
        value=value,
        default_checked=note.first.minutes == value,
    )


def _flags() -> rx.Component:
    """Overlap and late entry: said, and asked why; never a refusal."""
    return rx.el.div(
        rx.foreach(note.flags, _flag),
        rx.el.label(t("Why both are true, or why it comes late"), html_for="note-why", class_name="sr-only"),
        fields.text_input(
            id="note-why",
            name="why",
            default_value=note.first.why,
            placeholder=t("Say why (optional)"),
            max_length=2000,
            class_name="mt-2",
        ),
        role="status",
        class_name=shown(count(note.flags) > 0, "rounded-card border border-line bg-surface p-4"),
    )


def _flag(flag: Flag) -> rx.Component:
    return rx.el.p(
        rx.el.span(fields.icon("flag"), class_name="mt-0.5 text-attn"),
        rx.el.span(rx.el.strong(flag.first, class_name="font-semibold text-attn"), " ", flag.rest),
        class_name="flex items-start gap-2.5",
        key=flag.id,
    )


def _text() -> rx.Component:
    return rx.el.div(
        rx.el.label(t("What happened"), html_for="note-text", class_name=fields.LABEL),
        fields.text_area(
            id="note-text",
            name="text",
            default_value=note.first.text,
            max_length=20000,
            rows=6,
            auto_capitalize="sentences",
            class_name="field-sizing-content min-h-40",
            **told("text"),
        ),
        fault("text"),
    )
