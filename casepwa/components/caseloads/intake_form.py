"""The intake screen's two forms: the search, and below it the person, household, contacts and workers."""

from typing import Any

import reflex as rx

from casepwa.components.kit import buttons, fields
from casepwa.components.kit.banners import banner
from casepwa.components.kit.cards import CARD, LIST
from casepwa.components.kit.words import Words
from casepwa.offline.desk import add_row, forget_kept, kept
from casepwa.offline.local import count
from casepwa.offline.text import error_text, full_day, list_of, t, word
from casepwa.state.intake import IntakeState, Match, Option
from casepwa.state.intake_form import CONTACTS, CUSTODIES, SOURCES

SEARCH = "intake-search"


def search() -> rx.Component:
    """Name and birth date, before anything else."""
    found: Any = IntakeState.found
    return rx.el.form(
        rx.el.p(
            t("First see whether they are here already. A name that sounds alike is found too."),
            class_name="text-ink-2",
        ),
        _two(
            _box("given_name", t("Given name"), found.given_name),
            _box("family_name", t("Family name"), found.family_name),
            _box("birth_date", t("Birth date, if known"), found.birth_date, kind="date"),
        ),
        rx.cond(IntakeState.stage == "search", _wrong()),
        buttons.button(t("Look for them"), leading="search", type="submit", class_name="self-start"),
        on_submit=IntakeState.search,
        on_mount=kept,
        custom_attrs={"data-keep": SEARCH},
        class_name="@container flex flex-col gap-4",
    )


def found() -> rx.Component:
    """Who may be the same: by name within reach, otherwise only that there is somebody, and whom to ask."""
    one: Any = IntakeState.found
    return rx.el.div(
        rx.cond(
            one.seen == 0,
            rx.el.p(t("Nobody here sounds like this person."), class_name="font-medium text-ok"),
        ),
        rx.cond(
            count(one.known) > 0,
            rx.fragment(
                rx.el.h2(t("They may be here already"), class_name="mb-2 text-lead font-bold"),
                rx.el.ul(rx.foreach(one.known, _match), class_name=LIST),
            ),
        ),
        rx.cond(
            one.beyond > 0,
            banner(
                t(
                    "{n} more person who is not of your people may be the same.",
                    plural="{n} more people who are not of your people may be the same.",
                    n=one.beyond,
                ),
                rx.cond(
                    count(one.ask) > 0,
                    t("Ask {names} before you go on.", names=list_of(one.ask)),
                    t("Ask your administrator before you go on."),
                ),
                drawing="users",
                tone="attn",
            ),
        ),
        role="status",
        class_name="mt-5 flex flex-col gap-3",
    )


def _match(one: Match) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            rx.el.span(one.name, class_name="block font-semibold"),
            rx.el.span(
                rx.cond(
                    one.birth_date, t("Born {day}", day=full_day(one.birth_date)), t("Birth date not known")
                ),
                class_name="block text-meta text-ink-2",
            ),
            class_name="min-w-0 flex-1",
        ),
        buttons.link_button(
            t("Open"),
            href=f"/clients/{one.id}/brief",
            look="secondary",
            about=one.name,
            custom_attrs={"reloadDocument": True},
        ),
        key=one.id,
        class_name="flex flex-wrap items-center gap-3 px-4 py-3",
    )


def person() -> rx.Component:
    """Everything else. What is typed is kept in the browser, by the person, until they are taken in; that one
    looked, and found another person, is said anew each time."""
    one: Any = IntakeState.found
    room: Any = IntakeState.room
    return rx.el.form(
        *[
            fields.hidden(name, value)
            for name, value in (
                ("given_name", one.given_name),
                ("family_name", one.family_name),
                ("birth_date", one.birth_date),
                ("seen", one.seen),
            )
        ],
        rx.cond(
            one.seen > 0,
            rx.el.div(
                fields.check_row(
                    t("I looked: this is another person"),
                    name="is_another",
                    value="yes",
                    required=True,
                    custom_attrs={"data-unkept": ""},
                ),
                class_name=CARD,
            ),
        ),
        _part(
            t("Person"),
            _two(
                _box("preferred_name", t("Name they use (optional)")),
                _box("pronouns", t("Pronouns (optional)")),
                _box("phone", t("Phone (optional)"), kind="tel"),
                _box("languages", t("Languages, with commas between")),
                _box("school", t("School (optional)")),
                _box("communication", t("How best to communicate (optional)")),
            ),
            _tick("needs_interpreter", t("Needs an interpreter")),
        ),
        _part(
            t("Household"),
            rx.cond(
                count(room.families) > 0,
                _select(
                    "family",
                    t("Lives with a family that is here"),
                    room.families,
                    rx.el.option(t("No, a new household"), value=""),
                ),
            ),
            _two(
                _box("household_name", t("Name of the new household"), one.family_name),
                _box("street", t("Street (optional)")),
                _box("city", t("City (optional)")),
                _box("state", t("State (optional)")),
                _box("postal_code", t("Postal code (optional)")),
                _box("county", t("County (optional)")),
            ),
            _tick("is_confidential", t("The place is confidential, such as a shelter")),
        ),
        fields.group(
            t("Family and contacts"),
            rx.el.p(
                t("A name that the household already has is the same person, and keeps its number."),
                class_name="mb-2 text-meta text-ink-2",
            ),
            rx.el.div(
                rx.el.ol(*[_contact(n) for n in range(CONTACTS)], class_name="flex flex-col gap-3"),
                buttons.button(
                    t("Add a contact"),
                    look="secondary",
                    leading="plus",
                    custom_attrs={"onClick": add_row},
                    class_name="mt-3",
                ),
                custom_attrs={"data-rows": ""},
            ),
        ),
        _part(
            t("Program and workers"),
            _two(
                _select("program", t("Program"), room.programs, _choose()),
                _referral(),
                _box("opened_on", t("Opened on"), room.today, kind="date"),
                _select("case_manager", t("Case manager"), room.managers, _choose()),
                _select(
                    "care_coordinator",
                    t("Care coordinator (optional)"),
                    room.coordinators,
                    rx.el.option(t("Nobody yet"), value=""),
                    first=room.me,
                ),
            ),
        ),
        _wrong(),
        buttons.button(t("Take them in"), type="submit", size=buttons.BAR, class_name="w-full"),
        rx.el.span(
            on_mount=kept
        ),  # inside: the key empties the form for another person, and this mounts again
        on_submit=IntakeState.take_in,
        key=one.draft,
        custom_attrs={"data-keep": one.draft},
        class_name="@container mt-6 flex flex-col gap-6",
    )


