"""Transfers between two supervisors' teams on the caseloads: to answer, and asked."""

import reflex as rx

from casepwa.components.kit import buttons, fields
from casepwa.components.kit.cards import CARD, chip, heading
from casepwa.offline.desk import kept
from casepwa.offline.local import count
from casepwa.offline.text import error_text, exact, list_of, t, weekday
from casepwa.state.transfer_requests import Request, TransferRequestsState


def to_answer() -> rx.Component:
    """What this supervisor is asked to take over; above the table, for it waits for them."""
    rows = TransferRequestsState.requests.waiting
    return rx.cond(
        count(rows) > 0,
        rx.fragment(
            heading(t("Asked of your team"), class_name="mt-3 mb-2"),
            rx.el.ul(rx.foreach(rows, _waiting), class_name="mb-4 flex flex-col gap-3"),
        ),
    )


def asked() -> rx.Component:
    """What was asked of other teams, and what came of it."""
    rows = TransferRequestsState.requests.asked
    return rx.cond(
        count(rows) > 0,
        rx.fragment(
            heading(t("Asked of other teams")),
            rx.el.ul(rx.foreach(rows, _asked), class_name=f"{CARD} divide-y divide-line"),
        ),
    )


def _waiting(one: Request) -> rx.Component:
    field = f"decline-{one.id}"
    error = rx.cond(
        TransferRequestsState.declining == one.id,
        rx.cond(TransferRequestsState.decline_error, error_text(TransferRequestsState.decline_error), ""),
        "",
    )
    return rx.el.li(
        rx.el.p(
            t(
                "{asker} asks you to take over {n} person for {taker}.",
                plural="{asker} asks you to take over {n} people for {taker}.",
                asker=one.asked_by,
                n=one.n,
                taker=one.to_worker,
            ),
            class_name="text-lead font-semibold",
        ),
        rx.el.p(
            t(
                "From {giver}, from {day} on. Weight {n}.",
                giver=one.from_worker,
                day=weekday(one.on),
                n=one.weight,
            ),
        ),
        rx.el.p(t("Reason: {reason}", reason=one.reason), class_name="wrap-break-word"),
        rx.el.p(
            t("Nothing moves before you accept. Who they are you see then."),
            class_name="mt-1 text-meta text-ink-2",
        ),
        buttons.button(
            t("Accept"),
            leading="check",
            about=one.to_worker,
            on_click=TransferRequestsState.accept(one.id),
            class_name="mt-3",
        ),
        rx.el.form(
            fields.hidden("request_id", one.id),
            fields.field(
                field,
                t("Why not"),
                fields.text_input(
                    id=field,
                    name="reason",
                    max_length=500,
                    auto_complete="off",
                    aria_describedby=fields.described_by(field),
                ),
                hint=t("{name} reads this.", name=one.asked_by),
                error=error,
            ),
            buttons.button(t("Decline"), look="secondary", type="submit", about=one.to_worker),
            on_submit=TransferRequestsState.decline,
            on_mount=kept,
            custom_attrs={"data-keep": f"decline:{one.id}"},
            class_name="mt-3 flex flex-col gap-2 border-t border-line pt-3",
        ),
        key=one.id,
        class_name=f"{CARD} p-4",
    )


def _asked(one: Request) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.strong(list_of(one.people), class_name="block font-semibold wrap-break-word"),
            rx.el.span(
                t("From {giver} to {taker}", giver=one.from_worker, taker=one.to_worker),
                ", ",
                rx.el.time(weekday(one.on), date_time=one.on, title=exact(one.asked_at)),
                class_name="block text-meta text-ink-2",
            ),
            rx.match(
                one.answer,
                ("accepted", chip(t("Accepted"), "circle-check", tone="ok", class_name="mt-1")),
                ("declined", chip(t("Declined"), "ban", tone="attn", class_name="mt-1")),
                ("taken_back", chip(t("Taken back"), "x", class_name="mt-1")),
                chip(t("Waits for an answer"), "clock", tone="wait", class_name="mt-1"),
            ),
            rx.cond(
                one.answer_reason,
                rx.el.p(one.answer_reason, class_name="mt-1 wrap-break-word"),
            ),
            class_name="min-w-0 flex-1 basis-40",
        ),
        rx.cond(
            one.answer == "",
            buttons.button(
                t("Take back"),
                look="secondary",
                about=one.to_worker,
                on_click=TransferRequestsState.take_back(one.id),
            ),
        ),
        key=one.id,
        class_name="flex flex-wrap items-start gap-3 px-4 py-3",
    )
