"""What a reviewer does with the open note: approve, return with comments, coach, take a decision back."""

from typing import Any

import reflex as rx

from casepwa.components.kit import buttons, details, fields
from casepwa.components.kit.banners import banner
from casepwa.components.kit.icons import icon
from casepwa.components.kit.words import moment
from casepwa.offline.approvals import (
    Comment,
    add_comment,
    close_panel,
    drop_comment,
    forget_pins,
    note_shown,
    open_panel,
    pins,
    place_comment,
    type_comment,
    use_phrase,
)
from casepwa.offline.desk import forget_kept, kept
from casepwa.offline.local import count
from casepwa.offline.text import error_text, exact, t
from casepwa.state.approval_rows import Choice
from casepwa.state.approvals import ApprovalsState

_BAR = "border-t border-line bg-surface px-4 py-3 md:px-6"
_PANEL = f"{_BAR} max-h-[55dvh] overflow-y-auto"


def decision() -> rx.Component:
    """The foot of the note: what can be done with it as it stands now."""
    note, stands = ApprovalsState.chosen, ApprovalsState.stands
    return rx.fragment(
        rx.el.span(key=f"{note.key}-shown", on_mount=note_shown, custom_attrs={"data-pins": note.key}),
        rx.cond(
            stands.newer,
            _newer(note),
            rx.match(
                stands.status,
                (
                    "submitted",
                    rx.match(pins.panel, ("return", _return(note)), ("coach", _coach(note)), _choices(note)),
                ),
                ("approved", _approved(note, stands)),
                ("returned", _returned(note, stands)),
                _gone(),
            ),
        ),
    )


def _choices(note: Any) -> rx.Component:
    return rx.el.div(
        rx.cond(
            pins.selected,
            rx.el.div(
                buttons.button(
                    t("Return with a comment on “{words}”", words=pins.selected),
                    look="tint",
                    leading="message-plus",
                    on_click=open_panel("return"),
                    class_name="w-full text-left",
                ),
                class_name="mb-3",
            ),
        ),
        rx.el.div(
            buttons.button(
                t("Comment without returning"),
                look="quiet",
                leading="message-plus",
                size="min-h-12 px-3 text-body",
                on_click=open_panel("coach"),
                class_name="-ml-3",
            ),
            rx.el.div(
                buttons.button(
                    t("Return"),
                    look="secondary",
                    leading="reply",
                    size=buttons.BAR,
                    on_click=open_panel("return"),
                    custom_attrs={"data-key": "r"},
                    class_name="flex-1",
                ),
                buttons.button(
                    t("Approve"),
                    leading="check",
                    size=buttons.BAR,
                    on_click=ApprovalsState.approve(note.id, note.version, note.sha256),
                    custom_attrs={"data-key": "a"},
                    class_name="flex-1",
                ),
                class_name="flex min-w-[min(15rem,100%)] flex-1 flex-wrap gap-3",
            ),
            class_name="flex flex-wrap items-center justify-between gap-3",
        ),
        class_name=_BAR,
    )


def _return(note: Any) -> rx.Component:
    """The comments live in the browser until they are taken; the form sends them all at once."""
    return rx.el.form(
        rx.el.input(
            type="hidden",
            name="key",
            value=f"{note.id}.{note.version}.{note.sha256}",
            read_only=True,
        ),
        fields.hidden("comments", pins.payload),
        rx.el.h3(t("What should be mended?"), class_name="text-lead font-bold"),
        rx.el.p(
            t("Select words in the note above, or choose a sentence here."),
            class_name="text-meta text-ink-2",
        ),
        rx.el.ol(rx.foreach(pins.comments, _comment), class_name="mt-2 flex flex-col gap-3"),
        _fault(),
        rx.el.div(
            buttons.button(
                rx.cond(pins.selected, t("Comment on “{words}”", words=pins.selected), t("Another comment")),
                look="quiet",
                leading="plus",
                size="min-h-12 px-3 text-body",
                on_click=add_comment,
                class_name="-ml-3",
            ),
            class_name="mt-1",
        ),
        _phrases(),
        _send(t("Return"), "reply"),
        on_submit=ApprovalsState.return_note,
        custom_attrs={"data-panel": "return"},
        aria_label=t("Return this note"),
        class_name=_PANEL,
    )


def _comment(one: Comment) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            fields.select(
                rx.el.option(t("The whole note"), value="0-0"),
                rx.cond(
                    one.words,
                    rx.el.option("“", one.words, "”", value=one.place),
                ),
                rx.foreach(ApprovalsState.chosen.sentences, _sentence),
                value=one.place,
                on_change=place_comment(one.key),
                aria_label=t("Words it is about"),
            ),
            class_name="min-w-0 flex-1",
        ),
        buttons.icon_button(t("Remove this comment"), "x", on_click=drop_comment(one.key)),
        rx.el.textarea(
            default_value=one.text,
            on_change=type_comment(one.key),
            rows=2,
            max_length=2000,
            aria_label=t("Comment"),
            class_name=f"{fields.CONTROL} w-full basis-full py-2.5",
        ),
        key=one.key,
        class_name="flex flex-wrap items-center gap-2",
    )


def _sentence(one: Choice) -> rx.Component:
    return rx.el.option(one.words, value=one.value, key=one.value)


def _phrases() -> rx.Component:
    first = pins.comments[0].text
    return rx.el.details(
        details.fold(t("Saved phrases")),
        rx.el.ul(rx.foreach(ApprovalsState.phrases, _phrase), class_name="flex flex-col gap-1"),
        rx.cond(
            (count(pins.comments) > 0) & (first != ""),
            buttons.button(
                t("Keep the first comment as a phrase"),
                look="quiet",
                leading="plus",
                on_click=ApprovalsState.save_phrase(first),
                class_name="-ml-3",
            ),
            rx.el.p(
                t("What you write often can be kept here. Only you see it."),
                class_name="text-meta text-ink-2",
            ),
        ),
        class_name="group/fold",
    )


