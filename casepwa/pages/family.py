"""A family's next steps: theirs, the team's, and lines that the team wrote to them."""

import reflex as rx

from casepwa.components.frames import family_shell
from casepwa.components.frames.family_shell import who_sees
from casepwa.components.kit import buttons, cards, icons, sheets
from casepwa.offline.family import Line, Step, ask_for_help, finish_step, next_steps, one_step
from casepwa.offline.local import count
from casepwa.offline.sheets import close_sheet, open_sheet
from casepwa.offline.text import t
from casepwa.offline.triggers import bound

ROUTE = "/family"
TITLE = t("Next steps")
FAMILY_STEP_DONE = "family-step-done"


def page() -> rx.Component:
    """The page."""
    return family_shell.page(
        t("Next steps"),
        next_steps,
        full(),
        opening=t("Opening your next steps"),
        tab="steps",
        outside=(_done_sheet(),),
    )


def full() -> rx.Component:
    """For you, for the team, from the team, done."""
    return rx.fragment(
        cards.heading(t("For you"), aside=next_steps.yours_count),
        rx.cond(
            count(next_steps.yours) > 0,
            rx.el.ul(rx.foreach(next_steps.yours, _yours), class_name="flex flex-col gap-3"),
            family_shell.nothing(t("You have nothing to do right now.")),
        ),
        cards.heading(t("For the team")),
        rx.cond(
            count(next_steps.theirs) > 0,
            rx.el.ul(rx.foreach(next_steps.theirs, _theirs), class_name="flex flex-col gap-3"),
            family_shell.nothing(t("The team has no open step to show here.")),
        ),
        rx.cond(
            count(next_steps.lines) > 0,
            rx.fragment(
                cards.heading(t("From the team")),
                rx.el.ul(rx.foreach(next_steps.lines, _line), class_name="flex flex-col gap-3"),
            ),
        ),
        rx.cond(
            count(next_steps.done) > 0,
            rx.fragment(
                cards.heading(t("Done")),
                rx.el.ul(rx.foreach(next_steps.done, _done), class_name="flex flex-col gap-3"),
            ),
        ),
    )


def _head(step: Step) -> rx.Component:
    return rx.fragment(
        rx.el.h3(step.what, class_name="text-title leading-tight font-bold text-balance"),
        rx.cond(step.why, rx.el.p(step.why, class_name="mt-1 text-lead text-ink-2")),
    )


def _due(step: Step) -> rx.Component:
    return rx.el.div(
        rx.cond(
            step.is_late,
            cards.chip(step.due, "calendar-days", tone="attn"),
            cards.chip(step.due, "calendar-days", tone="wait"),
        ),
        class_name="mt-2",
    )


def _yours(step: Step) -> rx.Component:
    return rx.el.li(
        _head(step),
        _due(step),
        rx.cond(step.help, rx.el.p(step.help, role="status", class_name="mt-2 font-medium text-ok")),
        buttons.button_row(
            buttons.button(
                t("Done"),
                leading="check",
                about=step.what,
                on_click=open_sheet(FAMILY_STEP_DONE, step.id),
                class_name=buttons.SHARE_ROW,
            ),
            rx.cond(
                step.help,
                rx.fragment(),
                buttons.button(
                    t("Help with this step"),
                    look="secondary",
                    about=step.what,
                    on_click=bound(ask_for_help, step.id),
                    class_name="flex-1 basis-[11rem]",
                ),
            ),
            class_name="mt-3",
        ),
        who_sees(step.readers, step.notice),
        class_name=f"{cards.CARD} p-4",
        key=step.id,
    )


def _theirs(step: Step) -> rx.Component:
    return rx.el.li(
        _head(step),
        rx.cond(step.owner, rx.el.p(step.owner, class_name="mt-1 font-medium")),
        _due(step),
        who_sees(step.readers, step.notice),
        class_name=f"{cards.CARD} p-4",
        key=step.id,
    )


def _done(step: Step) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.el.span(icons.icon("circle-check", size=icons.LEADING), class_name="mt-0.5 text-ok"),
            rx.el.span(
                rx.el.span(step.what, class_name="block font-semibold"),
                rx.el.span(step.done, class_name="block text-meta text-ink-2"),
                class_name="min-w-0 flex-1",
            ),
            class_name="flex items-start gap-3",
        ),
        who_sees(step.readers, step.notice),
        class_name=f"{cards.CARD} p-4",
        key=step.id,
    )


def _line(line: Line) -> rx.Component:
    return rx.el.li(
        rx.el.p(line.text, class_name="text-lead"),
        rx.el.p(rx.el.time(line.by, date_time=line.iso), class_name="mt-1 text-meta text-ink-2"),
        who_sees(line.readers, line.notice),
        class_name=f"{cards.CARD} p-4",
        key=line.id,
    )


def _done_sheet() -> rx.Component:
    return sheets.sheet(
        FAMILY_STEP_DONE,
        t("Is this done?"),
        rx.el.p(one_step.what, class_name="mt-2 font-semibold"),
        buttons.button_row(
            buttons.button(
                t("Not yet"), look="secondary", on_click=close_sheet, class_name=buttons.SHARE_ROW
            ),
            buttons.button(t("Done"), leading="check", on_click=finish_step, class_name=buttons.SHARE_ROW),
            class_name="mt-4",
        ),
        closes=False,
    )
