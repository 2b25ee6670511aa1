"""One person: crisis plan, call, text, write, check in; then the record."""

import reflex as rx

from casepwa.components.family.family_inbox import said
from casepwa.components.frames import shell
from casepwa.components.kit import buttons, details, icons, states
from casepwa.components.notes.amend_sheet import amend_sheet
from casepwa.components.notes.note_timeline import notes
from casepwa.components.people import person_plan, person_sections
from casepwa.components.people.call_sheets import REACH, note_call_sheet, reach_sheet
from casepwa.components.people.referral_sheet import referral_sheet
from casepwa.components.plans.step_sheets import step_sheets
from casepwa.offline.local import count
from casepwa.offline.person import AlertRow, person
from casepwa.offline.sheets import open_sheet
from casepwa.offline.text import t

ROUTE = "/people/[client_id]"
TITLE = t("Person")


def page() -> rx.Component:
    """The page."""
    return shell.phone(
        shell.header_below(t("Back to People"), href="/people"),
        rx.match(
            person.state,
            ("full", _record()),
            ("missing", rx.fragment(_unnamed(), states.not_on_phone())),
            rx.fragment(_unnamed(), states.skeleton(t("Opening the record"), rows=5)),
        ),
        tab="people",
        actions=rx.cond(
            person.state == "full",
            buttons.link_button(
                t("Check in"),
                href=person.check_in_href,
                about=t("with {names}", names=person.name),
                leading="map-pin-check",
                size=buttons.BAR,
                class_name="w-full",
            ),
        ),
        outside=(
            rx.cond(
                person.state == "full",
                rx.fragment(reach_sheet(), step_sheets(), referral_sheet(), amend_sheet()),
            ),
            note_call_sheet(),
        ),
    )


def _unnamed() -> rx.Component:
    """The page's heading while it has no person's name."""
    return rx.el.h1(t("Person"), class_name="sr-only")


def _record() -> rx.Component:
    """One column on a phone; what to do stays at the left of the record where there is room for two."""
    return rx.el.div(
        rx.el.div(
            _who(),
            _actions(),
            _alerts(),
            _sharing(),
            class_name="min-w-0 @min-[44rem]:sticky @min-[44rem]:top-20",
        ),
        details.sections(
            person_plan.goals(),
            person_plan.next_steps(),
            said(),
            person_sections.visits(),
            person_sections.team(),
            person_sections.services(),
            person_sections.about(),
            notes(),
            class_name="mt-4 @min-[44rem]:mt-1",
        ),
        class_name="grid grid-cols-1 items-start gap-x-6 @min-[44rem]:grid-cols-[2fr_3fr]",
    )


def _who() -> rx.Component:
    return rx.el.div(
        rx.el.h1(person.name, class_name="text-display font-bold tracking-tight"),
        rx.el.p(person.line, class_name="mt-0.5 text-ink-2"),
        rx.cond(
            person.until,
            rx.el.p(
                icons.icon("clock", size=icons.IN_CHIP),
                person.until,
                class_name="mt-1 flex items-center gap-1.5 text-meta text-wait",
            ),
        ),
        class_name="pb-4",
    )


def _actions() -> rx.Component:
    return rx.fragment(
        buttons.link_button(
            t("Crisis plan"),
            href=f"/people/{person.id}/crisis",
            look="open_plan",
            leading="lifebuoy",
            size="min-h-14 px-4 text-lead",
            class_name="w-full",
        ),
        rx.el.div(
            buttons.tile(t("Call"), "phone", on_click=open_sheet(REACH, "call")),
            buttons.tile(t("Text"), "message", on_click=open_sheet(REACH, "text")),
            buttons.tile(t("Write note"), "pen", href=f"/note?client={person.id}"),
            class_name="mt-3 grid grid-cols-1 gap-3 @min-[16rem]:grid-cols-3",
        ),
    )


def _sharing() -> rx.Component:
    """What the family sees is arranged at the server: that needs a connection."""
    return rx.el.a(
        icons.icon("share", size=icons.BESIDE_TEXT),
        t("Sharing with the family"),
        href=f"/clients/{person.id}/sharing",
        custom_attrs={"reloadDocument": True},
        class_name=(
            "mt-3 inline-flex min-h-12 items-center gap-2 rounded-control px-2 font-semibold text-accent-ink"
        ),
    )


def _alerts() -> rx.Component:
    return rx.cond(
        count(person.alerts) > 0,
        rx.el.ul(
            rx.foreach(person.alerts, _alert),
            aria_label=t("Safety alerts"),
            class_name="mt-4 flex flex-col gap-2 rounded-card bg-attn-tint px-4 py-3 text-attn",
        ),
    )


def _alert(alert: AlertRow) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            icons.icon_for(alert.drawing, {"dog": "dog"}, default="shield-alert"), class_name="mt-0.5"
        ),
        rx.el.span(rx.el.strong(alert.first, class_name="font-semibold"), " ", alert.rest),
        class_name="flex items-start gap-3",
        key=alert.id,
    )
