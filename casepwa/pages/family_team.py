"""A family's team with call and text; **Tell us something**, and where each thing told stands."""

from typing import Any

import reflex as rx

from casepwa.components.frames import family_shell
from casepwa.components.kit import buttons, cards, fields
from casepwa.components.kit.icons import icon
from casepwa.offline.family import Helper, Staff, Told, send_message, team
from casepwa.offline.local import count
from casepwa.offline.sheets import drafted_here, fault, kept_forms
from casepwa.offline.text import t

ROUTE = "/family/team"
TITLE = t("Team")
_FORM = "tell-us"
_INLINE = "font-bold text-crisis-ink underline underline-offset-4"


def page() -> rx.Component:
    """The page."""
    return family_shell.page(t("Team"), team, full(), opening=t("Opening your team"), tab="team")


def full() -> rx.Component:
    """The team, telling it something, what was told."""
    return rx.fragment(
        buttons.link_button(
            t("Tell us something"),
            href="#tell-us-heading",
            look="tint",
            leading="message-plus",
            class_name="mt-3 w-full",
        ),
        cards.heading(t("Your team"), aside=team.team_count),
        rx.cond(
            count(team.team) > 0,
            rx.el.ul(rx.foreach(team.team, _helper), class_name=cards.LIST),
            family_shell.nothing(t("No team member is shared with you yet.")),
        ),
        _tell_us(),
        rx.cond(
            count(team.told) > 0,
            rx.fragment(
                cards.heading(t("What you told us")),
                rx.el.ul(rx.foreach(team.told, _told), class_name="flex flex-col gap-3"),
            ),
        ),
    )


def _helper(one: Helper) -> rx.Component:
    return rx.el.li(
        rx.el.h3(one.name, class_name="text-lead font-bold"),
        rx.el.p(one.role, class_name="text-ink-2"),
        rx.cond(one.duty, rx.el.p(one.duty, class_name="mt-0.5")),
        rx.cond(one.notice, rx.el.p(one.notice, class_name="mt-1 text-meta text-ink-2")),
        rx.cond(
            one.tel,
            buttons.button_row(
                buttons.link_button(
                    t("Call"),
                    href=one.tel,
                    leading="phone",
                    look="tint",
                    about=one.name,
                    class_name=buttons.SHARE_ROW,
                ),
                buttons.link_button(
                    t("Text"),
                    href=one.sms,
                    leading="message",
                    look="secondary",
                    about=one.name,
                    class_name=buttons.SHARE_ROW,
                ),
                class_name="mt-2",
            ),
        ),
        class_name="px-4 py-3",
        key=one.id,
    )


def before_writing(hours: Any) -> rx.Component:
    """The words above every box where a family writes: who reads it when, and what to do in danger."""
    return rx.el.p(
        hours,
        " ",
        t("If someone is in danger, call"),
        " ",
        rx.el.a("911", href="tel:911", class_name=_INLINE),
        ". ",
        t("In crisis, call or text"),
        " ",
        rx.el.a("988", href="tel:988", class_name=_INLINE),
        ". ",
        t("We keep this in your record. If a child may be hurt, we must report it."),
        class_name="rounded-control bg-sunken px-3 py-2",
    )


def _tell_us() -> rx.Component:
    return cards.card(
        rx.el.h2(t("Tell us something"), id="tell-us-heading", class_name="text-title font-bold"),
        rx.el.form(
            kept_forms,
            fields.hidden("client_id", team.child),
            rx.el.fieldset(
                rx.el.legend(t("What is it?"), class_name="mb-1 font-semibold"),
                *[
                    fields.check_row(
                        words, radio=True, name="kind", value=kind, default_checked=kind == "question"
                    )
                    for kind, words in (
                        ("question", t("Question")),
                        ("thanks", t("Thanks")),
                        ("complaint", t("Complaint")),
                    )
                ],
            ),
            rx.el.fieldset(
                rx.el.legend(
                    t("Who is the complaint about? You may skip this."), class_name="mb-1 font-semibold"
                ),
                rx.foreach(team.staff, _about),
                rx.el.p(
                    t("A complaint goes to the boss of the team. The one you name does not see it first."),
                    class_name="text-meta text-ink-2",
                ),
                class_name="hidden group-has-[[value=complaint]:checked]:block",
            ),
            before_writing(team.notice_hours),
            fields.field(
                f"{_FORM}-text",
                t("Your words"),
                fields.text_area(
                    rows=4,
                    id=f"{_FORM}-text",
                    name="text",
                    max_length=4000,
                    **fields.told(f"{_FORM}-text", fault(_FORM, "text")),
                ),
                error=fault(_FORM, "text"),
            ),
            rx.el.div(
                family_shell.who_sees(team.read_by),
                class_name="group-has-[[value=complaint]:checked]:hidden",
            ),
            rx.el.div(
                family_shell.who_sees(team.complaints_read_by),
                class_name="hidden group-has-[[value=complaint]:checked]:block",
            ),
            buttons.button(t("Send"), type="submit", leading="send"),
            id=_FORM,
            on_submit=send_message,
            key=team.child,
            **drafted_here("message", team.child),
            no_validate=True,
            class_name="group mt-3 flex flex-col gap-3",
        ),
        class_name="mt-5 p-4",
    )


def _about(one: Staff) -> rx.Component:
    return fields.check_row(one.words, name="about", value=one.id, key=one.id)


def _told(one: Told) -> rx.Component:
    return rx.el.li(
        rx.el.h3(one.heading, class_name="font-bold"),
        rx.el.p(one.text, class_name="mt-0.5"),
        rx.cond(one.about, rx.el.p(one.about, class_name="mt-0.5 text-ink-2")),
        rx.el.div(
            rx.match(
                one.stage,
                ("answered", cards.chip(one.status, "circle-check", tone="ok")),
                ("working", cards.chip(one.status, "clock", tone="accent")),
                ("seen", cards.chip(one.status, "eye", tone="accent")),
                ("sent", cards.chip(one.status, "check", tone="wait")),
                cards.chip(one.status, "clock", tone="wait"),
            ),
            class_name="mt-2",
        ),
        rx.cond(
            one.answer,
            rx.el.div(
                rx.el.p(one.answered_by, class_name="text-meta font-semibold"),
                rx.el.p(
                    icon("reply", size="size-[1.25em]"),
                    rx.el.span(one.answer),
                    class_name="flex items-start gap-2",
                ),
                class_name="mt-2 rounded-control bg-sunken px-3 py-2",
            ),
        ),
        class_name=f"{cards.CARD} p-4",
        key=one.id,
    )
