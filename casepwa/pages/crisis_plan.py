"""A crisis plan: calls, Tell them, What helps and Never do on the first screen; the rest below."""

import reflex as rx

from casepwa.components.frames import shell
from casepwa.components.kit import buttons, icons, states
from casepwa.components.plans import crisis_facts, crisis_steps
from casepwa.components.plans.crisis_calls import call_grid, more_calls, other_lines
from casepwa.components.plans.propose_sheet import PROPOSE, propose_sheet
from casepwa.offline.crisis_plan import plan
from casepwa.offline.local import count
from casepwa.offline.sheets import open_sheet
from casepwa.offline.text import t

ROUTE = "/people/[client_id]/crisis"


TITLE = t("Crisis plan")


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
        rx.cond(
            plan.may_edit,
            buttons.link_button(
                rx.cond(plan.state == "none", t("Write the plan"), t("Edit the plan")),
                href=f"/clients/{plan.id}/crisis/edit",
                look="secondary",
                size=size,
                custom_attrs={"reloadDocument": True},
                class_name="flex-1 basis-[8rem]",
            ),
            buttons.button(
                rx.cond(plan.state == "none", t("Propose a plan"), t("Propose a change")),
                look="secondary",
                on_click=open_sheet(PROPOSE, plan.id),
                size=size,
                class_name="flex-1 basis-[8rem]",
            ),
        ),
    )


def _plan() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            crisis_facts.tell_them(),
            crisis_facts.tight(
                t("What helps"),
                plan.helps,
                "check",
                "text-ok",
                "border border-line",
                aside=crisis_facts.more_below(),
            ),
            crisis_facts.tight(t("Never do"), plan.never, "ban", "text-ink", "border-2 border-ink"),
            other_lines(),
            class_name="min-w-0",
        ),
        rx.el.div(
            crisis_facts.more_helps(),
            crisis_steps.steps(),
            crisis_facts.lead(t("Signs and triggers"), plan.signs, "circle-alert", "text-ink-2"),
            crisis_facts.lead(t("Making the place safer"), plan.safer, "lock", "text-ink-2"),
            crisis_facts.lead(t("What over looks like"), plan.over, "circle-check", "text-ok"),
            crisis_facts.lead(t("Medications"), plan.medications, "pill", "text-ink-2"),
            crisis_steps.places(),
            _foot(),
            # Below the first screen of a phone: drawn when it is scrolled to.
            class_name="min-w-0 [contain-intrinsic-size:auto_80rem] [content-visibility:auto]",
        ),
        class_name="grid grid-cols-1 items-start gap-x-6 @min-[44rem]:grid-cols-2",
    )


def _no_plan() -> rx.Component:
    return rx.el.div(
        crisis_facts.tell_them(),
        other_lines(),
        rx.el.p(
            t("Only a coordinator or supervisor publishes a plan."),
            class_name="mt-4 px-1 text-meta text-ink-2",
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
