"""What families told us: a section of a person's page, and the rows of Today."""

import reflex as rx

from casepwa.components.kit import buttons, cards, details, fields, icons
from casepwa.offline.family_inbox import AskedRow, SaidRow, answer_said, read_said
from casepwa.offline.local import count
from casepwa.offline.person import person
from casepwa.offline.sheets import drafted_here, fault, kept_forms
from casepwa.offline.text import t
from casepwa.offline.today import today


def said() -> rx.Component:
    """Questions, thanks and what was released to me; nothing where the family has said nothing."""
    return rx.cond(
        count(person.said) > 0,
        details.section(
            t("From the family"),
            rx.el.ul(rx.foreach(person.said, _said), class_name="divide-y divide-line px-4 pb-4"),
            drawing="message-circle",
            aside=person.said_aside,
            is_open=person.part == "said",
            id="said",
        ),
    )


def _said(one: SaidRow) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.el.span(one.by, class_name="font-semibold"),
            ", ",
            one.kind,
            ", ",
            rx.el.time(one.when, date_time=one.iso),
            class_name="text-meta text-ink-2",
        ),
        rx.el.p(one.text, class_name="mt-1 wrap-break-word whitespace-pre-wrap"),
        rx.cond(
            one.answer,
            rx.el.p(
                rx.el.span(one.answered, ": ", class_name="font-semibold"),
                one.answer,
                class_name="mt-2 rounded-control bg-sunken px-3 py-2",
            ),
        ),
        rx.cond(
            one.is_new,
            rx.el.form(
                _which(one),
                buttons.button(t("I have read this"), look="tint", type="submit", leading="check"),
                on_submit=read_said,
                class_name="mt-2",
            ),
        ),
        rx.cond(one.may_answer, _answer(one)),
        key=one.id,
        class_name="py-3",
    )


def _answer(one: SaidRow) -> rx.Component:
    form = f"answer-{one.id}"
    return rx.el.form(
        kept_forms,
        _which(one),
        fields.field(
            f"{form}-text",
            t("Your answer"),
            fields.text_area(
                id=f"{form}-text", name="text", rows=2, **fields.told(f"{form}-text", fault(form, "text"))
            ),
            hint=t("The family reads it. It is kept in the record."),
            error=fault(form, "text"),
        ),
        buttons.button(t("Send the answer"), look="secondary", type="submit"),
        id=form,
        on_submit=answer_said,
        **drafted_here("answer", one.id),
        no_validate=True,
        class_name="mt-3 flex flex-col gap-2",
    )


def _which(one: SaidRow) -> rx.Component:
    return fields.hidden("message_id", one.id)


def asked() -> rx.Component:
    """On Today: what families wait for."""
    return rx.cond(
        count(today.asked) > 0,
        rx.el.section(
            cards.heading(t("From families"), aside=today.asked_count),
            cards.list_card(rx.foreach(today.asked, _asked)),
        ),
    )


def _asked(row: AskedRow) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            rx.el.span(
                icons.icon_for(
                    row.drawing,
                    {"message-circle": "message-circle", "lifebuoy": "lifebuoy"},
                    default="message-circle",
                    size=icons.LEADING,
                ),
                class_name="mt-0.5 text-ink-2",
            ),
            rx.el.span(
                rx.el.span(row.name, class_name="block font-semibold"),
                rx.el.span(row.what, class_name="block text-meta text-ink-2"),
                class_name="min-w-0 flex-1",
            ),
            href=row.href,
            class_name=cards.ROW,
        ),
        key=row.id,
    )
