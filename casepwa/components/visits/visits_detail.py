"""One worker who is out: how to reach them, who has been told, who read it, and **Mark safe**."""

from typing import Any

import reflex as rx

from casepwa.components.kit import buttons, fields
from casepwa.components.kit.cards import CARD, heading
from casepwa.components.kit.icons import BESIDE_TEXT, LEADING, icon
from casepwa.components.kit.words import clock_off, moment
from casepwa.components.visits.visits_board import standing, who_and_where
from casepwa.offline import phone_links
from casepwa.offline.desk import kept
from casepwa.offline.local import count
from casepwa.offline.text import error_text, exact, t, time, word
from casepwa.state.visits_now import VisitsNowState
from casepwa.state.visits_now_rows import Spoken, Stage, ToldOf

_HOW = ("phone", "in_person", "text", "other")


def detail(row: Any, *, back: str) -> rx.Component:
    """The right side of the screen; on a phone the whole of it, with the way ``back``."""
    return rx.fragment(
        rx.el.div(
            rx.el.div(
                buttons.icon_button(
                    t("Back to who is out"), "arrow-left", href=back, class_name="-ml-3 lg:hidden"
                ),
                rx.el.h2(row.worker, id="who-is-out", class_name="text-title font-bold wrap-break-word"),
                class_name="flex items-center gap-1",
            ),
            rx.el.p(standing(row), class_name="mt-1"),
            _facts(row),
            _reach(row),
            rx.cond(count(row.stages) > 0, _told(row)),
            rx.cond(count(row.spoken) > 0, _spoken(row)),
            tab_index=0,
            role="region",
            aria_label=row.worker,
            class_name="min-h-0 flex-1 overflow-y-auto px-4 pt-4 pb-3",
        ),
        rx.cond(row.is_open, _mark_safe(row)),
    )


def _facts(row: Any) -> rx.Component:
    return rx.el.div(
        rx.cond(
            row.called_at,
            rx.el.p(t("Called at {time}", time=time(row.called_at)), class_name="font-semibold text-attn"),
        ),
        rx.el.p(who_and_where(row)),
        rx.cond(
            row.since & row.back_by,
            rx.el.p(
                t("Since {since}, back by {until}", since=time(row.since), until=time(row.back_by)),
                class_name="text-ink-2 tabular-nums",
            ),
        ),
        rx.cond(
            row.clock_ahead != 0,
            rx.el.p(
                icon("flag", size=BESIDE_TEXT),
                rx.el.span(t("At check-in"), ": ", clock_off(row.clock_ahead)),
                class_name="mt-0.5 flex items-center gap-1.5 text-attn",
            ),
        ),
        rx.cond(
            row.going_with,
            rx.el.p(t("Goes along: {name}", name=row.going_with), class_name="text-ink-2"),
        ),
        rx.cond(
            row.address,
            rx.cond(
                row.map_href,
                rx.el.a(
                    icon("map-pin", size=BESIDE_TEXT),
                    rx.el.span(row.address),
                    href=row.map_href,
                    class_name=(
                        "-ml-1 inline-flex min-h-12 items-center gap-1.5 rounded-control px-1 "
                        "text-accent-ink underline decoration-accent-ink/40 underline-offset-4"
                    ),
                ),
                rx.el.p(
                    icon("map-pin", size=BESIDE_TEXT),
                    rx.el.span(row.address),
                    class_name="flex items-center gap-1.5",
                ),
            ),
        ),
        class_name="mt-2",
    )


def _reach(row: Any) -> rx.Component:
    return rx.el.div(
        rx.cond(
            row.phone,
            buttons.link_button(
                t("Call"),
                href=phone_links.tel(row.phone),
                look="tint",
                leading="phone",
                about=row.worker,
                class_name="flex-1 basis-[7rem]",
            ),
        ),
        rx.cond(
            row.is_open,
            buttons.link_button(
                t("Call 911"),
                href="tel:911",
                look="call_now",
                leading="phone-call",
                class_name="flex-1 basis-[7rem]",
            ),
        ),
        class_name="mt-2 flex flex-wrap gap-3",
    )


def _told(row: Any) -> rx.Component:
    return rx.fragment(
        rx.el.h3(t("Who has been told"), class_name="mt-4 text-meta font-semibold text-ink-2"),
        rx.el.ol(rx.foreach(row.stages, _stage), class_name="mt-1"),
    )


