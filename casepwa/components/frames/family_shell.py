"""The frame of a family's screens: title, **Leave quickly**, the child, **Crisis plan**, four tabs."""

from typing import Any, Literal

import reflex as rx

from casepwa.components.frames.notices import notices, unless_broken
from casepwa.components.frames.sync_badge import sync_badge
from casepwa.components.kit import buttons, cards, fields, states
from casepwa.components.kit.banners import toast_region
from casepwa.components.kit.icons import BESIDE_TEXT, icon
from casepwa.components.kit.words import Words
from casepwa.offline.desk import leave_quickly
from casepwa.offline.family import Child, FamilyPlan, FamilyScreen, choose_child
from casepwa.offline.frame import leave, sync_now
from casepwa.offline.local import count
from casepwa.offline.text import t

Tab = Literal["steps", "goals", "dates", "team"]
TABS: dict[Tab, tuple[str, str, Words]] = {
    "steps": ("/family", "list-checks", t("Next steps", context="tab")),
    "goals": ("/family/goals", "flag", t("Goals")),
    "dates": ("/family/dates", "calendar-days", t("Dates")),
    "team": ("/family/team", "users", t("Team")),
}
_COLUMN = "mx-auto flex w-full max-w-140 flex-1 flex-col"
_TAB = (
    "relative flex min-h-16 flex-auto basis-1/5 flex-col items-center justify-end gap-0.5 px-0.5 pt-1.5 "
    "pb-1.5 text-center text-tab tracking-tight whitespace-nowrap"
)
_LINK = "inline-flex min-h-12 items-center px-3 font-semibold text-accent-ink"


def page(
    title: Words,
    view: Any,
    full: Any,
    *,
    opening: Words,
    tab: Tab | None = None,
    outside: tuple[Any, ...] = (),
) -> rx.Component:
    """A whole family screen: `full` when there is something, else what is true instead.

    Args:
        title: of the screen, its heading.
        view: the screen's local Var, a `FamilyScreen`.
        full: what `<main>` holds.
        opening: said while the store opens.
        tab: the current tab; None for a screen that no tab names.
        outside: dialogs.
    """
    return framed(
        title, content(view, full, opening=opening), picker=child_picker(view), tab=tab, outside=outside
    )


def framed(
    title: Words,
    *inside: Any,
    picker: Any = None,
    tab: Tab | None = None,
    outside: tuple[Any, ...] = (),
) -> rx.Component:
    """Title, **Leave quickly**, sync state, `inside`, **Crisis plan** and the tabs."""
    return frame(
        rx.el.header(
            rx.el.div(
                rx.el.h1(
                    title,
                    class_name=(
                        "min-w-[min(7rem,100%)] flex-1 text-display leading-tight font-bold tracking-tight"
                    ),
                ),
                leave_button(),
                class_name="flex flex-wrap items-center justify-between gap-x-3 gap-y-2",
            ),
            rx.el.div(
                picker,
                rx.el.div(sync_badge("/family/outbox"), class_name="-mr-3 ml-auto max-w-full"),
                class_name="mt-2 flex flex-wrap items-center justify-between gap-x-3",
            ),
            class_name="px-4 pt-3 pb-1",
        ),
        unless_broken(notices(), *inside),
        foot(),
        dock=rx.fragment(
            rx.el.section(
                buttons.link_button(
                    t("Crisis plan"),
                    href="/family/crisis",
                    look="open_plan",
                    leading="lifebuoy",
                    size=buttons.BAR,
                    class_name="w-full",
                ),
                aria_label=t("In a crisis"),
                class_name="mx-auto w-full max-w-140 border-b border-line px-4 py-3",
            ),
            rx.el.nav(
                *[_tab(name, tab) for name in TABS],
                aria_label=t("Main"),
                class_name="hide-with-keyboard mx-auto flex w-full max-w-140 flex-wrap",
            ),
        ),
        outside=outside,
    )


def frame(header: rx.Component, *inside: Any, dock: Any, outside: tuple[Any, ...] = ()) -> rx.Component:
    """Header, `<main>` and the dock under the thumb; on paper the dock is left away."""
    return rx.el.div(
        rx.el.div(
            header,
            # room below the foot for a toast, which would else stand over its links
            rx.el.main(*inside, class_name="@container flex flex-1 flex-col px-4 pb-24 print:pb-0"),
            class_name=_COLUMN + " print:max-w-none",
        ),
        toast_region(above="bottom-36"),
        rx.el.div(
            dock,
            class_name=(
                "dock sticky z-20 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] "
                "big-text:static print:hidden"
            ),
        ),
        *outside,
        class_name="flex min-h-dvh flex-col print:min-h-0",
    )


def leave_button() -> rx.Component:
    """One tap: the page goes dark, the session ends, the weather opens in its place."""
    return buttons.button(
        t("Leave quickly"),
        leading="eye-off",
        look="secondary",
        on_click=leave_quickly,
        class_name="print:hidden",
    )


