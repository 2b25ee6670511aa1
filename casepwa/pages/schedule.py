"""Schedule a visit: who, when, where, what for, who goes along. Works offline."""

from typing import Any

import reflex as rx

from casepwa.components.frames import shell
from casepwa.components.frames.task import header_task
from casepwa.components.kit import buttons, fields, states
from casepwa.components.kit.banners import banner
from casepwa.components.kit.cards import LIST
from casepwa.components.kit.choosers import MOMENT, PLACES, PURPOSES, chooser
from casepwa.components.kit.icons import icon
from casepwa.offline.local import holds
from casepwa.offline.schedule import Choice, schedule, schedule_input, submit_plan
from casepwa.offline.sheets import fault
from casepwa.offline.text import t
from casepwa.offline.triggers import no_enter

ROUTE = "/people/[client_id]/visits/new"
TITLE = t("Schedule a visit")
FORM = "schedule-form"
LENGTHS = ("30", "45", "60", "90")


def page() -> rx.Component:
    """The page."""
    return shell.phone(
        header_task(
            buttons.icon_button(
                t("Back to {name}", name=schedule.name), "arrow-left", href=f"/people/{schedule.id}"
            ),
            t("Schedule a visit"),
        ),
        rx.match(
            schedule.state,
            ("full", _form()),
            ("gone", _gone()),
            states.skeleton(t("Opening the plan")),
        ),
        actions=rx.cond(schedule.state == "full", _submit()),
    )


def _form() -> rx.Component:
    return rx.el.form(
        rx.cond(
            schedule.fix_reason,
            banner(t("Needs a fix."), schedule.fix_reason, drawing="wrench", tone="attn", class_name=""),
        ),
        _who(),
        _when(),
        _where(),
        chooser("plan", "purpose", t("Purpose"), "purpose", PURPOSES, schedule.first.purpose),
        _going_with(),
        id=FORM,
        key=schedule.id,
        no_validate=True,
        auto_complete="off",
        on_submit=submit_plan,
        custom_attrs={"onInput": schedule_input, "onKeyDown": no_enter},
        class_name="mt-1 flex flex-col gap-4",
    )


def _said(name: str) -> rx.Component:
    """What is wrong with the field `name`."""
    words = fault(FORM, name)
    return rx.el.div(
        rx.cond(words, fields.field_error(words)), id=fields.described_by(f"plan-{name}"), role="status"
    )


def _told(name: str) -> dict[str, Any]:
    return {
        "aria_describedby": fields.described_by(f"plan-{name}"),
        "aria_invalid": rx.cond(fault(FORM, name), "true", "false"),
    }


def _who() -> rx.Component:
    return fields.group(
        t("Who"),
        rx.el.div(
            rx.foreach(
                schedule.people,
                lambda one: rx.el.div(
                    fields.check_row(
                        one.name,
                        name="client_ids",
                        value=one.id,
                        default_checked=holds(schedule.first.client_ids, one.id),
                    ),
                    key=one.id,
                ),
            ),
            class_name=LIST,
        ),
        _said("client_ids"),
    )


def _when() -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.el.div(_moment("day", t("Date"), "date"), _said("day")),
            rx.el.div(_moment("start", t("Start"), "time"), _said("start")),
            class_name="grid grid-cols-1 gap-x-3 gap-y-4 @min-[20rem]:grid-cols-2",
        ),
        fields.group(
            t("How long"),
            fields.choice(
                *[_length(t("{minutes} min", minutes=minutes), minutes) for minutes in LENGTHS],
                _length(t("Other"), "other"),
                columns="grid-cols-2 @min-[20rem]:grid-cols-5 [&>*:last-child]:col-span-2 "
                "@min-[20rem]:[&>*:last-child]:col-span-1",
            ),
            rx.el.div(
                rx.el.label(
                    t("How many minutes?"), html_for="plan-minutes_other", class_name=f"mt-2 {fields.LABEL}"
                ),
                fields.text_input(
                    id="plan-minutes_other",
                    name="minutes_other",
                    input_mode="numeric",
                    max_length=3,
                    default_value=schedule.first.minutes_other,
                    auto_complete="off",
                    class_name="max-w-40 tabular-nums",
                    **_told("minutes"),
                ),
                class_name="hidden group-has-[input[value=other]:checked]/length:block",
            ),
            _said("minutes"),
            class_name="group/length",
        ),
        rx.cond(
            schedule.clash,
            rx.el.p(
                rx.el.span(icon("flag"), class_name="mt-0.5 text-attn"),
                rx.el.span(schedule.clash),
                role="status",
                class_name="flex items-start gap-2.5 rounded-card border border-line bg-surface p-4",
            ),
        ),
    )


