"""A visit: before the door, on it, after it. Works without a signal from check-in to the notes."""

import reflex as rx

from casepwa.components.frames import shell
from casepwa.components.frames.task import header_task
from casepwa.components.kit import buttons, states
from casepwa.components.kit.icons import icon
from casepwa.components.plans.goal_scale import scale_sheet
from casepwa.components.visits.missed_visit import MISSED, missed_visit_sheet
from casepwa.components.visits.visit_after import after, missed
from casepwa.components.visits.visit_before import FORM, before
from casepwa.components.visits.visit_during import during
from casepwa.components.visits.visit_sheets import check_out_sheet, help_sheet, more_time_sheet
from casepwa.offline.local import count
from casepwa.offline.sheets import open_sheet
from casepwa.offline.text import t
from casepwa.offline.visit import fold_alerts, need_help, open_check_out, visit

ROUTE = "/visit/[visit_id]"
TITLE = t("Visit")


def page() -> rx.Component:
    """The page."""
    return shell.phone(
        header_task(
            buttons.icon_button(t("Back to Today"), "arrow-left", href="/today"),
            t("Visit"),
            aside=_folded_alerts(),
        ),
        rx.match(
            visit.phase,
            ("before", rx.fragment(_who(), before())),
            ("during", during()),
            ("after", after()),
            ("missed", missed()),
            ("gone", _gone()),
            ("other", _gone()),
            states.skeleton(t("Opening the visit")),
        ),
        actions=rx.fragment(
            rx.match(
                visit.phase,
                ("before", rx.fragment(rx.cond(visit.is_planned, _no_one_home()), _check_in())),
                ("during", rx.fragment(_help(), _check_out())),
                (
                    "after",
                    buttons.link_button(
                        t("Back to Today"), href="/today", size=buttons.BAR, class_name="w-full"
                    ),
                ),
                rx.fragment(),
            )
        ),
        outside=(help_sheet(), check_out_sheet(), more_time_sheet(), missed_visit_sheet(), scale_sheet()),
    )


def _who() -> rx.Component:
    return rx.el.p(visit.names, class_name="pb-3 text-title font-bold")


def _no_one_home() -> rx.Component:
    """No timer and no location: why, and what happens next."""
    return buttons.button(
        t("No one home"),
        look="secondary",
        on_click=open_sheet(MISSED, visit.id),
        size=buttons.BAR,
        class_name=buttons.SHARE_ROW,
    )


def _folded_alerts() -> rx.Component:
    """On a visit the alerts are an icon with a count: whoever looks over the table reads nothing."""
    return rx.cond(
        (visit.phase == "during") & (count(visit.alerts) > 0),
        rx.el.button(
            icon("shield-alert", size="size-6"),
            rx.el.span(
                count(visit.alerts),
                aria_hidden="true",
                class_name=(
                    "absolute top-0 right-0 flex h-6 min-w-6 items-center justify-center rounded-full "
                    "border-2 border-page bg-ink px-1 text-tab leading-none font-bold text-page"
                ),
            ),
            type="button",
            aria_label=visit.alerts_label,
            aria_expanded=rx.cond(visit.alerts_open, "true", "false"),
            on_click=fold_alerts,
            class_name=(
                "relative -mr-2 inline-flex size-12 shrink-0 cursor-pointer items-center justify-center "
                "rounded-control text-ink-2 hover:bg-accent-tint active:bg-accent-tint"
            ),
        ),
    )


def _check_in() -> rx.Component:
    return rx.el.button(
        rx.cond(
            visit.busy == "check_in",
            rx.fragment(icon("loader", class_name="animate-spin"), t("Checking in…")),
            rx.fragment(icon("map-pin-check"), t("Check in")),
        ),
        type="submit",
        form=FORM,
        aria_disabled=rx.cond(visit.busy == "check_in", "true", "false"),
        class_name=f"{buttons.BASE} {buttons.LOOKS['primary']} {buttons.BAR} {buttons.SHARE_ROW}",
    )


def _help() -> rx.Component:
    return buttons.button(
        t("I need help"),
        look="open_plan",
        leading="siren",
        on_click=need_help,
        size=buttons.BAR,
        class_name=buttons.SHARE_ROW,
    )


def _check_out() -> rx.Component:
    return buttons.button(
        t("Check out"),
        leading="log-out",
        on_click=open_check_out,
        size=buttons.BAR,
        class_name="flex-[1.25] basis-[6.75rem]",
    )


def _gone() -> rx.Component:
    return states.blank(
        t("This visit is not on this phone"),
        t("It may belong to someone else by now. What you recorded is kept and still sent."),
        "calendar-check",
        action=buttons.link_button(t("Back to Today"), href="/today", look="secondary"),
    )
