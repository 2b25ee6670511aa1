"""A supervisor's team: who is out now, what waits with whom, which plan changes are proposed. Reads only."""

import reflex as rx

from casepwa.components.frames.desk import desk_screen
from casepwa.components.kit import buttons, states
from casepwa.components.kit.cards import LIST, ROW, chip, heading
from casepwa.components.kit.icons import LEADING, icon
from casepwa.components.kit.tables import head, table
from casepwa.components.kit.words import moment
from casepwa.offline import phone_links
from casepwa.offline.local import count
from casepwa.offline.text import exact, relative, t, time, word
from casepwa.state.desk_news import NEWS
from casepwa.state.team import Out, Proposal, TeamState, Worker

ROUTE = "/supervisor/team"
TITLE = t("Team")
ON_LOAD = [TeamState.look, TeamState.follow, *NEWS]
_NUMBER = "px-4 py-2.5 text-right"


def page() -> rx.Component:
    """The page."""
    return desk_screen(
        "supervisor",
        "team",
        rx.el.div(
            rx.el.h1(t("Team"), class_name="text-display font-bold tracking-tight"),
            rx.cond(
                TeamState.status == "loading",
                states.skeleton(t("Opening the team"), rows=6),
                rx.fragment(_out(), _workers(), _proposals()),
            ),
            tab_index=0,
            role="region",
            aria_label=t("Team"),
            class_name="min-h-0 flex-1 overflow-y-auto px-4 pt-4 pb-8 md:px-6",
        ),
    )


def _out() -> rx.Component:
    return rx.fragment(
        heading(t("Out now")),
        rx.cond(
            count(TeamState.now.out) > 0,
            rx.el.ul(rx.foreach(TeamState.now.out, _visit), class_name=LIST),
            rx.el.p(t("Nobody of your team is at a visit."), class_name="text-ink-2"),
        ),
        rx.el.p(
            t("As the phones last told the server. A visit checked in without a signal comes later."),
            class_name="mt-2 text-meta text-ink-2",
        ),
    )


def _visit(out: Out) -> rx.Component:
    return rx.el.li(
        rx.el.span(icon("map-pin", size=LEADING), class_name="mt-0.5 text-ink-2"),
        rx.el.div(
            rx.el.p(out.worker, class_name="font-semibold"),
            rx.el.p(t("With {names}", names=out.people), class_name="text-ink-2"),
            rx.cond(out.place, rx.el.p(out.place, class_name="text-ink-2")),
            class_name="min-w-0 flex-1 basis-48",
        ),
        rx.el.div(
            rx.cond(out.since, rx.el.p(t("Since {time}", time=time(out.since)), class_name="tabular-nums")),
            rx.cond(
                out.expected_end,
                rx.el.p(
                    t("Expected back {time}", time=time(out.expected_end)),
                    class_name="text-meta text-ink-2 tabular-nums",
                ),
            ),
            class_name="mr-auto ml-9 md:mx-0 md:text-right",
        ),
        rx.cond(
            out.phone,
            buttons.link_button(
                t("Call"),
                href=phone_links.tel(out.phone),
                leading="phone",
                look="secondary",
                about=out.worker,
            ),
        ),
        key=out.id,
        class_name="flex min-h-16 flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3",
    )


def _workers() -> rx.Component:
    return rx.fragment(
        heading(t("Workers")),
        rx.cond(
            count(TeamState.now.workers) > 0,
            table(
                t("Workers"),
                (
                    head(t("Name")),
                    head(t("People"), _NUMBER),
                    head(t("Notes waiting"), _NUMBER),
                    head(t("Notes returned"), _NUMBER),
                ),
                rx.foreach(TeamState.now.workers, _worker),
            ),
            rx.el.p(
                t("You supervise no team yet. An administrator makes you its supervisor."),
                class_name="text-ink-2",
            ),
        ),
    )


def _worker(worker: Worker) -> rx.Component:
    figure = "px-4 py-3 text-right tabular-nums"
    return rx.el.tr(
        rx.el.th(
            rx.el.span(worker.name, class_name="block font-semibold"),
            rx.el.span(worker.title, class_name="block text-meta font-normal text-ink-2"),
            scope="row",
            class_name="px-4 py-3 text-left",
        ),
        rx.el.td(worker.people, class_name=figure),
        rx.el.td(worker.waiting, class_name=figure),
        rx.el.td(worker.returned, class_name=figure),
        key=worker.id,
    )


def _proposals() -> rx.Component:
    return rx.fragment(
        heading(t("Proposed changes to crisis plans")),
        rx.cond(
            count(TeamState.now.proposals) > 0,
            rx.el.ul(rx.foreach(TeamState.now.proposals, _proposal), class_name=LIST),
            rx.el.p(t("No change is proposed."), class_name="text-ink-2"),
        ),
    )


def _proposal(one: Proposal) -> rx.Component:
    is_open = one.id == TeamState.opened
    return rx.el.li(
        rx.el.button(
            rx.el.span(icon("file-pen", size=LEADING), class_name="mt-0.5 text-ink-2"),
            rx.el.span(
                rx.el.span(one.client, class_name="block font-semibold"),
                rx.el.span(word("plan_section", one.section), ", ", one.by, class_name="block text-ink-2"),
                class_name="min-w-0 flex-1",
            ),
            moment(
                relative(one.received_at),
                one.received_at,
                title=exact(one.received_at),
                class_name="text-meta text-ink-2",
            ),
            type="button",
            aria_expanded=is_open,
            on_click=TeamState.open_proposal(one.id),
            class_name=f"{ROW} w-full cursor-pointer text-left",
        ),
        rx.cond(
            is_open,
            rx.el.div(
                rx.el.p(TeamState.words, class_name="wrap-break-word whitespace-pre-line"),
                rx.el.div(
                    chip(t("Your reading is logged"), "eye", tone="plain"),
                    class_name="mt-2",
                ),
                buttons.link_button(
                    t("Open the plan"),
                    href=f"/clients/{one.client_id}/crisis/edit",
                    look="secondary",
                    leading="file-pen",
                    custom_attrs={"reloadDocument": True},
                    class_name="mt-3",
                ),
                class_name="px-4 pb-4 pl-13",
            ),
        ),
        key=one.id,
    )