def _length(words: Any, value: str) -> rx.Component:
    return fields.choice_cell(
        words, name="minutes", value=value, default_checked=schedule.first.minutes == value
    )


def _moment(name: str, label: Any, kind: str) -> rx.Component:
    id_ = f"plan-{name}"
    return rx.fragment(
        rx.el.label(label, html_for=id_, class_name=fields.LABEL),
        fields.text_input(
            id=id_,
            name=name,
            type=kind,
            default_value=getattr(schedule.first, name),
            class_name=MOMENT,
            **_told(name),
        ),
    )


def _where() -> rx.Component:
    return rx.el.div(
        chooser("plan", "place", t("Place"), "place", PLACES, schedule.first.place),
        rx.el.div(
            _line("place_name", t("Name of the place (optional)"), schedule.first.place_name),
            _line("address", t("Address (optional)"), schedule.first.address),
            class_name="mt-4 flex flex-col gap-4 group-has-[option[value=home]:checked]/where:hidden",
        ),
        rx.cond(
            schedule.place_hidden,
            rx.el.p(
                t("The home address is confidential: it is not shown, and no location is recorded there."),
                class_name="mt-1.5 text-meta text-ink-2",
            ),
        ),
        class_name="group/where",
    )


def _line(name: str, label: Any, first: Any) -> rx.Component:
    id_ = f"plan-{name}"
    box = fields.text_input(id=id_, name=name, default_value=first, max_length=2000, auto_complete="off")
    return fields.field(id_, label, box)


def _going_with() -> rx.Component:
    return rx.el.div(
        fields.field(
            "plan-going_with",
            t("Who goes with me (optional)"),
            fields.text_input(
                id="plan-going_with",
                name="going_with",
                default_value=schedule.first.going_with,
                max_length=2000,
                auto_complete="off",
                custom_attrs={"list": "plan-colleagues"},
            ),
        ),
        rx.el.datalist(rx.foreach(schedule.colleagues, _colleague), id="plan-colleagues"),
        rx.cond(
            schedule.alone,
            rx.el.p(
                rx.el.span(icon("users"), class_name="mt-0.5"),
                rx.el.span(schedule.alone, " ", t("Say who goes with you, here or at the door.")),
                role="status",
                class_name="mt-2 flex items-start gap-2 font-medium text-attn",
            ),
        ),
    )


def _colleague(one: Choice) -> rx.Component:
    return rx.el.option(value=one.name, key=one.id)


def _submit() -> rx.Component:
    return rx.el.button(
        rx.cond(
            schedule.sending,
            rx.fragment(icon("loader", class_name="animate-spin"), t("Planning…")),
            rx.fragment(icon("calendar-check"), t("Plan visit")),
        ),
        type="submit",
        form=FORM,
        aria_disabled=rx.cond(schedule.sending, "true", "false"),
        class_name=f"{buttons.BASE} {buttons.LOOKS['primary']} {buttons.BAR} w-full",
    )


def _gone() -> rx.Component:
    return states.blank(
        t("This person is not on this phone"),
        t("They may have left your caseload. What you recorded is kept and still sent."),
        "users",
        action=buttons.link_button(t("Open People"), href="/people", look="secondary", leading="users"),
    )
