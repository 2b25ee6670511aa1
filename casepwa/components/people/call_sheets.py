"""Call and Text ask whom, and say how to reach them safely first; back from a call asks "Note this call?"."""

import reflex as rx

from casepwa.components.kit import buttons, cards, icons, sheets
from casepwa.offline.local import count
from casepwa.offline.person import ReachLine, ReachRow, call_placed, came_back, forget_call, person
from casepwa.offline.sheets import close_sheet, sheet_subject
from casepwa.offline.text import t
from casepwa.offline.triggers import both, bound

REACH = "reach"
NOTE_CALL = "note-call"
_DRAWINGS = {
    name: name
    for name in (
        "circle-check",
        "clock",
        "phone-off",
        "voicemail",
        "shield-alert",
        "user",
        "languages",
        "info",
        "ban",
    )
}
_INKS = {"ok": "text-ok", "attn": "text-attn", "plain": "text-ink-2"}


def reach_sheet() -> rx.Component:
    """Opened with "call" or "text" as subject."""
    return sheets.sheet(
        REACH,
        rx.cond(sheet_subject == "text", t("Who do you want to text?"), t("Who do you want to call?")),
        rx.cond(
            count(person.reach) > 0,
            cards.list_card(rx.foreach(person.reach, _whom), class_name="mt-2"),
            rx.el.p(t("No numbers are kept for this person."), class_name="mt-2 text-ink-2"),
        ),
    )


def _whom(who: ReachRow) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.el.span(who.name, class_name="font-semibold"),
            " ",
            rx.el.span(who.relation, class_name="text-ink-2"),
        ),
        rx.foreach(who.lines, _line),
        rx.cond(
            (who.tel != "") | (who.sms != ""),
            buttons.button_row(
                rx.cond(
                    who.tel,
                    buttons.link_button(
                        t("Call"),
                        href=who.tel,
                        about=who.name,
                        look="tint",
                        leading="phone",
                        class_name="flex-1 basis-[5.5rem]",
                        on_click=both(bound(call_placed, person.id, who.id), close_sheet),
                    ),
                ),
                rx.cond(
                    who.sms,
                    buttons.link_button(
                        t("Text"),
                        href=who.sms,
                        about=who.name,
                        look="secondary",
                        leading="message",
                        class_name="flex-1 basis-[5.5rem]",
                        on_click=close_sheet,
                    ),
                ),
                class_name="mt-2.5",
            ),
        ),
        class_name="px-4 py-3",
        key=who.id,
    )


def _line(line: ReachLine) -> rx.Component:
    return rx.el.p(
        rx.el.span(
            icons.icon_for(line.drawing, _DRAWINGS, default="info", size="size-[1.2em]"), class_name="mt-px"
        ),
        rx.el.span(line.words),
        class_name=rx.match(
            line.tone,
            *[(tone, f"mt-1 flex items-start gap-2 text-meta {ink}") for tone, ink in _INKS.items()],
            "mt-1 flex items-start gap-2 text-meta text-ink-2",
        ),
        key=line.id,
    )


def note_call_sheet() -> rx.Component:
    """On a page, it also watches for the return from a call that was placed in this app."""
    return sheets.sheet(
        NOTE_CALL,
        t("Note this call?"),
        buttons.button_row(
            buttons.button(
                t("Not now"),
                look="secondary",
                on_click=both(forget_call, close_sheet),
                class_name=buttons.SHARE_ROW,
            ),
            buttons.link_button(
                t("Write note"),
                href=came_back.href,
                on_click=both(forget_call, close_sheet),
                class_name=buttons.SHARE_ROW,
            ),
            class_name="mt-4",
        ),
        about=came_back.about,
        closes=False,
    )
