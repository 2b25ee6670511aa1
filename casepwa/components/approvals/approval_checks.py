"""What was checked of the read note: flags that ask a look, what is well, what the record lacks."""

from typing import Any

import reflex as rx

from casepwa.components.kit.icons import icon
from casepwa.offline.local import count
from casepwa.offline.text import t, time, word
from casepwa.state.approval_note_rows import Checked, Other
from casepwa.state.approvals import ApprovalsState

_SMALL = "size-[1.25rem]"


def checks(note: Any) -> rx.Component:
    """Every check as one list, flags in full width."""
    return rx.el.ul(
        rx.foreach(note.checks, _check),
        rx.cond(count(note.lacks) > 0, _lacks(note)),
        aria_label=t("Checks"),
        class_name="mt-3 grid grid-cols-1 gap-x-6 border-y border-line py-1 lg:grid-cols-2",
    )


def _check(check: Checked) -> rx.Component:
    return rx.el.li(
        rx.cond(
            check.is_flag,
            rx.el.span(icon("flag", size=_SMALL), class_name="mt-px text-attn"),
            rx.el.span(icon("circle-check", size=_SMALL), class_name="mt-px text-ok"),
        ),
        rx.el.span(
            rx.cond(
                check.is_flag,
                rx.fragment(
                    rx.el.strong(word("flag_name", check.code), class_name="font-semibold text-attn"),
                    " ",
                    rx.el.span(word("flag", check.code), class_name="text-ink-2"),
                    rx.foreach(check.others, _other),
                    rx.cond(
                        (check.code == "overlap") & (ApprovalsState.chosen.overlap_reason != ""),
                        rx.fragment(
                            " ",
                            t(
                                "{name}: “{words}”",
                                name=ApprovalsState.chosen.author,
                                words=ApprovalsState.chosen.overlap_reason,
                            ),
                        ),
                    ),
                    rx.cond(
                        (check.code == "units_over_day") & (check.limit > 0),
                        rx.fragment(" ", t("{n} of {limit} for the day", n=check.units, limit=check.limit)),
                    ),
                ),
                rx.match(
                    check.code,
                    ("on_time", _well(t("On time"), t("written in time"))),
                    ("no_duplicate", _well(t("No duplicate"), t("and new text"))),
                    _well(
                        t("Units"),
                        rx.cond(
                            check.limit > 0,
                            t("{n} of {limit} for the day", n=check.units, limit=check.limit),
                            t("{n} for the day", n=check.units),
                        ),
                    ),
                ),
            ),
            class_name="min-w-0 text-meta",
        ),
        key=check.code,
        class_name=rx.cond(
            check.is_flag, "flex items-start gap-2.5 py-2 lg:col-span-2", "flex items-start gap-2.5 py-2"
        ),
    )


def _well(words: Any, more: Any) -> rx.Component:
    return rx.fragment(
        rx.el.strong(words, class_name="font-semibold text-ok"),
        " ",
        rx.el.span(more, class_name="text-ink-2"),
    )


def _other(one: Other) -> rx.Component:
    return rx.fragment(
        " ",
        t(
            "{type}, {start} to {end}.",
            type=word("contact_type", one.contact_type),
            start=time(one.starts),
            end=time(one.ends),
        ),
    )


def _lacks(note: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(icon("info", size=_SMALL), class_name="mt-px text-ink-2"),
        rx.el.span(
            rx.el.strong(t("Record lacks"), class_name="font-semibold text-ink-2"),
            " ",
            rx.foreach(note.lacks, _lack),
            class_name="min-w-0 text-meta text-ink-2",
        ),
        class_name="flex items-start gap-2.5 py-2 lg:col-span-2",
    )


def _lack(code: Any, index: Any) -> rx.Component:
    return rx.fragment(rx.cond(index > 0, ", ", ""), word("lacks", code))
