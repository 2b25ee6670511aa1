"""A crisis plan: calls, Tell them, What helps and Never do on the first screen; the rest below."""

from typing import Any

import reflex as rx

from casepwa.components import buttons, cards, icons, shell, states
from casepwa.components.crisis_calls import call_grid, more_calls, other_lines
from casepwa.components.propose_sheet import PROPOSE, propose_sheet
from casepwa.offline.crisis_plan import Helps, Level, Line, Place, PlanStep, plan
from casepwa.offline.local import count
from casepwa.offline.sheets import open_sheet
from casepwa.offline.text import t

ROUTE = "/people/[client_id]/crisis"
TITLE = "Crisis plan"


def page() -> rx.Component:
    """The page."""
    return shell.phone(
        shell.header_below(
            t("Back"), href="/crisis", title=plan.name, over=t("Crisis plan"), ground="crisis", goes_back=True
        ),
        rx.el.div(
            rx.cond(
                plan.state == "none",
                rx.el.p(
                    t("There is no plan for {name} yet. These still work.", name=plan.given_name),
                    class_name="mb-3",
                ),
            ),
            rx.cond(count(plan.first_call) > 0, call_grid(), call_grid(first=False)),
            more_calls(),
            class_name="-mx-4 bg-crisis-tint px-4 pt-1 pb-3",
        ),
        rx.match(
            plan.state,
            ("full", _plan()),
            ("none", _no_plan()),
            ("missing", states.not_on_phone()),
            states.skeleton(t("Opening the plan"), rows=3),
        ),
        actions=rx.cond((plan.state == "full") | (plan.state == "none"), _bar()),
        outside=(propose_sheet(),),
        notices_last=True,
    )


def _bar() -> rx.Component:
    size = "min-h-13 px-2 text-body"
    return rx.fragment(
        buttons.link_button(
            t("Record a crisis"),
            href=plan.note_href,
            look="secondary",
            leading="pen",
            size=size,
            class_name="flex-1 basis-[8rem]",
        ),
        buttons.button(
            rx.cond(plan.state == "none", t("Propose a plan"), t("Propose a change")),
            look="secondary",
            on_click=open_sheet(PROPOSE, plan.id),
            size=size,
            class_name="flex-1 basis-[8rem]",
        ),
    )


def _plan() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            _tell_them(),
            _tight(
                t("What helps"), plan.helps, "check", "text-ok", "border border-line", aside=_more_below()
            ),
            _tight(t("Never do"), plan.never, "ban", "text-ink", "border-2 border-ink"),
            other_lines(),
            class_name="min-w-0",
        ),
        rx.el.div(
            _more_helps(),
            _steps(),
            _lead(t("Signs and triggers"), plan.signs, "circle-alert", "text-ink-2"),
            _lead(t("Making the place safer"), plan.safer, "lock", "text-ink-2"),
            _lead(t("What over looks like"), plan.over, "circle-check", "text-ok"),
            _lead(t("Medications"), plan.medications, "pill", "text-ink-2"),
            _places(),
            _foot(),
            class_name="min-w-0",
        ),
        class_name="grid grid-cols-1 items-start gap-x-6 @min-[44rem]:grid-cols-2",
    )


def _no_plan() -> rx.Component:
    return rx.el.div(
        _tell_them(),
        other_lines(),
        rx.el.p(
            t("Only a coordinator or supervisor publishes a plan."),
            class_name="mt-4 px-1 text-meta text-ink-2",
        ),
    )


def _tell_them() -> rx.Component:
    tell = plan.tell
    return rx.el.section(
        rx.el.div(
            rx.el.h2(t("Tell them"), class_name="py-2 text-lead font-bold"),
            rx.cond(
                tell.dispatch,
                rx.el.a(
                    icons.icon("phone"),
                    rx.el.span(t("Dispatch {number}", number=tell.dispatch)),
                    href=tell.dispatch_tel,
                    class_name=(
                        "inline-flex min-h-12 items-center gap-1.5 rounded-control font-semibold "
                        "text-crisis-ink "
                        "hover:bg-crisis-tint"
                    ),
                ),
            ),
            class_name="flex flex-wrap items-center justify-between gap-x-3",
        ),
        rx.el.p(
            rx.el.strong(tell.who, class_name="font-semibold"),
            " ",
            tell.where_label,
            " ",
            rx.el.strong(tell.where, class_name="font-semibold"),
            class_name="-mt-1",
        ),
        rx.el.p("“", tell.ask_for, "”"),
        rx.el.p(
            tell.how,
            " ",
            rx.el.strong(tell.allergies, class_name="font-semibold"),
            " ",
            tell.weapons,
        ),
        class_name="mt-3 rounded-card border border-line bg-surface px-4 pt-1 pb-3",
    )


def _more_below() -> rx.Component:
    return rx.cond(
        plan.more_helps_words,
        rx.el.a(
            plan.more_helps_words,
            href="#more-helps",
            class_name=(
                "-my-3 inline-flex min-h-12 items-center text-meta text-ink-2 underline underline-offset-4"
            ),
        ),
    )


