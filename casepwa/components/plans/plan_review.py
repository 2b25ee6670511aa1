"""Before a crisis plan is published: what changes, its next review, the proposals it answers. Versions."""

from typing import Any

import reflex as rx

from casepwa.components.kit import buttons, details, fields
from casepwa.components.kit.cards import CARD, LIST, ROW, chip, heading
from casepwa.components.kit.icons import LEADING, icon
from casepwa.components.plans.plan_writing import trouble
from casepwa.offline.desk import forget_kept
from casepwa.offline.local import count
from casepwa.offline.text import exact, t, word
from casepwa.state.crisis_edit import Asked, CrisisEditState, Difference, Reader, Version


def review() -> rx.Component:
    """The draft's changes, and the button that makes it the plan in force."""
    editor: Any = CrisisEditState.editor
    return rx.el.div(
        rx.el.span(on_mount=forget_kept, custom_attrs={"data-forget": f"crisis:{editor.client_id}"}),
        rx.el.p(
            t("The draft is saved. It is on no phone until you publish it."),
            role="status",
            class_name="font-medium text-ok",
        ),
        heading(t("What changes"), class_name="mt-0"),
        changes(),
        rx.el.form(
            fields.hidden("saw_edit", editor.edit),
            rx.cond(
                count(editor.asked) > 0,
                fields.group(
                    t("Proposals that this version answers"),
                    rx.el.div(rx.foreach(editor.asked, _answers), class_name=LIST),
                ),
            ),
            fields.field(
                "review_due_on",
                t("Review due"),
                fields.text_input(
                    id="review_due_on",
                    name="review_due_on",
                    type="date",
                    default_value=editor.last_review,
                    min=editor.first_review,
                    max=editor.last_review,
                    aria_describedby=fields.described_by("review_due_on"),
                ),
                hint=t("Also after every crisis, and at each team meeting."),
            ),
            trouble(),
            buttons.button_row(
                buttons.button(
                    t("Back to writing"),
                    look="secondary",
                    on_click=CrisisEditState.write_on,
                    class_name=buttons.SHARE_ROW,
                ),
                buttons.button(t("Publish"), leading="check", type="submit", class_name=buttons.SHARE_ROW),
            ),
            rx.el.details(
                details.fold(t("Throw this draft away")),
                rx.el.p(t("The plan in force stays as it is."), class_name="text-ink-2"),
                buttons.button(
                    t("Yes, throw it away"),
                    look="secondary",
                    on_click=CrisisEditState.discard,
                    class_name="mt-2",
                ),
                class_name="group/fold",
            ),
            on_submit=CrisisEditState.publish,
            class_name="flex flex-col gap-4",
        ),
        class_name="flex flex-col gap-4",
    )


def published() -> rx.Component:
    """Said when it is done, with the way on."""
    editor: Any = CrisisEditState.editor
    return rx.el.div(
        rx.el.p(
            t("Version {n} is in force. Phones get it at their next sync.", n=editor.active_number),
            role="status",
            class_name="font-medium text-ok",
        ),
        buttons.button(t("Write the next change"), look="secondary", on_click=CrisisEditState.write_on),
        class_name="flex flex-col items-start gap-4",
    )


def changes() -> rx.Component:
    """Lines that left and lines that came, by section."""
    return rx.cond(
        count(CrisisEditState.differences) > 0,
        rx.el.ul(rx.foreach(CrisisEditState.differences, _difference), class_name=LIST),
        rx.el.p(t("Nothing is different from the version before."), class_name="text-ink-2"),
    )


def _difference(one: Difference) -> rx.Component:
    return rx.el.li(
        rx.el.h3(word("plan_section", one.section), class_name="font-semibold"),
        rx.foreach(one.gone, _gone),
        rx.foreach(one.new, _new),
        key=one.section,
        class_name="flex flex-col gap-1.5 px-4 py-3",
    )


def _gone(line: rx.Var[str]) -> rx.Component:
    return rx.el.p(
        rx.el.span(t("Left out:"), class_name="sr-only"),
        rx.el.del_(line, class_name="text-ink-2"),
        class_name="wrap-break-word",
    )


