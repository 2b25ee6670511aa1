"""Preview as family: what one account sees, drawn by its own screens, with nothing that can be done."""

from typing import Any

import reflex as rx

from casepwa.components.frames import family_shell
from casepwa.components.kit import buttons, states
from casepwa.components.kit.icons import BESIDE_TEXT, icon
from casepwa.components.kit.words import Words
from casepwa.offline.family import consents, dates, family_plan, goals, next_steps, team
from casepwa.offline.preview import look_again, preview
from casepwa.offline.text import t
from casepwa.pages import family, family_consents, family_crisis, family_dates, family_goals, family_team

ROUTE = "/preview/[account_id]"
TITLE = t("Preview as family")

PARTS: tuple[tuple[str, Words, Any, Any], ...] = (
    ("steps", t("Next steps"), next_steps, family.full),
    ("goals", t("Goals"), goals, family_goals.full),
    ("dates", t("Dates"), dates, family_dates.full),
    ("team", t("Team"), team, family_team.full),
    ("crisis", t("Crisis plan"), family_plan, family_crisis.full),
    ("consents", t("What you share"), consents, family_consents.full),
)


def page() -> rx.Component:
    """The page."""
    return rx.el.div(
        rx.el.div(
            _whose(),
            rx.el.main(
                rx.match(
                    preview.state,
                    ("full", _their_screens()),
                    (
                        "denied",
                        states.blank(
                            t("You cannot open this"),
                            t("Nothing was opened. Your own first screen is one tap away."),
                            "lock",
                            action=buttons.link_button(
                                t("Go to my first screen"), href="/", custom_attrs={"reloadDocument": True}
                            ),
                        ),
                    ),
                    (
                        "offline",
                        states.blank(
                            t("This screen needs a connection"),
                            t("What a family sees is asked for when you look, and never kept here."),
                            "cloud-off",
                            action=buttons.button(t("Try again"), leading="refresh", on_click=look_again),
                        ),
                    ),
                    states.skeleton(t("Opening their view")),
                ),
                class_name="@container flex flex-1 flex-col px-4 pb-10",
            ),
            class_name="mx-auto flex w-full max-w-140 flex-1 flex-col",
        ),
        class_name="flex min-h-dvh flex-col border-4 border-accent bg-page",
    )


def _whose() -> rx.Component:
    return rx.el.header(
        rx.el.div(
            buttons.icon_button(
                t("Back"), "arrow-left", href=preview.back, custom_attrs={"reloadDocument": True}
            ),
            rx.el.div(
                rx.el.h1(
                    rx.cond(preview.name, t("What {name} sees", name=preview.name), t("Preview as family")),
                    class_name="text-title leading-tight font-bold tracking-tight",
                ),
                rx.el.p(
                    icon("eye", size=BESIDE_TEXT),
                    t("A preview. Nothing can be changed or sent from here."),
                    class_name="mt-1 flex items-start gap-1.5 text-meta text-accent-ink",
                ),
                rx.cond(
                    preview.is_all,
                    rx.fragment(),
                    rx.el.p(t("Only what is about people you work with is shown."), class_name="text-meta"),
                ),
                class_name="min-w-0 flex-1 pt-2",
            ),
            class_name="flex items-start gap-1 pr-4 pl-2",
        ),
        rx.el.div(family_shell.child_picker(next_steps), class_name="mt-2 px-4"),
        rx.el.nav(
            *[_link(part, words) for part, words, _, _ in PARTS],
            aria_label=t("Their screens"),
            class_name="mt-1 flex flex-wrap gap-x-1 px-2",
        ),
        class_name="border-b border-line bg-accent-tint py-2",
    )


def _link(part: str, words: Words) -> rx.Component:
    return rx.el.a(
        words,
        href=f"#{part}",
        aria_current=rx.cond(preview.part == part, "page", "false"),
        class_name=(
            "inline-flex min-h-12 items-center rounded-control px-2.5 text-meta font-semibold "
            "text-accent-ink aria-[current=page]:underline aria-[current=page]:underline-offset-8 "
            "aria-[current=page]:decoration-[3px]"
        ),
    )


def _their_screens() -> rx.Component:
    """A disabled fieldset: the browser itself lets no button or box in it be used."""
    return rx.el.fieldset(
        rx.match(
            preview.part,
            *[
                (
                    part,
                    family_shell.content(
                        view, full(), opening=words, none=family_shell.nothing(t("No plan is shared."))
                    ),
                )
                for part, words, view, full in PARTS
            ],
            rx.fragment(),
        ),
        disabled=True,
        aria_label=t("What they see"),
        class_name="min-w-0 [&_button]:opacity-60",
    )
