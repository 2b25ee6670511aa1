"""The sheets of a visit: how it ended for each person, and I need help."""

import reflex as rx

from casepwa.components.kit import buttons, fields
from casepwa.components.kit.icons import icon
from casepwa.components.kit.sheets import cancel, sheet
from casepwa.components.kit.words import Words
from casepwa.components.safety.alarm_status import alarm_status
from casepwa.components.visits.visit_parts import no_location
from casepwa.components.visits.visit_word_fields import word_field
from casepwa.offline.local import count
from casepwa.offline.sheets import drafted, fault
from casepwa.offline.text import t, word
from casepwa.offline.visit import Person, call_for_help, check_out, give_more_time, visit

HELP = "visit-help"
CHECK_OUT = "visit-check-out"
FORM = "visit-check-out-form"
MORE_TIME = "visit-more-time"
MORE_TIME_FORM = "visit-more-time-form"
_GO = f"{buttons.BASE} {buttons.LOOKS['primary']} {buttons.PLAIN} {buttons.SHARE_ROW}"
# Words are asked for where the outcome alone says too little.
_ASKED = " ".join(
    [
        "mt-2 hidden",
        *[f"group-has-[option[value={code}]:checked]:block" for code in ("other", "unsafe", "refused")],
    ]
)
OUTCOMES = ("seen", "seen_alone", "not_seen", "not_home", "refused", "unsafe", "other")


def help_sheet() -> rx.Component:
    """**I need help**: what has become of the call, and the ways that need no app."""
    return sheet(HELP, t("I need help"), alarm_status(call_for_help))


def check_out_sheet() -> rx.Component:
    """**Check out**: an outcome per person, then a note for each person seen."""
    return sheet(
        CHECK_OUT,
        t("How did the visit end?"),
        rx.el.form(
            rx.foreach(visit.people, _person),
            rx.cond(
                visit.asks_word,
                word_field(
                    FORM, "check-out-word", hint=t("The expected end has passed, so the visit asks for it.")
                ),
            ),
            no_location("check-out"),
            rx.el.p(
                rx.cond(
                    count(visit.people) > 1,
                    t("Next: a note for each person seen, filled in for you. Neither names the other."),
                    t("Next: the note, filled in for you."),
                ),
                class_name="text-meta text-ink-2",
            ),
            fields.not_kept(FORM),
            buttons.button_row(
                cancel(),
                _go("check_out", t("Check out"), meanwhile=t("Checking out…")),
            ),
            id=FORM,
            on_submit=check_out,
            **drafted("check-out"),
            no_validate=True,
            auto_complete="off",
            class_name="mt-3 flex flex-col gap-4",
        ),
        closes=False,
    )


def more_time_sheet() -> rx.Component:
    """**+15 min** of a worker who has a visit word."""
    return sheet(
        MORE_TIME,
        t("15 more minutes"),
        rx.el.form(
            word_field(MORE_TIME_FORM, "more-time-word"),
            fields.not_kept(MORE_TIME_FORM),
            buttons.button_row(
                cancel(),
                _go("more_time", t("Take 15 minutes"), meanwhile=t("Saving…")),
            ),
            id=MORE_TIME_FORM,
            on_submit=give_more_time,
            no_validate=True,
            auto_complete="off",
            class_name="mt-3 flex flex-col gap-4",
        ),
        closes=False,
    )


def _go(doing: str, words: Words, *, meanwhile: Words) -> rx.Component:
    """The button that sends; while the visit is busy `doing` it, it says so and takes no second tap."""
    is_busy = visit.busy == doing
    return rx.el.button(
        rx.cond(is_busy, rx.fragment(icon("loader", class_name="animate-spin"), meanwhile), words),
        type="submit",
        aria_disabled=rx.cond(is_busy, "true", "false"),
        class_name=_GO,
    )


def _person(person: Person) -> rx.Component:
    outcome, words = f"outcome-{person.id}", f"text-{person.id}"
    return rx.el.div(
        fields.field(
            outcome,
            person.name,
            fields.select(
                rx.el.option(t("Choose…"), value=""),
                *[rx.el.option(word("seen", code), value=code) for code in OUTCOMES],
                id=outcome,
                name=outcome,
                default_value="",
                aria_describedby=fields.described_by(outcome),
                aria_invalid=rx.cond(fault(FORM, outcome), "true", "false"),
            ),
            error=fault(FORM, outcome),
        ),
        rx.el.div(
            fields.field(
                words,
                t("What happened, in a few words"),
                fields.text_input(
                    id=words,
                    name=words,
                    max_length=2000,
                    auto_complete="off",
                    aria_describedby=fields.described_by(words),
                ),
                error=fault(FORM, words),
            ),
            class_name=_ASKED,
        ),
        class_name="group",
        key=person.id,
    )