def child_picker(view: FamilyScreen | FamilyPlan) -> Any:
    """Which child the screen is about; a name alone when there is one."""
    return rx.cond(
        count(view.children) > 0,
        rx.el.label(
            rx.el.span(t("Child"), class_name="sr-only"),
            fields.select(
                rx.foreach(view.children, _option), value=view.child, on_change=choose_child, name="child"
            ),
            class_name="min-w-[min(9rem,100%)]",
        ),
        rx.cond(
            view.is_you,
            rx.el.p(t("For you"), class_name="font-semibold"),
            rx.cond(view.name, rx.el.p(t("For {name}", name=view.name), class_name="font-semibold")),
        ),
    )


def _option(child: Child) -> rx.Component:
    return rx.el.option(t("For {name}", name=child.name), value=child.id, key=child.id)


def content(view: FamilyScreen | FamilyPlan, full: Any, *, opening: Words, none: Any = None) -> Any:
    """`full`, or why there is nothing."""
    cases: list[tuple[str, Any]] = [
        ("full", full),
        (
            "empty",
            states.blank(
                t("Nothing is shared with you yet"),
                t("Your team picks with you what to share. Ask them when you talk."),
                "share",
            ),
        ),
        (
            "error",
            states.blank(
                t("We could not get your page"),
                t("Check that you are online. Then try again. In danger, call 911."),
                "cloud-alert",
                action=buttons.button(t("Try again"), leading="refresh", on_click=sync_now),
                tone="bg-attn-tint text-attn",
            ),
        ),
    ]
    if none is not None:
        cases.append(("none", none))
    return rx.match(view.state, *cases, states.skeleton(opening))


def who_sees(readers: Any, notice: Any = "") -> rx.Component:
    """**Who can see this**, folded; a notice of Part 2 stands open, as the law wants it read."""
    return rx.fragment(
        part_2(notice),
        rx.el.details(
            rx.el.summary(
                icon("eye", size=BESIDE_TEXT),
                rx.el.span(t("Who can see this")),
                rx.el.span(
                    icon("chevron-down", size=BESIDE_TEXT),
                    class_name="transition-transform duration-(--move) group-open:rotate-180",
                ),
                class_name=(
                    "inline-flex min-h-12 cursor-pointer list-none items-center gap-2 font-semibold "
                    "text-accent-ink"
                ),
            ),
            rx.el.p(readers, class_name="pb-2"),
            class_name="group mt-1 text-meta",
        ),
    )


def part_2(notice: Any) -> rx.Component:
    """The notice of Part 2, where there is one."""
    return rx.cond(notice, rx.el.p(notice, class_name="mt-2 text-meta text-ink-2"))


def nothing(words: Words) -> rx.Component:
    """A section with nothing in it, said plainly."""
    return rx.el.p(words, class_name=f"{cards.CARD} px-4 py-4 text-ink-2")


def back(href: str) -> rx.Component:
    """The arrow of a screen that any other leads to."""
    return buttons.icon_button(
        t("Back"), "arrow-left", href=href, custom_attrs={"onClick": leave}, class_name="print:hidden"
    )


def foot() -> rx.Component:
    """Help for someone in danger, and the two screens that no tab names."""
    urgent = (
        "inline-flex min-h-12 items-center px-1.5 font-semibold text-crisis-ink underline underline-offset-4"
    )
    return rx.el.div(
        rx.el.div(
            rx.el.span(t("In danger now?"), class_name="w-full text-center text-ink-2"),
            rx.el.a(t("Call 911"), href="tel:911", class_name=urgent),
            rx.el.a(t("Call 988"), href="tel:988", class_name=urgent),
            rx.el.a(t("Text 988"), href="sms:988", class_name=urgent),
            class_name="flex flex-wrap items-center justify-center gap-x-3",
        ),
        rx.el.div(
            rx.el.a(t("What you share"), href="/family/consents", class_name=_LINK),
            rx.el.a(t("Settings"), href="/family/settings", class_name=_LINK),
            class_name="flex flex-wrap justify-center gap-x-3",
        ),
        class_name="mt-auto pt-6 text-meta print:hidden",
    )


def _tab(name: Tab, shown: Tab | None) -> rx.Component:
    href, drawing, words = TABS[name]
    here = name == shown
    current: dict[str, Any] = {"aria_current": "page"} if here else {}
    return rx.el.a(
        rx.el.span(class_name="absolute inset-x-3 top-0 h-[3px] rounded-full bg-accent") if here else None,
        rx.el.span(icon(drawing, size="size-6"), class_name="flex h-9 items-center"),
        rx.el.span(words),
        href=href,
        class_name=f"{_TAB} {'font-bold text-accent-ink' if here else 'font-medium text-ink-2'}",
        **current,
    )