def forget() -> rx.Component:
    """What was typed has been taken."""
    made: Any = IntakeState.made
    return rx.fragment(
        rx.el.span(on_mount=forget_kept, custom_attrs={"data-forget": made.draft}),
        rx.el.span(on_mount=forget_kept, custom_attrs={"data-forget": SEARCH}),
    )


def _contact(n: int) -> rx.Component:
    def box(part: str, label: Words, kind: str = "text") -> rx.Component:
        return _box(f"contact.{n}.{part}", label, kind=kind)

    def tick(part: str, label: Words) -> rx.Component:
        return _tick(f"contact.{n}.{part}", label)

    return rx.el.li(
        _two(
            box("name", t("Name")),
            box("relation", t("Relation, such as mother")),
            box("phone", t("Phone"), "tel"),
            box("language", t("Language (optional)")),
            _codes(
                f"contact.{n}.custody",
                t("Legal custody or guardianship"),
                "custody",
                CUSTODIES,
                first="unknown",
            ),
            fields.field(
                f"contact.{n}.orders",
                t("Protective order"),
                fields.select(
                    rx.el.option(t("Nobody has asked yet"), value=""),
                    rx.el.option(t("Asked today; what stands is written below"), value="asked"),
                    id=f"contact.{n}.orders",
                    name=f"contact.{n}.orders",
                    default_value="",
                ),
            ),
            box("order", t("The order in words; empty if none stands")),
            box("best_hours", t("Best hours (optional)")),
            box("name_to_use", t("Name to use on the phone (optional)")),
            box("note", t("What to know before calling (optional)")),
        ),
        rx.el.div(
            tick("lives_with", t("Lives with them")),
            tick("safe_to_call", t("Safe to call")),
            tick("safe_to_text", t("Safe to text")),
            tick("safe_to_leave_message", t("Safe to leave a message")),
            tick("emergency", t("Emergency contact")),
            tick("natural_support", t("A natural support, not family")),
            class_name="mt-2 grid grid-cols-1 gap-x-4 @min-[34rem]:grid-cols-2",
        ),
        key=n,
        hidden=n > 0,
        custom_attrs={"data-row": ""},
        class_name=f"{CARD} p-4",
    )


def _part(legend: Words, *inside: Any) -> rx.Component:
    return fields.group(legend, *inside, class_name="flex flex-col gap-4")


def _wrong() -> rx.Component:
    params: Any = IntakeState.wrong_params
    return rx.el.div(
        rx.cond(
            IntakeState.wrong != "",
            fields.field_error(
                rx.el.span(
                    rx.cond(params["part"], rx.fragment(word("intake_part", params["part"]), ": ")),
                    error_text(IntakeState.wrong, params),
                )
            ),
        ),
        role="alert",
    )


def _two(*boxes: Any) -> rx.Component:
    return rx.el.div(*boxes, class_name="grid grid-cols-1 gap-4 @min-[34rem]:grid-cols-2")


def _choose() -> rx.Component:
    return rx.el.option(t("Choose one"), value="")


def _box(name: str, label: Words, first: Any = "", *, kind: str = "text") -> rx.Component:
    id_ = f"intake-{name}"
    return fields.field(
        id_,
        label,
        fields.text_input(
            id=id_, name=name, type=kind, default_value=first, max_length=2000, auto_complete="off"
        ),
    )


def _select(name: str, label: Words, options: Any, *before: Any, first: Any = "") -> rx.Component:
    id_ = f"intake-{name}"
    return fields.field(
        id_,
        label,
        fields.select(*before, rx.foreach(options, _option), id=id_, name=name, default_value=first),
    )


def _option(one: Option) -> rx.Component:
    return rx.el.option(one.words, value=one.value, key=one.value)


def _referral() -> rx.Component:
    return _codes("referral_source", t("Who referred them"), "referral", SOURCES, first="")


def _codes(name: str, label: Words, group: str, codes: Any, *, first: str) -> rx.Component:
    id_ = f"intake-{name}"
    before = () if first else (_choose(),)
    return fields.field(
        id_,
        label,
        fields.select(
            *before,
            *[rx.el.option(word(group, one), value=one) for one in codes],
            id=id_,
            name=name,
            default_value=first,
        ),
    )


def _tick(name: str, label: Words) -> rx.Component:
    return rx.el.label(
        rx.el.input(type="checkbox", name=name, class_name="size-[1.5rem] shrink-0 accent-accent"),
        rx.el.span(label),
        class_name="flex min-h-12 items-center gap-3",
    )
