"""A rule's value in words, and as the fields of a form."""

from typing import Any

import reflex as rx

from casepwa.components.kit import fields
from casepwa.components.kit.cards import LIST
from casepwa.offline.local import count
from casepwa.offline.text import t, word
from casepwa.state.rule_rows import OptionRow, PartRow, TierRow


def in_words(parts: Any) -> rx.Component:
    """Each part with what it says; a part that says nothing is left out."""
    return rx.el.dl(rx.foreach(parts, _said), class_name="flex flex-col gap-0.5")


def _said(part: PartRow) -> rx.Component:
    return rx.el.div(
        rx.el.dt(word("rule_part", part.code), ":", class_name="text-ink-2"),
        rx.el.dd(
            rx.match(
                part.kind,
                ("cadence", rx.fragment(_cadence_said(part))),
                ("weights", rx.fragment(rx.foreach(part.tiers, _tier_said))),
                ("choice", rx.fragment(rx.foreach(part.chosen, _chosen))),
                (
                    "many",
                    rx.fragment(
                        rx.cond(count(part.chosen) > 0, rx.foreach(part.chosen, _chosen), t("nothing"))
                    ),
                ),
                rx.fragment(rx.cond(part.text, part.text, t("not set"))),
            ),
            class_name="flex flex-wrap gap-x-3 font-semibold wrap-anywhere",
        ),
        key=part.code,
        class_name="flex flex-wrap gap-x-2",
    )


def _chosen(code: rx.Var[str]) -> rx.Component:
    return rx.el.span(word("rule_choice", code), key=code)


def _tier_said(tier: TierRow) -> rx.Component:
    return rx.cond(
        tier.weight,
        rx.el.span(t("Tier {tier}: {weight}", tier=tier.tier, weight=tier.weight), key=tier.name),
    )


def _cadence_said(part: PartRow) -> Any:
    return rx.match(
        part.every,
        ("days", t("{times} in every {days} days", times=part.times, days=part.days)),
        ("month", t("{times} in each calendar month", times=part.times)),
        t("not owed"),
    )


def form_fields(parts: Any, *, wrong: Any, error: Any) -> rx.Component:
    """A field for each part, filled; ``error`` stands below the field that ``wrong`` names."""

    def one(part: PartRow) -> rx.Component:
        return rx.el.div(
            rx.match(
                part.kind,
                ("choice", _choice(part)),
                ("many", _many(part)),
                ("cadence", _cadence(part)),
                ("weights", _weights(part)),
                ("text", _plain(part, type="text")),
                _plain(part, type="text", input_mode="decimal"),
            ),
            rx.cond(wrong == part.name, fields.field_error(error, role="alert")),
            key=part.code,
        )

    return rx.el.div(rx.foreach(parts, one), class_name="flex flex-col gap-4")


def _plain(part: PartRow, **props: Any) -> rx.Component:
    return fields.field(
        part.code,
        word("rule_part", part.code),
        fields.text_input(
            id=part.code, name=part.name, default_value=part.text, auto_complete="off", **props
        ),
    )


def _choice(part: PartRow) -> rx.Component:
    return fields.group(
        word("rule_part", part.code),
        rx.el.div(
            rx.foreach(
                part.options,
                lambda option: fields.check_row(
                    word("rule_choice", option.code),
                    radio=True,
                    name=part.name,
                    value=option.code,
                    default_checked=option.is_chosen,
                    key=option.code,
                ),
            ),
            class_name=LIST,
        ),
    )


def _many(part: PartRow) -> rx.Component:
    def box(option: OptionRow) -> rx.Component:
        return fields.check_row(
            word("rule_choice", option.code),
            name=f"{part.name}:{option.code}",
            default_checked=option.is_chosen,
            key=option.code,
        )

    return fields.group(
        word("rule_part", part.code), rx.el.div(rx.foreach(part.options, box), class_name=LIST)
    )


def _cadence(part: PartRow) -> rx.Component:
    return fields.group(
        word("rule_part", part.code),
        rx.el.div(
            _small(
                f"{part.name}.every",
                t("How often"),
                fields.select(
                    rx.el.option(t("Not owed"), value=""),
                    rx.el.option(t("In so many days"), value="days"),
                    rx.el.option(t("Each calendar month"), value="month"),
                    id=f"{part.name}.every",
                    name=f"{part.name}.every",
                    default_value=part.every,
                ),
            ),
            _small(
                f"{part.name}.times",
                t("Times"),
                fields.text_input(
                    id=f"{part.name}.times",
                    name=f"{part.name}.times",
                    input_mode="numeric",
                    default_value=part.times,
                ),
            ),
            _small(
                f"{part.name}.days",
                t("Days (unless each month)"),
                fields.text_input(
                    id=f"{part.name}.days",
                    name=f"{part.name}.days",
                    input_mode="numeric",
                    default_value=part.days,
                ),
            ),
            class_name="flex flex-wrap gap-3",
        ),
    )


def _weights(part: PartRow) -> rx.Component:
    def box(tier: TierRow) -> rx.Component:
        return _small(
            tier.name,
            t("Tier {tier}", tier=tier.tier),
            fields.text_input(id=tier.name, name=tier.name, input_mode="decimal", default_value=tier.weight),
            key=tier.name,
        )

    return fields.group(
        word("rule_part", part.code),
        rx.el.div(
            rx.foreach(part.tiers, box),
            class_name="grid grid-cols-[repeat(auto-fill,minmax(min(7rem,100%),1fr))] gap-3",
        ),
    )


def _small(id_: Any, label: Any, control: rx.Component, key: Any = None) -> rx.Component:
    return rx.el.div(
        fields.field(id_, label, control),
        class_name="min-w-0 flex-1 basis-[min(7rem,100%)]",
        **({} if key is None else {"key": key}),
    )
