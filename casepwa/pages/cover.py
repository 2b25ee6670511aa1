"""Cover: one worker stands in for another, with dates. Their access ends by itself."""

import reflex as rx

from casepwa.components.caseloads import cover_supervisor
from casepwa.components.caseloads.cover_days import cover_days
from casepwa.components.frames.desk import desk_screen
from casepwa.components.kit import buttons, fields, states
from casepwa.components.kit.cards import CARD, LIST, chip, heading
from casepwa.components.kit.icons import LEADING, icon
from casepwa.offline.desk import forget_kept, kept
from casepwa.offline.local import count
from casepwa.offline.text import error_text, t, weekday
from casepwa.state.caseload_rows import Covered
from casepwa.state.cover import CoverState, Somebody
from casepwa.state.desk_news import NEWS

ROUTE = "/cover"
TITLE = t("Cover")
ON_LOAD = [CoverState.look, CoverState.follow, *NEWS]


def page() -> rx.Component:
    """The page: what stands, then the form."""
    return desk_screen(
        "supervisor",
        "caseloads",
        rx.el.div(
            rx.el.div(
                rx.el.div(
                    buttons.icon_button(
                        t("Back to the caseloads"), "arrow-left", href="/caseloads", class_name="-ml-3"
                    ),
                    rx.el.h1(t("Cover"), class_name="text-display font-bold tracking-tight"),
                    class_name="flex items-center gap-1",
                ),
                rx.el.p(
                    t(
                        "Who covers sees the people of who is away, on their phone too, from the first day "
                        "to the end of the last. Then it ends by itself."
                    ),
                    class_name="text-ink-2",
                ),
                rx.cond(
                    CoverState.status == "full",
                    rx.fragment(_standing(), _form(), cover_supervisor.away(), cover_supervisor.own_notes()),
                    states.skeleton(t("Opening cover")),
                ),
                class_name="mx-auto w-full max-w-160",
            ),
            class_name="min-h-0 flex-1 overflow-y-auto px-4 pt-4 pb-8",
        ),
    )


def _standing() -> rx.Component:
    return rx.fragment(
        heading(t("Now and ahead")),
        rx.cond(
            count(CoverState.seen.covers) > 0,
            rx.el.ul(rx.foreach(CoverState.seen.covers, _cover), class_name=LIST),
            rx.el.p(t("Nobody is covered for now."), class_name="text-ink-2"),
        ),
    )


def _cover(one: Covered) -> rx.Component:
    return rx.el.li(
        rx.el.span(icon("calendar-clock", size=LEADING), class_name="mt-0.5 text-ink-2"),
        rx.el.div(
            rx.el.p(
                rx.el.strong(
                    t("{name} covers for {absent}", name=one.covering, absent=one.absent),
                    class_name="font-semibold",
                )
            ),
            rx.el.p(
                t("{first} to {last}", first=weekday(one.starts_at), last=weekday(one.last_day)),
                rx.cond(one.reason, rx.fragment(", ", one.reason)),
                class_name="text-meta text-ink-2",
            ),
            rx.cond(
                one.has_begun,
                chip(t("Now"), "circle-check", tone="ok", class_name="mt-1"),
                chip(t("Ahead"), "clock", class_name="mt-1"),
            ),
            class_name="min-w-0 flex-1 basis-40",
        ),
        rx.cond(
            one.may_end,
            buttons.button(
                t("End cover"),
                look="secondary",
                about=t("of {name} for {absent}", name=one.covering, absent=one.absent),
                on_click=CoverState.end(one.id),
            ),
        ),
        key=one.id,
        class_name="flex flex-wrap items-start gap-3 px-4 py-3",
    )


def _form() -> rx.Component:
    """Uncontrolled; kept in the browser until it is taken, then it empties."""
    return rx.fragment(
        heading(t("Arrange cover")),
        rx.cond(
            CoverState.given > 0,
            rx.el.p(
                icon("check"),
                t("Cover is arranged."),
                rx.el.span(on_mount=forget_kept, custom_attrs={"data-forget": "cover"}, key=CoverState.given),
                role="status",
                class_name="mb-2 flex items-center gap-1.5 font-medium text-ok",
            ),
        ),
        rx.el.form(
            fields.field(
                "absent_id",
                t("Who is away"),
                fields.select(
                    rx.el.option(t("Choose a worker"), value=""),
                    rx.foreach(CoverState.seen.workers, _absent),
                    id="absent_id",
                    name="absent_id",
                    default_value="",
                ),
            ),
            fields.field(
                "covering_id",
                t("Who covers"),
                fields.select(
                    rx.el.option(t("Choose a worker"), value=""),
                    rx.foreach(CoverState.seen.workers, _covering),
                    id="covering_id",
                    name="covering_id",
                    default_value="",
                ),
            ),
            *cover_days(),
            rx.cond(
                CoverState.error,
                fields.field_error(error_text(CoverState.error, CoverState.error_params), role="alert"),
            ),
            buttons.button(
                t("Give cover"), leading="handshake", type="submit", size=buttons.BAR, class_name="w-full"
            ),
            on_submit=CoverState.give,
            on_mount=kept,
            key=CoverState.given,
            custom_attrs={"data-keep": "cover"},
            class_name=f"{CARD} flex flex-col gap-3 p-4",
        ),
    )


def _absent(worker: Somebody) -> rx.Component:
    return rx.el.option(
        t("{name}, {n} person", plural="{name}, {n} people", name=worker.name, n=worker.people),
        value=worker.id,
        key=worker.id,
    )


def _covering(worker: Somebody) -> rx.Component:
    return rx.cond(
        worker.can_take_over,
        rx.el.option(
            t("{name}, {n} person", plural="{name}, {n} people", name=worker.name, n=worker.people),
            value=worker.id,
            key=worker.id,
        ),
    )
