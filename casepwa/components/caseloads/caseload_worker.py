"""One worker's people beside the table: what is due for each, and transferring them."""

from typing import Any

import reflex as rx

from casepwa.components.caseloads.caseload_table import taken
from casepwa.components.kit import buttons, fields, list_column
from casepwa.components.kit.icons import BESIDE_TEXT, IN_CHIP, icon
from casepwa.offline import phone_links
from casepwa.offline.desk import forget_kept, kept
from casepwa.offline.local import count
from casepwa.offline.text import error_text, short_day, t, weekday, word
from casepwa.state.caseload_rows import Elsewhere, Kinds, Owed, Person, Worker
from casepwa.state.caseloads import CaseloadsState


def aside() -> rx.Component:
    """The right side of the screen; on a phone the whole of it, with the way back."""
    worker: Any = CaseloadsState.chosen
    return rx.el.aside(
        rx.el.div(
            rx.el.h1(t("Caseloads"), class_name="sr-only md:hidden"),
            rx.el.div(
                buttons.icon_button(
                    t("Back to the caseloads"), "arrow-left", href="/caseloads", class_name="-ml-3 md:hidden"
                ),
                rx.el.h2(worker.name, id="worker", class_name="min-w-0 flex-1 text-title font-bold"),
                rx.cond(
                    worker.phone,
                    buttons.icon_button(
                        t("Call {name}", name=worker.name),
                        "phone",
                        href=phone_links.tel(worker.phone),
                        class_name="-mr-3",
                    ),
                ),
                class_name="flex items-center justify-between gap-2",
            ),
            _load_in_words(worker),
            rx.el.dl(rx.foreach(worker.kinds, _kind), class_name="mt-2 text-meta"),
            rx.cond(
                worker.attempts > 0,
                rx.el.p(
                    t(
                        "{n} person tried, not reached since.",
                        plural="{n} people tried, not reached since.",
                        n=worker.attempts,
                    ),
                    class_name="text-meta text-ink-2",
                ),
            ),
            class_name="px-4 pt-4 pb-3",
        ),
        rx.cond(count(CaseloadsState.people) > 0, _form(worker), _nobody()),
        aria_labelledby="worker",
        key=worker.id,
        class_name=(
            "flex min-h-0 w-full shrink-0 flex-col overflow-y-auto border-l border-line bg-surface md:w-76 "
            "xl:w-80"
        ),
    )


def _load_in_words(worker: Worker) -> rx.Component:
    return rx.cond(
        worker.over > 0,
        rx.el.p(
            icon("triangle-alert", size=BESIDE_TEXT),
            t("Over a full load by {n}", n=worker.over),
            class_name="flex items-center gap-1.5 font-medium text-attn",
        ),
        rx.el.p(
            t("Load {weight} of {full}", weight=worker.weight, full=worker.full_load), class_name="text-ink-2"
        ),
    )


def _kind(kind: Kinds) -> rx.Component:
    return rx.el.div(
        rx.el.dt(word("contact_kind", kind.kind), class_name="text-ink-2"),
        rx.el.dd(
            t("{n} due", plural="{n} due", n=kind.due),
            rx.cond(
                kind.overdue > 0,
                rx.el.strong(
                    ", ",
                    t("{n} overdue", plural="{n} overdue", n=kind.overdue),
                    class_name="font-medium text-attn",
                ),
            ),
            class_name="tabular-nums",
        ),
        key=kind.kind,
        class_name="flex flex-wrap justify-between gap-x-3",
    )


def _nobody() -> rx.Component:
    return rx.el.p(t("Nobody is on this caseload."), class_name="border-t border-line px-4 py-4 text-ink-2")


def _form(worker: Worker) -> rx.Component:
    """Uncontrolled, so that ticking never waits for the network; it empties when it has been taken."""
    return rx.el.form(
        rx.cond(
            CaseloadsState.taken.to_worker,
            rx.el.span(on_mount=forget_kept, custom_attrs={"data-forget": f"transfer:{worker.id}"}),
        ),
        fields.hidden("from_id", worker.id),
        rx.el.fieldset(
            rx.el.legend(
                t(
                    "Choose who to transfer. Unsent notes of {name} about them still arrive.",
                    name=worker.name,
                ),
                class_name="px-4 pb-3 text-meta text-ink-2",
            ),
            list_column.lines(rx.foreach(CaseloadsState.people, _person)),
            class_name="min-w-0",
        ),
        _where_to(),
        on_submit=CaseloadsState.transfer,
        on_mount=kept,
        key=f"{worker.id}{CaseloadsState.taken.on}",
        custom_attrs={"data-keep": f"transfer:{worker.id}"},
    )


