"""Complaints of families: who said what, what was done, and whom it names, who has not seen it."""

import reflex as rx

from casepwa.components.frames.desk import desk_screen
from casepwa.components.kit import buttons, states
from casepwa.components.kit.cards import CARD, chip
from casepwa.components.kit.fields import field, hidden, text_area, told
from casepwa.components.kit.words import moment
from casepwa.offline.desk import forget_kept, kept
from casepwa.offline.text import error_text, exact, t, word
from casepwa.state.complaints import Complaint, ComplaintsState, Event
from casepwa.state.desk_news import NEWS

ROUTE = "/complaints"
TITLE = t("Complaints")
ON_LOAD = [ComplaintsState.look, ComplaintsState.follow, *NEWS]


def page() -> rx.Component:
    """The page."""
    return desk_screen(
        "supervisor",
        "complaints",
        rx.el.div(
            rx.el.h1(t("Complaints"), class_name="text-display font-bold tracking-tight"),
            _content(),
            tab_index=0,
            role="region",
            aria_label=t("Complaints"),
            class_name="min-h-0 flex-1 overflow-y-auto px-4 pt-4 pb-8 md:px-6",
        ),
    )


def _content() -> rx.Component:
    return rx.fragment(
        rx.el.p(
            t("Nobody can delete one. The family sees what you write here, and when."),
            class_name="text-ink-2",
        ),
        rx.match(
            ComplaintsState.status,
            (
                "full",
                rx.el.ul(
                    rx.foreach(ComplaintsState.rows, _complaint),
                    class_name="mt-3 flex max-w-200 flex-col gap-3",
                ),
            ),
            (
                "empty",
                states.blank(t("No complaint waits"), t("New ones stand here, the oldest first."), "check"),
            ),
            states.skeleton(t("Opening")),
        ),
    )


def _complaint(one: Complaint) -> rx.Component:
    return rx.el.li(
        rx.el.p(t("{name}, about {client}", name=one.by, client=one.client), class_name="font-semibold"),
        moment(exact(one.received_at), one.received_at, class_name="block text-meta text-ink-2"),
        rx.el.p(one.text, class_name="mt-2 text-lead whitespace-pre-wrap"),
        rx.el.div(
            rx.cond(
                one.about,
                rx.cond(
                    one.is_released,
                    chip(t("Names {names}, who may see it", names=one.about), "eye"),
                    chip(t("Names {names}, who does not see it", names=one.about), "eye-off", tone="attn"),
                ),
            ),
            rx.cond(
                one.is_resolved,
                chip(t("Resolved"), "check", tone="ok"),
                rx.cond(
                    one.is_acknowledged,
                    chip(t("Acknowledged"), "clock", tone="wait"),
                    chip(t("New"), "flag", tone="attn_solid"),
                ),
            ),
            class_name="mt-2 flex flex-wrap gap-1.5",
        ),
        rx.el.ul(rx.foreach(one.happened, _event), class_name="mt-2 text-meta text-ink-2 empty:hidden"),
        rx.cond(
            one.may_handle,
            _acts(one),
            rx.cond(
                ~one.is_resolved,
                rx.el.p(t("It names you: another supervisor answers it."), class_name="mt-3 text-ink-2"),
            ),
        ),
        key=one.id,
        class_name=f"{CARD} p-4",
    )


def _acts(one: Complaint) -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.cond(
                one.is_acknowledged | one.is_resolved,
                rx.fragment(),
                _act(one, "acknowledge", t("Tell them you are on it")),
            ),
            rx.cond(
                (one.about != "") & ~one.is_released,
                _act(one, "release", t("Let those it names see it"), look="secondary"),
            ),
            class_name="mt-3 flex flex-wrap gap-2 empty:hidden",
        ),
        rx.cond(
            one.is_resolved,
            rx.el.span(on_mount=forget_kept, custom_attrs={"data-forget": f"complaint:{one.id}"}),
            _resolve(one),
        ),
    )


def _event(one: Event) -> rx.Component:
    return rx.el.li(
        word("message_event", one.kind),
        ", ",
        one.by,
        ", ",
        moment(exact(one.at), one.at),
        rx.cond(one.text, rx.el.span(": ", one.text)),
        key=one.kind,
    )


def _act(one: Complaint, what: str, words: rx.Var[str], *, look: buttons.Look = "primary") -> rx.Component:
    return rx.el.form(
        hidden("message_id", one.id),
        hidden("what", what),
        buttons.button(words, look=look, type="submit", about=one.client),
        on_submit=ComplaintsState.handle,
    )


def _resolve(one: Complaint) -> rx.Component:
    name = f"answer-{one.id}"
    error = rx.cond(ComplaintsState.error_on == one.id, ComplaintsState.error, "")
    return rx.el.form(
        hidden("message_id", one.id),
        hidden("what", "resolve"),
        field(
            name,
            t("What was done"),
            text_area(id=name, name="answer", rows=3, **told(name, error)),
            hint=t("The family reads this."),
            error=rx.cond(error, error_text(error), ""),
        ),
        buttons.button(t("Resolve"), look="secondary", type="submit", about=one.client),
        on_submit=ComplaintsState.handle,
        on_mount=kept,
        custom_attrs={"data-keep": f"complaint:{one.id}"},
        class_name="mt-3 flex flex-col gap-2 border-t border-line pt-3",
    )
