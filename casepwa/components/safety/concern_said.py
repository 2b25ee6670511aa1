"""What was told of a safety concern: the first telling, and what was added later."""

from typing import Any

import reflex as rx

from casepwa.components.kit.facts import LABEL, fact
from casepwa.components.kit.icons import BESIDE_TEXT, icon
from casepwa.components.kit.words import moment
from casepwa.offline.text import exact, t, word
from casepwa.state.concern_rows import AddedLater, SaidLater


def facts(said: Any, *, class_name: str) -> rx.Component:
    """Everything that was told, in the order of the form."""
    return rx.el.dl(
        fact(t("What was seen or heard"), said.what),
        fact(t("Asked directly"), rx.match(said.asked_directly, ("yes", t("Yes")), ("no", t("No")), "")),
        fact(t("Answer"), said.answer),
        fact(t("Plan"), said.plan),
        fact(t("Means"), said.means),
        fact(t("Done"), said.action),
        fact(t("Who stays"), said.who_stays),
        fact(t("Talked over with"), said.consulted_with),
        fact(t("Called"), said.called_whom),
        fact(t("When called"), rx.cond(said.called_at, exact(said.called_at), "")),
        fact(t("Report number"), said.report_number),
        rx.foreach(said.added, _added),
        class_name=class_name,
    )


def _added(one: AddedLater) -> rx.Component:
    """What was said after the first telling, with its time; the first stays above it."""
    return rx.el.div(
        rx.el.dt(
            icon("history", size=BESIDE_TEXT),
            rx.el.span(t("Added later"), ", ", moment(exact(one.at), one.at)),
            class_name="flex items-center gap-1.5 text-meta font-semibold text-attn",
        ),
        rx.foreach(one.said, _later),
        key=one.at,
        class_name="border-t border-line pt-3",
    )


def _later(said: SaidLater) -> rx.Component:
    return rx.el.dd(
        rx.el.span(word("field", said.field), ": ", class_name=LABEL),
        rx.match(
            said.field,
            ("kind", word("concern", said.words)),
            ("called_at", exact(said.words)),
            ("asked_directly", rx.cond(said.words == "yes", t("Yes"), t("No"))),
            said.words,
        ),
        key=said.field,
        class_name="mt-1 wrap-break-word whitespace-pre-line",
    )