def _stage(stage: Stage) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            rx.match(
                stage.state,
                ("told", rx.el.span(icon("circle-check", size=LEADING), class_name="text-ok")),
                ("now", rx.el.span(icon("bell-ring", size=LEADING), class_name="text-attn")),
                rx.el.span(icon("clock", size=LEADING), class_name="text-ink-2"),
            ),
            class_name="mt-0.5",
        ),
        rx.el.div(
            rx.el.p(
                rx.el.span(word("stage", stage.stage), class_name="font-semibold"),
                moment(
                    time(stage.at),
                    stage.at,
                    title=exact(stage.at),
                    class_name="shrink-0 text-meta text-ink-2 tabular-nums",
                ),
                class_name="flex flex-wrap items-baseline justify-between gap-x-2",
            ),
            rx.cond(
                stage.state == "next",
                rx.el.p(
                    rx.match(
                        stage.stage,
                        ("worker", t("Will be asked on their phone")),
                        ("supervisor", t("Will be told, with who goes along")),
                        t("Will be told, with the address"),
                    ),
                    class_name="text-meta text-ink-2",
                ),
                rx.el.ul(rx.foreach(stage.told, _person)),
            ),
            class_name="min-w-0 flex-1",
        ),
        key=stage.stage,
        class_name="flex items-start gap-3 py-2",
        aria_current=rx.cond(stage.state == "now", "step", "false"),
    )


def _person(one: ToldOf) -> rx.Component:
    return rx.el.li(
        rx.cond(
            one.told_as == "worker",
            t("Asked on their phone. No answer."),
            rx.fragment(
                rx.cond(one.is_me, t("You"), one.name),
                ", ",
                word("told_as", one.told_as),
                ". ",
                rx.cond(
                    one.read_at,
                    t("Read at {time}.", time=time(one.read_at)),
                    rx.cond(one.is_me, "", t("Not read yet.")),
                ),
            ),
        ),
        key=one.id,
        class_name="text-meta text-ink-2",
    )


def _spoken(row: Any) -> rx.Component:
    return rx.fragment(
        heading(t("Spoken with")),
        rx.el.ul(rx.foreach(row.spoken, _check), class_name=f"{CARD} divide-y divide-line"),
    )


def _check(one: Spoken) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.el.strong(word("spoken", one.how), class_name="font-semibold"),
            ", ",
            moment(time(one.at), one.at, title=exact(one.at), class_name="tabular-nums"),
        ),
        rx.el.p(
            t("Spoke with them: {name}", name=one.by),
            rx.cond(one.by != one.marked_by, rx.fragment(". ", t("Marked by {name}", name=one.marked_by))),
            class_name="text-meta text-ink-2",
        ),
        rx.cond(one.words, rx.el.p(one.words, class_name="text-meta wrap-break-word whitespace-pre-line")),
        key=one.id,
        class_name="px-4 py-3",
    )


def _mark_safe(row: Any) -> rx.Component:
    """Uncontrolled, and kept in the browser until it is taken, as the alarms' form is."""
    how_error = rx.cond(VisitsNowState.how_error == "safe_says_how", error_text(VisitsNowState.how_error), "")
    words_error = rx.cond(
        VisitsNowState.how_error == "safe_other_needs_words", error_text(VisitsNowState.how_error), ""
    )
    return rx.el.form(
        fields.hidden("subject_id", row.id),
        fields.field(
            "how",
            t("How did you speak with them?"),
            fields.select(
                rx.el.option(t("Choose one"), value=""),
                *[rx.el.option(word("spoken", code), value=code) for code in _HOW],
                id="how",
                name="how",
                default_value="",
                **fields.told("how", how_error),
            ),
            error=how_error,
        ),
        rx.el.details(
            rx.el.summary(
                t("Someone else spoke with them, or there is more to say"),
                class_name=(
                    "flex min-h-12 cursor-pointer items-center rounded-control text-meta font-medium "
                    "text-accent-ink"
                ),
            ),
            rx.el.div(
                fields.field(
                    "spoken_by",
                    t("Who spoke with them"),
                    fields.text_input(id="spoken_by", name="spoken_by", max_length=200, auto_complete="off"),
                ),
                fields.field(
                    "words",
                    t("In a few words"),
                    fields.text_area(
                        id="words",
                        name="words",
                        rows=2,
                        max_length=2000,
                        **fields.told("words", words_error),
                    ),
                    error=words_error,
                ),
                class_name="flex flex-col gap-3 pt-1 pb-3",
            ),
            open=rx.cond(VisitsNowState.how_error == "safe_other_needs_words", True, False),
        ),
        buttons.button(
            t("Mark safe"), leading="shield-check", type="submit", size=buttons.BAR, class_name="w-full"
        ),
        on_submit=VisitsNowState.mark_safe,
        on_mount=kept,
        key=row.id,
        custom_attrs={"data-keep": f"safe:{row.id}"},
        no_validate=True,
        class_name="flex flex-col gap-1 border-t border-line bg-surface p-4",
    )