def _person(person: Person) -> rx.Component:
    return rx.el.li(
        rx.el.label(
            rx.el.input(
                type="checkbox",
                name=person.field,
                aria_label=person.name,
                disabled=person.leaves_on != "",
                class_name="mt-0.5 size-[1.5rem] shrink-0 accent-accent",
            ),
            rx.el.span(
                rx.el.span(
                    rx.el.span(person.name, class_name="min-w-0 font-semibold wrap-break-word"),
                    rx.el.span(
                        t("weight {n}", n=person.weight),
                        class_name="shrink-0 text-meta text-ink-2 tabular-nums",
                    ),
                    class_name="flex flex-wrap items-baseline justify-between gap-x-2",
                ),
                rx.cond(
                    person.leaves_on,
                    rx.el.span(
                        t(
                            "Goes to {name} on {day}",
                            name=person.leaves_to,
                            day=weekday(person.leaves_on),
                        ),
                        class_name="block text-meta font-medium",
                    ),
                ),
                rx.foreach(person.owed, _owed),
                rx.el.span(
                    rx.cond(
                        person.last_contact_at,
                        t("Last contact {day}", day=short_day(person.last_contact_at)),
                        t("No contact yet"),
                    ),
                    rx.cond(
                        person.attempts > 0,
                        rx.fragment(
                            ", ", t("tried {n} time since", plural="tried {n} times since", n=person.attempts)
                        ),
                    ),
                    class_name="block text-meta text-ink-2",
                ),
                class_name="min-w-0 flex-1",
            ),
            class_name="flex min-w-0 flex-1 cursor-pointer items-start gap-3 py-2.5 pl-4",
        ),
        buttons.icon_button(
            t("Brief of {name}", name=person.name), "notebook", href=person.brief, class_name="mt-1 mr-1"
        ),
        key=person.id,
        class_name="flex min-h-14 items-start gap-1 has-checked:bg-accent-tint",
    )


def _owed(owed: Owed) -> rx.Component:
    return rx.el.span(
        rx.cond(
            owed.days > 0,
            rx.el.span(
                icon("triangle-alert", size=IN_CHIP, class_name="mt-0.5"),
                rx.el.span(
                    word("contact_kind", owed.kind),
                    ": ",
                    t("{n} day overdue", plural="{n} days overdue", n=owed.days),
                ),
                class_name="flex items-start gap-1.5 font-medium text-attn",
            ),
            rx.el.span(word("contact_kind", owed.kind), ": ", t("by {day}", day=short_day(owed.due_on))),
        ),
        key=owed.kind,
        class_name="block text-meta",
    )


def _where_to() -> rx.Component:
    return rx.el.div(
        fields.field(
            "to_id",
            t("Transfer to"),
            fields.select(
                rx.el.option(t("Choose a worker"), value=""),
                rx.foreach(CaseloadsState.receivers, _receiver),
                rx.cond(
                    count(CaseloadsState.board.elsewhere) > 0,
                    rx.el.optgroup(
                        rx.foreach(CaseloadsState.board.elsewhere, _elsewhere),
                        label=t("Other teams: their supervisor is asked"),
                    ),
                ),
                id="to_id",
                name="to_id",
                default_value="",
            ),
        ),
        fields.field(
            "on",
            t("From"),
            fields.text_input(
                id="on",
                name="on",
                type="date",
                default_value=CaseloadsState.today,
                min=CaseloadsState.today,
                aria_describedby=fields.described_by("on"),
            ),
            hint=t(
                "Today takes effect at once, another day as it begins. To another team nothing moves before "
                "its supervisor accepts."
            ),
        ),
        fields.field(
            "reason",
            t("Reason"),
            fields.text_input(
                id="reason",
                name="reason",
                max_length=500,
                auto_complete="off",
            ),
        ),
        rx.cond(
            CaseloadsState.error,
            fields.field_error(error_text(CaseloadsState.error, CaseloadsState.error_params), role="alert"),
        ),
        buttons.button(
            t("Transfer cases"), leading="swap", type="submit", size=buttons.BAR, class_name="w-full"
        ),
        rx.el.p(t("A brief for each comes next."), class_name="text-center text-meta text-ink-2"),
        # On a tablet this stands above the table, which on a phone is not there.
        rx.el.div(taken(), class_name="md:hidden"),
        class_name="flex flex-col gap-3 p-4",
    )


def _elsewhere(worker: Elsewhere) -> rx.Component:
    return rx.el.option(worker.name, value=worker.id, key=worker.id)


def _receiver(worker: Worker) -> rx.Component:
    return rx.el.option(
        rx.cond(
            worker.room > 0,
            t("{name}, room for {n}", name=worker.name, n=worker.room),
            rx.cond(
                worker.over > 0,
                t("{name}, over by {n}", name=worker.name, n=worker.over),
                t("{name}, full", name=worker.name),
            ),
        ),
        value=worker.id,
        key=worker.id,
    )
