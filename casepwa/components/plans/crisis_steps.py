"""Who does what at each level of a crisis, and the safe places."""

import reflex as rx

from casepwa.components.kit import cards, icons
from casepwa.offline.crisis_plan import Level, Place, Plan, PlanStep
from casepwa.offline.crisis_plan import plan as staff_plan
from casepwa.offline.local import count
from casepwa.offline.text import t


def steps(plan: Plan = staff_plan) -> rx.Component:
    """Early, rising, crisis: who does what."""
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


def places(plan: Plan = staff_plan) -> rx.Component:
    """Safe places, with their phone."""

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
