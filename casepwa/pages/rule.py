"""One rule: what it means, its versions, and one more from a day on."""

from typing import Any

import reflex as rx

from casepwa.components.frames.desk import desk_screen
from casepwa.components.kit import buttons, fields, states
from casepwa.components.kit.banners import banner
from casepwa.components.kit.cards import CARD, LIST, chip, heading
from casepwa.components.kit.words import moment
from casepwa.components.rules.rule_parts import form_fields, in_words
from casepwa.offline.local import count
from casepwa.offline.text import error_text, exact, full_day, t, word
from casepwa.state.rule import RuleState, VersionRow, WhoseRow

ROUTE = "/admin/rule"
TITLE = t("Rule")
ON_LOAD = [RuleState.look]
_ONE: Any = RuleState.rule


def page() -> rx.Component:
    """The page."""
    return desk_screen(
        "administrator",
        "rules",
        rx.el.div(
            rx.el.div(
                rx.match(
                    RuleState.status,
                    ("full", _full()),
                    (
                        "gone",
                        states.blank(
                            t("There is no such rule"),
                            t("The address is not whole, or of an older version."),
                            "list-checks",
                            action=buttons.link_button(t("All rules"), href="/admin/rules"),
                            is_whole_page=True,
                        ),
                    ),
                    states.skeleton(t("Opening the rule"), rows=6),
                ),
                class_name="mx-auto w-full max-w-160",
            ),
            class_name="min-h-0 flex-1 overflow-y-auto px-4 pt-4 pb-8",
        ),
    )


def _full() -> rx.Component:
    return rx.fragment(
        rx.el.div(
            buttons.icon_button(t("All rules"), "arrow-left", href="/admin/rules", class_name="-ml-3"),
            rx.el.h1(
                word("rule", _ONE.name),
                class_name=(
                    "min-w-0 text-display font-bold tracking-tight wrap-break-word big-text:text-title"
                ),
            ),
            class_name="flex items-center gap-1 big-text:flex-wrap",
        ),
        rx.el.p(word("rule_about", _ONE.name), class_name="text-ink-2"),
        rx.cond(
            _ONE.is_chosen,
            rx.fragment(),
            rx.cond(
                _ONE.must_be_chosen,
                banner(
                    t("Nobody chose this yet."),
                    t("Until somebody does, nothing holds."),
                    drawing="triangle-alert",
                    tone="attn",
                ),
                banner(t("Nobody chose this yet."), t("What you see below holds."), drawing="info"),
            ),
        ),
        rx.el.div(
            rx.match(
                RuleState.done,
                ("added", _said(t("The version is added."))),
                ("taken_back", _said(t("The version is taken back."))),
                rx.fragment(),
            ),
            role="status",
        ),
        rx.cond(
            count(_ONE.versions) > 0,
            rx.fragment(
                heading(t("Versions")),
                rx.el.ul(rx.foreach(_ONE.versions, _version), class_name=LIST),
            ),
        ),
        heading(t("Add a version")),
        _form(),
    )


def _said(words: Any) -> rx.Component:
    return banner(words, drawing="circle-check", tone="ok")


def _version(one: VersionRow) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                rx.cond(one.whose, one.whose, t("The whole agency")),
                class_name="font-semibold wrap-break-word",
            ),
            rx.el.p(
                rx.cond(
                    one.last_day,
                    t("{first} to {last}", first=full_day(one.starts_on), last=full_day(one.last_day)),
                    t("From {day}", day=full_day(one.starts_on)),
                ),
                class_name="text-meta text-ink-2",
            ),
            rx.el.div(
                rx.match(
                    one.standing,
                    ("now", chip(t("In force"), "circle-check", tone="ok")),
                    ("ahead", chip(t("To come"), "clock")),
                    chip(t("Over"), "history"),
                ),
                class_name="mt-1",
            ),
            rx.el.div(
                rx.cond(
                    one.is_understood,
                    in_words(one.parts),
                    rx.el.p(t("This value is not understood: add another version."), class_name="text-attn"),
                ),
                class_name="mt-1.5",
            ),
            rx.cond(
                one.added_by,
                rx.el.p(
                    t("Added by {name}", name=one.added_by),
                    ", ",
                    moment(exact(one.added_at), one.added_at),
                    class_name="mt-1 text-meta text-ink-2",
                ),
            ),
            class_name="min-w-0 flex-1 basis-64",
        ),
        rx.cond(
            one.standing == "ahead",
            buttons.button(
                t("Take back"),
                look="secondary",
                about=t("the version from {day}", day=full_day(one.starts_on)),
                on_click=RuleState.take_back(one.id),
            ),
        ),
        key=one.id,
        class_name="flex flex-wrap items-start gap-3 px-4 py-3",
    )


def _form() -> rx.Component:
    wrong = error_text(RuleState.error, RuleState.error_params)
    return rx.el.form(
        fields.hidden("rule", _ONE.name),
        rx.cond(
            count(_ONE.whose) > 0,
            fields.field(
                "whose",
                t("For whom"),
                fields.select(
                    rx.el.option(t("The whole agency"), value=""),
                    rx.foreach(_ONE.whose, _whose),
                    id="whose",
                    name="whose",
                    default_value="",
                ),
            ),
        ),
        form_fields(_ONE.parts, wrong=RuleState.part, error=wrong),
        fields.field(
            "starts_on",
            t("Holds from"),
            fields.text_input(
                id="starts_on",
                name="starts_on",
                type="date",
                default_value=_ONE.tomorrow,
                min=_ONE.today,
                aria_describedby=fields.described_by("starts_on"),
            ),
            hint=t("Before its day a version can be taken back. One that holds from today cannot."),
        ),
        rx.cond(
            (RuleState.error != "") & ((RuleState.part == "") | (RuleState.part == "starts_on")),
            fields.field_error(wrong, role="alert"),
        ),
        buttons.button(t("Add the version"), type="submit", size=buttons.BAR, class_name="w-full"),
        on_submit=RuleState.add,
        key=RuleState.times,
        custom_attrs={"noValidate": True},
        class_name=f"{CARD} flex flex-col gap-4 p-4",
    )


def _whose(one: WhoseRow) -> rx.Component:
    return rx.el.option(one.name, value=one.value, key=one.value)