def _tight(
    title: Any, lines: Any, drawing: str, ink: str, edge: str, *, aside: rx.Component | None = None
) -> rx.Component:
    return rx.cond(
        count(lines) > 0,
        rx.el.section(
            rx.el.div(
                rx.el.h2(title, class_name="text-lead font-bold"),
                aside,
                class_name="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-3",
            ),
            rx.el.ul(
                rx.foreach(
                    lines,
                    lambda line: rx.el.li(
                        rx.el.span(icons.icon(drawing, size="size-[1.25rem]"), class_name=f"mt-0.5 {ink}"),
                        rx.el.span(line.words),
                        class_name="flex items-start gap-2.5",
                        key=line.id,
                    ),
                ),
                class_name="flex flex-col gap-1",
            ),
            class_name=f"mt-2.5 rounded-card bg-surface px-4 py-3 {edge}",
        ),
    )


def _more_helps() -> rx.Component:
    def group(row: Helps) -> rx.Component:
        return rx.el.div(
            rx.el.h3(row.title, class_name="mb-1.5 text-lead font-bold"),
            rx.el.ul(
                rx.foreach(row.lines, lambda line: _row(line, "check", "text-ok")),
                class_name="flex flex-col gap-2.5",
            ),
            key=row.id,
        )

    return rx.cond(
        count(plan.more_helps) > 0,
        cards.card(
            rx.el.h2(t("More that helps"), class_name="text-title font-bold"),
            rx.foreach(plan.more_helps, group),
            id="more-helps",
            class_name="mt-3 flex flex-col gap-4 p-4",
        ),
    )


def _row(line: Line, drawing: str, ink: str) -> rx.Component:
    return rx.el.li(
        rx.el.span(icons.icon(drawing, size="size-[1.25rem]"), class_name=f"mt-1 {ink}"),
        rx.el.span(line.words),
        class_name="flex items-start gap-3 text-lead",
        key=line.id,
    )


def _lead(title: Any, lines: Any, drawing: str, ink: str) -> rx.Component:
    return rx.cond(
        count(lines) > 0,
        cards.card(
            rx.el.h2(title, class_name="mb-2.5 text-title font-bold"),
            rx.el.ul(
                rx.foreach(lines, lambda line: _row(line, drawing, ink)), class_name="flex flex-col gap-2.5"
            ),
            class_name="mt-3 p-4",
        ),
    )


def _steps() -> rx.Component:
    return rx.cond(
        count(plan.steps) > 0,
        cards.card(
            rx.el.h2(t("Steps"), class_name="mb-2.5 text-title font-bold"),
            rx.el.ol(rx.foreach(plan.steps, _level), class_name="flex flex-col gap-5"),
            class_name="mt-3 p-4",
        ),
    )


def _level(level: Level) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            level.number,
            aria_hidden="true",
            class_name=(
                "flex size-[2.25rem] shrink-0 items-center justify-center rounded-full border-2 "
                "border-ink text-body "
                "font-bold"
            ),
        ),
        rx.el.div(
            rx.el.h3(level.title, class_name="text-lead font-bold"),
            rx.foreach(level.steps, _step),
            class_name="min-w-0 flex-1 pt-0.5",
        ),
        class_name="flex gap-3",
        key=level.id,
    )


def _step(step: PlanStep) -> rx.Component:
    return rx.el.p(
        rx.cond(step.who, rx.fragment(rx.el.strong(step.who, class_name="font-semibold"), " ")),
        step.what,
        rx.cond(
            step.tel,
            rx.el.a(
                icons.icon("phone", size=icons.IN_CHIP),
                step.phone,
                href=step.tel,
                aria_label=t("Call {phone}", phone=step.phone),
                class_name="-my-1 flex min-h-12 items-center gap-1.5 font-semibold text-crisis-ink",
            ),
        ),
        class_name="mt-1.5",
        key=step.id,
    )


def _places() -> rx.Component:
    def place(row: Place) -> rx.Component:
        return rx.el.li(
            rx.el.span(icons.icon("house", size="size-[1.25rem]"), class_name="mt-1 text-ink-2"),
            rx.el.span(row.words, class_name="min-w-0 flex-1"),
            rx.cond(
                row.tel,
                rx.el.a(
                    icons.icon("phone", size="size-6"),
                    href=row.tel,
                    aria_label=t("Call {place}", place=row.words),
                    class_name=(
                        "-my-2 inline-flex size-12 shrink-0 items-center justify-center "
                        "rounded-control text-crisis-ink "
                        "hover:bg-crisis-tint"
                    ),
                ),
            ),
            class_name="flex items-start gap-3 text-lead",
            key=row.id,
        )

    return rx.cond(
        count(plan.places) > 0,
        cards.card(
            rx.el.h2(t("Safe places"), class_name="mb-2.5 text-title font-bold"),
            rx.el.ul(rx.foreach(plan.places, place), class_name="flex flex-col gap-2.5"),
            class_name="mt-3 p-4",
        ),
    )


def _foot() -> rx.Component:
    return rx.el.div(
        rx.el.p(plan.version, class_name="text-meta text-ink-2"),
        rx.el.p(
            icons.icon("smartphone", size="size-[1.25em]"),
            rx.el.time(plan.since, date_time=plan.since_iso),
            class_name="mt-2 flex items-start gap-2 text-meta text-ink-2",
        ),
        rx.cond(
            plan.review,
            rx.cond(
                plan.review_is_over,
                rx.el.p(
                    icons.icon("triangle-alert", size="size-[1.25em]"),
                    rx.el.span(plan.review),
                    class_name="mt-2 flex items-start gap-2 text-meta font-medium text-attn",
                ),
                rx.el.p(
                    icons.icon("calendar-days", size="size-[1.25em]"),
                    rx.el.span(plan.review),
                    class_name="mt-2 flex items-start gap-2 text-meta text-ink-2",
                ),
            ),
        ),
        class_name="mt-4 px-1",
    )