def _new(line: rx.Var[str]) -> rx.Component:
    return rx.el.p(
        rx.el.span(icon("plus"), class_name="mt-0.5 text-ok"),
        rx.el.ins(line, class_name="min-w-0 no-underline bg-ok-tint rounded-chip px-1"),
        class_name="flex items-start gap-1.5 wrap-break-word",
    )


def _answers(one: Asked) -> rx.Component:
    return fields.check_row(one.words, about=one.by, name=f"taken.{one.id}", value="yes")


def asked() -> rx.Component:
    """What case managers propose, beside the form; each can be declined."""
    editor: Any = CrisisEditState.editor
    return rx.cond(
        count(editor.asked) > 0,
        rx.el.section(
            heading(t("Proposed changes"), aside=count(editor.asked)),
            rx.el.ul(rx.foreach(editor.asked, _asked), class_name=LIST),
        ),
    )


def _asked(one: Asked) -> rx.Component:
    return rx.el.li(
        rx.el.p(word("plan_section", one.section), class_name="font-semibold"),
        rx.el.p(one.words, class_name="wrap-break-word whitespace-pre-line"),
        rx.el.p(one.by, ", ", exact(one.received_at), class_name="text-meta text-ink-2"),
        buttons.button(
            t("Decline"),
            look="secondary",
            about=one.by,
            on_click=CrisisEditState.decline(one.id),
            class_name="mt-2",
        ),
        key=one.id,
        class_name="px-4 py-3",
    )


def versions() -> rx.Component:
    """Every version that was in force, newest first, each with what it changed."""
    editor: Any = CrisisEditState.editor
    return rx.cond(
        count(editor.versions) > 0,
        rx.el.section(
            heading(t("Versions"), aside=count(editor.versions)),
            rx.el.ul(rx.foreach(editor.versions, _version), class_name=LIST),
            rx.cond(editor.active_number > 0, _copies(editor)),
        ),
    )


def _copies(editor: Any) -> rx.Component:
    """A copy for each who may read the plan, and one for nobody by name where that may leave."""
    href = f"/api/v1/clients/{editor.client_id}/crisis-plan.pdf"
    return rx.el.div(
        rx.cond(
            editor.is_for_readers_only,
            rx.el.p(
                t(
                    "This plan is under 42 CFR Part 2 or kept private: a copy is for one person, by name. "
                    "Share it with them on Sharing; under Part 2, record a substance use consent for them "
                    "too."
                ),
                class_name="text-ink-2",
            ),
            rx.fragment(
                _print(t("Print the family's copy"), href),
                rx.el.p(t("Without relatives' numbers."), class_name="text-meta text-ink-2"),
            ),
        ),
        rx.foreach(editor.readers, lambda one: _for_reader(one, href)),
        class_name="mt-3 flex flex-col items-start gap-2",
    )


def _for_reader(one: Reader, href: Any) -> rx.Component:
    return rx.fragment(
        _print(t("Print for {name}", name=one.name), f"{href}?reader={one.account_id}"), key=one.account_id
    )


def _print(words: Any, href: Any) -> rx.Component:
    return buttons.link_button(
        words,
        href=href,
        look="secondary",
        leading="printer",
        download="",
        custom_attrs={"reloadDocument": True},
    )


def _version(one: Version) -> rx.Component:
    is_open = one.number == CrisisEditState.looked_at
    return rx.el.li(
        rx.el.button(
            rx.el.span(icon("history", size=LEADING), class_name="mt-0.5 text-ink-2"),
            rx.el.span(
                rx.el.span(t("Version {n}", n=one.number), class_name="block font-semibold"),
                rx.el.span(
                    t("Published by {name}", name=one.published_by),
                    ", ",
                    exact(one.published_at),
                    class_name="block text-meta text-ink-2",
                ),
                class_name="min-w-0 flex-1",
            ),
            rx.cond(one.is_active, chip(t("In force"), "check", tone="ok")),
            type="button",
            aria_expanded=is_open,
            on_click=CrisisEditState.show_changes(one.number),
            class_name=f"{ROW} w-full cursor-pointer text-left",
        ),
        rx.cond(is_open, rx.el.div(changes(), class_name=f"{CARD} mx-4 mb-4")),
        key=one.number,
    )
