"""Calls for help. Solid red calls someone now: the same four, in the same order and size, everywhere."""

import reflex as rx

from casepwa.components.kit import buttons, icons
from casepwa.components.kit.calls import CALL_911, CALL_988, TEXT_988
from casepwa.offline.crisis_plan import Call, Plan
from casepwa.offline.crisis_plan import plan as staff_plan
from casepwa.offline.local import count
from casepwa.offline.text import t

# `?&body=` is understood by Android and iOS alike.
TEXT_AYUDA = "sms:988?&body=AYUDA"


def call_grid(plan: Plan = staff_plan, *, first: bool = True) -> rx.Component:
    """The plan's first call, Call 988, Text 988, Call 911; with `first=False` only the last three."""
    return rx.el.div(
        rx.foreach(plan.first_call, _first) if first else None,
        _now(t("Call 988"), CALL_988, "phone"),
        _now(t("Text 988"), TEXT_988, "message"),
        _now(t("Call 911"), CALL_911, "phone-call", wide=not first),
        class_name="grid grid-cols-1 gap-2.5 @min-[17rem]:grid-cols-2 @min-[40rem]:grid-cols-4",
    )


def _first(call: Call) -> rx.Component:
    return rx.fragment(
        buttons.link_button(
            call.label,
            href=call.tel,
            before=t("Call"),
            look="call_now",
            leading="phone",
            size=buttons.CRISIS,
        ),
        key=call.id,
    )


def _now(words: rx.Var, href: str, drawing: str, *, wide: bool = False) -> rx.Component:
    return buttons.link_button(
        words,
        href=href,
        look="call_now",
        leading=drawing,
        size=buttons.CRISIS,
        class_name="@min-[17rem]:col-span-2 @min-[40rem]:col-span-1" if wide else "",
    )


def more_calls(plan: Plan = staff_plan) -> rx.Component:
    """Further calls of the plan, in its order."""
    return rx.cond(
        count(plan.more_calls) > 0,
        rx.el.div(
            rx.foreach(plan.more_calls, _more),
            class_name="mt-2.5 flex flex-wrap gap-2.5",
        ),
    )


def _more(call: Call) -> rx.Component:
    return rx.fragment(
        buttons.link_button(
            call.label,
            href=call.tel,
            before=t("Call"),
            look="call_more",
            leading="phone",
            size="min-h-12 px-2 text-body",
            class_name="flex-1 basis-[8rem]",
        ),
        key=call.id,
    )


def other_lines() -> rx.Component:
    """988 in Spanish and for Veterans."""
    return rx.el.div(
        rx.el.p(
            icons.icon("languages", class_name="mt-0.5 text-ink-2"),
            rx.el.span(
                t("988 in Spanish: press 2, or"),
                " ",
                rx.el.a(t("text AYUDA"), href=TEXT_AYUDA, class_name=_INLINE),
            ),
            class_name="flex items-start gap-2.5",
        ),
        rx.el.p(
            icons.icon("shield-check", class_name="mt-0.5 text-ink-2"),
            t("Veterans: call 988 and press 1"),
            class_name="mt-1 flex items-start gap-2.5",
        ),
        class_name="mt-2.5 rounded-card border border-line bg-surface px-4 py-3",
    )


_INLINE = "-my-3 inline-block py-3 font-semibold text-crisis-ink underline underline-offset-4"