def _phrase(one: Choice) -> rx.Component:
    return rx.el.li(
        rx.el.button(
            one.words,
            type="button",
            on_click=use_phrase(one.words),
            class_name=(
                "min-h-12 min-w-0 flex-1 cursor-pointer rounded-control px-3 py-2 text-left hover:bg-sunken"
            ),
        ),
        buttons.icon_button(
            t("Throw this phrase away"), "x", on_click=ApprovalsState.forget_phrase(one.value)
        ),
        key=one.value,
        class_name="flex items-center gap-1 rounded-control border border-line",
    )


def _coach(note: Any) -> rx.Component:
    return rx.el.form(
        rx.cond(
            ApprovalsState.coached == note.id,
            rx.el.span(on_mount=forget_kept, custom_attrs={"data-forget": f"coach:{note.id}"}),
        ),
        fields.hidden("note_id", note.id),
        fields.field(
            "coach-text",
            t("Comment without returning"),
            fields.text_area(id="coach-text", name="text", rows=3, max_length=2000),
            hint=t(
                "For {name} alone, outside the client’s record. The note goes on waiting.", name=note.author
            ),
        ),
        _fault(),
        _send(t("Send comment"), "send"),
        rx.cond(
            ApprovalsState.coached == note.id,
            rx.el.p(t("Sent. It stands under Your coaching."), role="status", class_name="mt-2 text-ok"),
        ),
        on_submit=ApprovalsState.coach,
        on_mount=kept,
        key=f"coach-{note.id}-{count(note.coaching)}",
        custom_attrs={"data-panel": "coach", "data-keep": f"coach:{note.id}"},
        class_name=_PANEL,
    )


def _send(words: Any, drawing: str) -> rx.Component:
    return rx.el.div(
        buttons.button(
            t("Cancel"), look="quiet", size=buttons.BAR, on_click=close_panel, class_name="flex-1"
        ),
        buttons.button(words, leading=drawing, type="submit", size=buttons.BAR, class_name="flex-1"),
        class_name="mt-3 flex flex-wrap gap-3",
    )


def _fault() -> rx.Component:
    return rx.cond(
        ApprovalsState.fault,
        rx.el.p(
            error_text(ApprovalsState.fault, ApprovalsState.fault_params),
            role="alert",
            class_name="mt-2 font-medium text-attn",
        ),
    )


def _newer(note: Any) -> rx.Component:
    return rx.el.div(
        banner(
            t("{name} sent a newer version.", name=note.author),
            t("What you read is the one before. Nothing was approved or returned."),
            drawing="refresh",
            tone="attn",
            role="alert",
        ),
        buttons.button(
            t("Show the new version"),
            size=buttons.BAR,
            on_click=ApprovalsState.look,
            class_name="mt-3 w-full",
        ),
        class_name=_BAR,
    )


def _approved(note: Any, stands: Any) -> rx.Component:
    return rx.el.div(
        _said(
            rx.cond(stands.is_mine, t("You approved this"), t("{name} approved this", name=stands.by)),
            stands.at,
            "circle-check",
            "text-ok",
        ),
        rx.cond(
            stands.can_withdraw,
            _taking_back(stands, t("Withdraw approval"), ApprovalsState.withdraw),
        ),
        class_name=_BAR,
    )


def _taking_back(stands: Any, words: Any, withdraw: Any) -> rx.Component:
    return rx.el.form(
        fields.hidden("review_id", stands.review_id),
        fields.field(
            "withdraw-reason",
            t("Why is it taken back?"),
            fields.text_area(id="withdraw-reason", name="reason", rows=2, max_length=2000),
        ),
        _fault(),
        buttons.button(words, look="secondary", type="submit", class_name="mt-2 w-full"),
        on_submit=withdraw,
        on_mount=kept,
        key=stands.review_id,
        custom_attrs={"data-keep": f"withdraw:{stands.review_id}"},
        class_name="mt-2",
    )


def _returned(note: Any, stands: Any) -> rx.Component:
    return rx.el.div(
        rx.cond(stands.is_mine, rx.el.span(on_mount=forget_pins, key=stands.review_id)),
        _said(
            rx.cond(stands.is_mine, t("You returned this"), t("{name} returned this", name=stands.by)),
            stands.at,
            "reply",
            "text-attn",
        ),
        rx.el.p(
            rx.cond(
                note.author_has_client,
                t("{name} sees your comments with the next sync.", name=note.author),
                t("{name} no longer has this client, so it cannot be mended on a phone.", name=note.author),
            ),
            class_name="text-meta text-ink-2",
        ),
        rx.el.details(
            details.fold(t("Take the return back")),
            rx.el.p(
                t("The note then waits as it was, and can be approved."), class_name="text-meta text-ink-2"
            ),
            _taking_back(stands, t("Take it back"), ApprovalsState.withdraw_return),
            open=~note.author_has_client,
            class_name="group/fold",
        ),
        class_name=_BAR,
    )


def _gone() -> rx.Component:
    return rx.el.p(t("This note is no longer yours to review."), class_name=f"{_BAR} text-ink-2")


def _said(words: Any, at: Any, drawing: str, tone: str) -> rx.Component:
    return rx.el.p(
        icon(drawing),
        rx.el.span(words, ", ", moment(exact(at), at), class_name="font-semibold"),
        role="status",
        class_name=f"flex items-center gap-2 {tone}",
    )
