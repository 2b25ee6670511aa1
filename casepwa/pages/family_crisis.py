"""What was shared of a crisis plan, in the staff's own order; printable on one page."""

import reflex as rx

from casepwa.components.frames import family_shell
from casepwa.components.frames.notices import notices, unless_broken
from casepwa.components.frames.sync_badge import sync_badge
from casepwa.components.kit import buttons, cards, icons
from casepwa.components.plans import crisis_facts, crisis_steps
from casepwa.components.plans.crisis_calls import call_grid, more_calls, other_lines
from casepwa.offline.crisis_plan import Call, Place
from casepwa.offline.family import family_plan, print_plan
from casepwa.offline.local import count
from casepwa.offline.text import t

ROUTE = "/family/crisis"
TITLE = t("Crisis plan")


def page() -> rx.Component:
    """The page."""
    return family_shell.frame(
        rx.el.header(
            rx.el.div(
                family_shell.back("/family"),
                rx.el.h1(
                    rx.el.span(
                        t("Crisis plan"),
                        class_name="block text-meta leading-tight font-semibold text-crisis-ink",
                    ),
                    family_plan.name,
                    class_name="text-title leading-tight font-bold tracking-tight",
                ),
                class_name="flex min-w-[min(9rem,100%)] flex-1 items-center gap-1",
            ),
            family_shell.leave_button(),
            class_name=(
                "flex flex-wrap items-center justify-between gap-x-2 bg-crisis-tint py-2 pr-4 pl-2 "
                "print:bg-surface print:px-4"
            ),
        ),
        rx.el.div(
            rx.el.p(
                rx.match(
                    family_plan.state,
                    ("full", ""),
                    ("loading", ""),
                    t("There is no plan here yet. These still work."),
                ),
                class_name="mb-3 empty:hidden",
            ),
            rx.el.div(
                rx.cond(
                    count(family_plan.first_call) > 0,
                    call_grid(family_plan),
                    call_grid(family_plan, first=False),
                ),
                more_calls(family_plan),
                class_name="print:hidden",
            ),
            _numbers_on_paper(),
            class_name="-mx-4 bg-crisis-tint px-4 pt-1 pb-3 print:bg-surface print:pb-0",
        ),
        unless_broken(
            family_shell.content(
                family_plan,
                full(),
                opening=t("Opening the plan"),
                none=rx.el.div(
                    other_lines(),
                    rx.el.p(
                        t("No crisis plan is shared with you. Ask your team for one."),
                        class_name="mt-4 px-1 text-ink-2",
                    ),
                ),
            )
        ),
        rx.el.div(
            rx.cond(
                count(family_plan.children) > 0,
                rx.el.div(family_shell.child_picker(family_plan), class_name="mb-2"),
            ),
            notices(),
            rx.el.div(sync_badge("/family/outbox"), class_name="-ml-3"),
            class_name="mt-4 print:hidden",
        ),
        dock=rx.el.div(
            buttons.button(
                t("Print on one page"),
                look="secondary",
                leading="printer",
                on_click=print_plan,
                size=buttons.BAR,
                class_name="w-full",
            ),
            class_name="mx-auto w-full max-w-140 px-4 py-3",
        ),
    )


def full() -> rx.Component:
    """The plan, below its calls."""
    plan = family_plan
    return rx.el.div(
        crisis_facts.tell_them(plan),
        crisis_facts.tight(
            t("What helps"),
            plan.helps,
            "check",
            "text-ok",
            "border border-line",
            aside=crisis_facts.more_below(plan),
        ),
        crisis_facts.tight(t("Never do"), plan.never, "ban", "text-ink", "border-2 border-ink"),
        rx.el.div(other_lines(), class_name="print:hidden"),
        crisis_facts.more_helps(plan),
        crisis_steps.steps(plan),
        crisis_facts.lead(t("Signs and triggers"), plan.signs, "circle-alert", "text-ink-2"),
        crisis_facts.lead(t("Making the place safer"), plan.safer, "lock", "text-ink-2"),
        crisis_facts.lead(t("What over looks like"), plan.over, "circle-check", "text-ok"),
        crisis_facts.lead(t("Medications"), plan.medications, "pill", "text-ink-2"),
        crisis_steps.places(plan),
        rx.el.div(
            rx.el.p(plan.version),
            rx.el.p(
                icons.icon("smartphone", size="size-[1.25em]"),
                rx.el.time(plan.since, date_time=plan.since_iso),
                class_name="mt-2 flex items-start gap-2 print:hidden",
            ),
            rx.cond(plan.review, rx.el.p(plan.review, class_name="mt-2")),
            rx.el.div(family_shell.who_sees(plan.readers, plan.notice), class_name="print:hidden"),
            class_name="mt-4 px-1 text-meta text-ink-2",
        ),
        class_name="one-page",
    )


def _numbers_on_paper() -> rx.Component:
    """Paper has no buttons: every number written out."""

    def call(row: Call) -> rx.Component:
        return rx.el.li(row.label, ": ", rx.el.strong(row.phone), key=row.id)

    def place(row: Place) -> rx.Component:
        return rx.cond(row.phone, rx.el.li(row.words, ": ", rx.el.strong(row.phone), key=row.id))

    return rx.el.ul(
        rx.foreach(family_plan.first_call, call),
        rx.el.li(t("Call or text 988. In Spanish press 2. In danger, call 911.")),
        rx.foreach(family_plan.more_calls, call),
        rx.foreach(family_plan.places, place),
        class_name=f"{cards.CARD} hidden px-4 py-2 print:block",
    )
