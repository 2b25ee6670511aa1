"""Programs and rules: each rule with what it means and what holds now; programs added, renamed, ended."""

import reflex as rx

from casepwa.components.frames.desk import desk_screen
from casepwa.components.kit import buttons, details, fields, states
from casepwa.components.kit.cards import CARD, LIST, chip, heading
from casepwa.components.kit.icons import icon
from casepwa.components.rules.rule_parts import in_words
from casepwa.offline.text import error_text, full_day, t, word
from casepwa.state.rules import ProgramRow, RuleRow, RulesState

ROUTE = "/admin/rules"
TITLE = t("Rules")
ON_LOAD = [RulesState.look]


def page() -> rx.Component:
    """The page."""
    return desk_screen(
        "administrator",
        "rules",
        rx.el.div(
            rx.el.div(
                rx.el.h1(t("Programs and rules"), class_name="text-display font-bold tracking-tight"),
                rx.el.p(
                    t("A rule changes from a day on, today or later. What held before is kept."),
                    class_name="mt-0.5 text-ink-2",
                ),
                rx.cond(
                    RulesState.status == "full",
                    rx.fragment(
                        heading(t("Programs")),
                        rx.el.ul(rx.foreach(RulesState.seen.programs, _program), class_name=LIST),
                        _add(),
                        heading(t("Rules")),
                        rx.el.ul(rx.foreach(RulesState.seen.rules, _rule), class_name=LIST),
                    ),
                    states.skeleton(t("Opening the rules"), rows=8),
                ),
                class_name="mx-auto w-full max-w-160",
            ),
            tab_index=0,
            role="region",
            aria_label=t("Programs and rules"),
            class_name="min-h-0 flex-1 overflow-y-auto px-4 pt-4 pb-8",
        ),
    )


def _rule(rule: RuleRow) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.h3(word("rule", rule.name), class_name="font-semibold"),
            rx.el.p(word("rule_about", rule.name), class_name="text-meta text-ink-2"),
            rx.el.div(in_words(rule.parts), class_name="mt-1.5"),
            rx.el.div(
                rx.cond(rule.is_chosen, rx.fragment(), chip(t("Nobody chose this yet"), "info")),
                rx.cond(
                    rule.narrower > 0,
                    chip(
                        t(
                            "Another for {n} program or payer",
                            plural="Others for {n} programs or payers",
                            n=rule.narrower,
                        ),
                        "list",
                    ),
                ),
                rx.cond(
                    rule.ahead > 0,
                    chip(t("{n} change to come", plural="{n} changes to come", n=rule.ahead), "clock"),
                ),
                class_name="mt-1.5 flex flex-wrap gap-1.5 empty:hidden",
            ),
            class_name="min-w-0 flex-1 basis-64",
        ),
        buttons.link_button(
            t("Open"),
            href=f"/admin/rule?name={rule.name}",
            look="secondary",
            about=word("rule", rule.name),
        ),
        key=rule.name,
        class_name="flex flex-wrap items-start gap-3 px-4 py-3",
    )


def _program(program: ProgramRow) -> rx.Component:
    return rx.el.li(
        rx.el.p(program.name, class_name="font-semibold wrap-break-word"),
        rx.el.p(
            program.service_type,
            ", ",
            t("{n} person now", plural="{n} people now", n=program.people),
            class_name="text-meta text-ink-2",
        ),
        rx.cond(
            program.ended_on,
            rx.el.p(
                chip(
                    t("Ended {day}: takes nobody in", day=full_day(program.ended_on)), "archive", tone="attn"
                ),
                class_name="mt-1",
            ),
        ),
        rx.el.details(
            details.fold(rx.fragment(t("Change"), rx.el.span(" ", program.name, class_name="sr-only"))),
            rx.el.form(
                fields.hidden("program_id", program.id),
                fields.field(
                    f"name-{program.id}",
                    t("Name"),
                    fields.text_input(
                        id=f"name-{program.id}",
                        name="name",
                        default_value=program.name,
                        max_length=200,
                        auto_complete="off",
                    ),
                ),
                rx.el.div(
                    buttons.button(t("Rename"), type="submit", about=program.name),
                    rx.cond(
                        program.ended_on,
                        buttons.button(
                            t("Open again"),
                            look="secondary",
                            about=program.name,
                            on_click=RulesState.open_program(program.id),
                        ),
                        buttons.button(
                            t("End the program"),
                            look="secondary",
                            about=program.name,
                            on_click=RulesState.end_program(program.id),
                        ),
                    ),
                    class_name="flex flex-wrap gap-2",
                ),
                rx.el.p(
                    t("An ended program goes on serving whom it serves, and takes nobody in."),
                    class_name="text-meta text-ink-2",
                ),
                on_submit=RulesState.rename_program,
                class_name="flex flex-col gap-3 pb-2",
            ),
            class_name="group/fold",
        ),
        rx.cond(RulesState.tried == program.id, _heard()),
        key=program.id,
        class_name="px-4 py-3",
    )


def _heard() -> rx.Component:
    return rx.el.div(
        rx.cond(
            RulesState.error,
            fields.field_error(error_text(RulesState.error, RulesState.error_params)),
            rx.cond(
                RulesState.done,
                rx.el.p(
                    icon("check"), t("Saved."), class_name="flex items-center gap-1.5 font-medium text-ok"
                ),
            ),
        ),
        role="status",
    )


def _add() -> rx.Component:
    return rx.el.form(
        fields.field(
            "program-name",
            t("New program"),
            fields.text_input(id="program-name", name="name", max_length=200, auto_complete="off"),
        ),
        fields.field(
            "program-service",
            t("Service code"),
            fields.text_input(
                id="program-service",
                name="service_type",
                default_value="T1017",
                max_length=5,
                auto_complete="off",
                aria_describedby=fields.described_by("program-service"),
            ),
            hint=t("HCPCS; T1017 is targeted case management."),
        ),
        rx.cond(RulesState.tried == "add", _heard()),
        buttons.button(t("Add the program"), type="submit", look="secondary", leading="plus"),
        on_submit=RulesState.add_program,
        key=RulesState.times,
        class_name=f"{CARD} mt-3 flex flex-col gap-3 p-4",
    )
