"""Before the door: where, what to know, who goes along, Check in."""

import reflex as rx

from casepwa.components.kit import fields
from casepwa.components.kit.banners import banner
from casepwa.components.kit.cards import CARD, LIST
from casepwa.components.kit.icons import IN_CHIP, icon
from casepwa.components.visits.visit_parts import alerts, line, no_location
from casepwa.offline.local import count
from casepwa.offline.sheets import fault
from casepwa.offline.text import t
from casepwa.offline.triggers import no_enter
from casepwa.offline.visit import Choice, check_in, visit

FORM = "visit-check-in"
LENGTHS = ("30", "45", "60", "90")
_WITH = "visit-going-with"


def before() -> rx.Component:
    """The form that **Check in** submits."""
    return rx.el.form(
        _facts(),
        alerts(),
        rx.cond(visit.is_planned, rx.fragment(), _unplanned()),
        _going_with(),
        no_location("check-in"),
        rx.el.p(
            rx.el.span(icon("lock", size="size-[1.3em]"), class_name="mt-px"),
            rx.el.span(
                rx.cond(
                    visit.is_hidden,
                    t("This place is confidential: no location is recorded here."),
                    t("Your place is recorded at check-in and at check-out, never in between."),
                )
            ),
            class_name="flex items-start gap-2 text-meta text-ink-2",
        ),
        id=FORM,
        on_submit=check_in,
        no_validate=True,
        auto_complete="off",
        custom_attrs={"onKeyDown": no_enter},
        class_name="flex flex-col gap-3",
    )


def _facts() -> rx.Component:
    return rx.el.section(
        rx.cond(
            visit.is_planned,
            line(
                "calendar-clock",
                rx.el.p(rx.el.strong(visit.hours, class_name="font-semibold"), ", ", visit.day),
            ),
            line("calendar-clock", rx.el.p(t("Not planned. It begins when you check in."))),
        ),
        line(
            "map-pin",
            rx.el.p(visit.place),
            rx.cond(
                visit.is_hidden,
                rx.el.p(
                    icon("lock", size=IN_CHIP),
                    t("Place not shown here"),
                    class_name="flex items-center gap-1.5 text-meta text-ink-2",
                ),
                rx.cond(
                    visit.address,
                    rx.el.a(
                        visit.address,
                        href=visit.map_href,
                        class_name=(
                            "-my-1.5 inline-flex min-h-12 items-center text-accent-ink underline "
                            "decoration-accent-ink/40 underline-offset-4"
                        ),
                    ),
                ),
            ),
        ),
        line("list-checks", rx.el.p(visit.purpose)),
        rx.cond(
            visit.going_with,
            line("users", rx.el.p(t("With {name}", name=visit.going_with))),
        ),
        class_name=f"{CARD} flex flex-col gap-2.5 p-4",
    )


def _unplanned() -> rx.Component:
    return rx.fragment(
        rx.cond(
            count(visit.others) > 0,
            fields.group(
                t("Who else is seen"),
                rx.el.div(
                    rx.foreach(visit.others, _other),
                    class_name=LIST,
                ),
            ),
        ),
        fields.group(
            t("How long, about"),
            fields.choice(
                *[
                    fields.choice_cell(
                        t("{minutes} min", minutes=minutes),
                        name="minutes",
                        value=minutes,
                        default_checked=minutes == "60",
                    )
                    for minutes in LENGTHS
                ],
                columns="grid-cols-2 @min-[17rem]:grid-cols-4",
            ),
        ),
    )


def _other(other: Choice) -> rx.Component:
    return rx.el.div(fields.check_row(other.name, name="others", value=other.id), key=other.id)


def _going_with() -> rx.Component:
    """Who goes along: asked for until it is said, required where nobody goes alone."""
    return rx.fragment(
        rx.cond(
            visit.alone,
            banner(t("Two workers."), visit.alone, drawing="users", tone="attn", class_name=""),
        ),
        rx.cond(
            visit.asks_going,
            rx.el.div(
                fields.field(
                    _WITH,
                    t("Who goes with me"),
                    fields.text_input(
                        id=_WITH,
                        name="going_with",
                        max_length=2000,
                        auto_complete="off",
                        aria_describedby=fields.described_by(_WITH),
                        aria_invalid=rx.cond(fault(FORM, "going_with"), "true", "false"),
                        custom_attrs={"list": "visit-colleagues"},
                    ),
                    error=fault(FORM, "going_with"),
                ),
                rx.el.datalist(
                    rx.foreach(visit.colleagues, lambda one: rx.el.option(value=one.name, key=one.id)),
                    id="visit-colleagues",
                ),
            ),
        ),
    )
