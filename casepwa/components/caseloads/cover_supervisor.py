"""Cover for the supervisor who looks: who stands in while they are away, and who approves their own notes."""

from typing import Any

import reflex as rx

from casepwa.components.caseloads.cover_days import cover_days
from casepwa.components.kit import buttons, fields
from casepwa.components.kit.cards import CARD, heading
from casepwa.components.kit.icons import icon
from casepwa.offline.desk import forget_kept, kept
from casepwa.offline.local import count
from casepwa.offline.text import error_text, short_day, t
from casepwa.state.cover import CoverState, Peer

_FORM = f"{CARD} flex flex-col gap-3 p-4"
_ABOUT = "mb-2 text-ink-2"


def away() -> rx.Component:
    """The form for one's own days away. Uncontrolled; kept in the browser until it is taken."""
    return rx.fragment(
        heading(t("When you are away")),
        rx.el.p(
            t(
                "Who covers for you approves the notes that wait for you, sees Visits now, and is told of "
                "alarms and overdue visits."
            ),
            class_name=_ABOUT,
        ),
        rx.cond(
            CoverState.away_given > 0,
            _done(t("Your cover is arranged."), "away", CoverState.away_given),
        ),
        _for_peers(
            rx.el.form(
                fields.field(
                    "away-covering_id", t("Who covers for you"), _peers("away-covering_id", "covering_id")
                ),
                *cover_days("away-"),
                _fault(CoverState.away_error),
                _submit(t("Arrange my cover"), "handshake"),
                on_submit=CoverState.give_mine,
                on_mount=kept,
                key=CoverState.away_given,
                custom_attrs={"data-keep": "away"},
                class_name=_FORM,
            )
        ),
    )


def own_notes() -> rx.Component:
    """Who approves the notes that this supervisor writes."""
    seen = CoverState.seen
    return rx.fragment(
        heading(t("Notes that you write")),
        rx.el.p(
            t("Nobody approves their own notes. Name another supervisor who approves yours."),
            class_name=_ABOUT,
        ),
        rx.cond(
            seen.second,
            rx.el.div(
                rx.el.p(
                    icon("clipboard-check"),
                    t("{name} approves them since {day}", name=seen.second, day=short_day(seen.second_since)),
                    class_name="flex min-w-0 flex-1 items-center gap-2 font-medium",
                ),
                buttons.button(
                    t("End this"), look="secondary", about=seen.second, on_click=CoverState.end_second
                ),
                class_name=f"{CARD} mb-3 flex flex-wrap items-center gap-3 p-4",
            ),
        ),
        _for_peers(
            rx.el.form(
                fields.field("second_id", t("Who approves your notes"), _peers("second_id", "second_id")),
                _fault(CoverState.second_error),
                _submit(t("Name them"), "check"),
                on_submit=CoverState.name_second,
                class_name=_FORM,
            )
        ),
    )


def _for_peers(form: rx.Component) -> rx.Component:
    return rx.cond(
        count(CoverState.seen.supervisors) > 0,
        form,
        rx.el.p(
            t("There is no other supervisor here yet. An administrator can invite one."),
            class_name=f"{CARD} p-4 text-ink-2",
        ),
    )


def _peers(id_: str, name: str) -> rx.Component:
    return fields.select(
        rx.el.option(t("Choose a supervisor"), value=""),
        rx.foreach(CoverState.seen.supervisors, _peer),
        id=id_,
        name=name,
        default_value="",
    )


def _peer(one: Peer) -> rx.Component:
    return rx.el.option(one.name, value=one.id, key=one.id)


def _fault(error: Any) -> rx.Component:
    return rx.cond(error, fields.field_error(error_text(error), role="alert"))


def _done(words: Any, form: str, number: Any) -> rx.Component:
    return rx.el.p(
        icon("check"),
        words,
        rx.el.span(on_mount=forget_kept, custom_attrs={"data-forget": form}, key=number),
        role="status",
        class_name="mb-2 flex items-center gap-1.5 font-medium text-ok",
    )


def _submit(words: rx.Var[str], drawing: str) -> rx.Component:
    return buttons.button(
        words, look="secondary", leading=drawing, type="submit", size=buttons.BAR, class_name="w-full"
    )
