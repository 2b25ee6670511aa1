"""The audit trail: who did, saw, or was refused what, with filters in the address. No clinical text."""

from typing import Any

import reflex as rx

from casepwa.components.frames.desk import desk_screen
from casepwa.components.kit import buttons, fields, states
from casepwa.components.kit.cards import chip
from casepwa.components.kit.tables import head, table
from casepwa.components.kit.words import moment
from casepwa.offline.local import count
from casepwa.offline.text import exact, t, word
from casepwa.state.audit import ROUTE as TRAIL
from casepwa.state.audit import AuditState, Choice, Entry

ROUTE = TRAIL
TITLE = t("Audit trail")
ON_LOAD = [AuditState.look]


def page() -> rx.Component:
    """The page."""
    return desk_screen(
        "administrator",
        "audit",
        rx.el.div(
            rx.el.h1(t("Audit trail"), class_name="text-display font-bold tracking-tight"),
            rx.el.p(
                t("Who did what, saw what, or was refused. A person served is a number here, never a name."),
                class_name="mt-0.5 text-ink-2",
            ),
            rx.cond(
                AuditState.status == "loading",
                states.skeleton(t("Opening the audit trail"), rows=8),
                rx.fragment(
                    _filters(),
                    rx.cond(
                        AuditState.status == "empty",
                        states.blank(
                            t("Nothing fits these filters"), t("Choose fewer, or a longer time."), "search"
                        ),
                        rx.fragment(_download(), _table()),
                    ),
                    _pages(),
                ),
            ),
            tab_index=0,
            role="region",
            aria_label=t("Audit trail"),
            class_name="min-h-0 flex-1 overflow-y-auto px-4 pt-4 pb-8 md:px-6",
        ),
    )


def _filters() -> rx.Component:
    """A plain form: what is chosen goes into the address, so that it can be kept and come back to."""
    return rx.el.form(
        _choice("who", t("Person"), AuditState.who, rx.foreach(AuditState.trail.people, _person)),
        _choice("action", t("Action"), AuditState.action, rx.foreach(AuditState.trail.actions, _action)),
        _choice(
            "outcome",
            t("What came of it"),
            AuditState.outcome,
            *[rx.el.option(word("audit_outcome", code), value=code) for code in ("done", "denied", "read")],
        ),
        _day("since", t("From"), AuditState.since),
        _day("until", t("To"), AuditState.until),
        rx.el.div(
            buttons.button(t("Show"), type="submit", leading="search"),
            buttons.link_button(t("Clear"), href=ROUTE, look="quiet"),
            class_name="flex flex-wrap items-end gap-2",
        ),
        on_submit=AuditState.search,
        class_name="mt-4 grid grid-cols-1 gap-3 sm:grid-cols-2 xl:grid-cols-3",
    )


def _choice(name: str, label: Any, chosen: Any, *options: Any) -> rx.Component:
    return fields.field(
        name,
        label,
        fields.select(
            rx.el.option(t("All"), value=""), *options, id=name, name=name, default_value=chosen, key=chosen
        ),
    )


def _day(name: str, label: Any, chosen: Any) -> rx.Component:
    return fields.field(
        name, label, fields.text_input(id=name, name=name, type="date", default_value=chosen, key=chosen)
    )


def _person(one: Choice) -> rx.Component:
    return rx.el.option(one.words, value=one.value)


def _action(action: rx.Var[str]) -> rx.Component:
    return rx.el.option(word("action", action), value=action)


def _download() -> rx.Component:
    return rx.el.div(
        buttons.link_button(
            t("Download as CSV"),
            href=AuditState.trail.csv,
            look="secondary",
            leading="arrow-down",
            download="",
            custom_attrs={"reloadDocument": True},
        ),
        rx.el.p(
            t("Everything that these filters find, not this page alone. That you took it is written down."),
            class_name="min-w-0 flex-1 basis-64 text-meta text-ink-2",
        ),
        class_name="mt-4 flex flex-wrap items-center gap-3",
    )


def _table() -> rx.Component:
    return table(
        t("Entries"),
        [head(words) for words in (t("When"), t("Who"), t("What"), t("What came of it"), t("About"))],
        rx.foreach(AuditState.trail.rows, _entry),
        class_name="w-full min-w-160",
        card_class="mt-4",
    )


def _entry(entry: Entry) -> rx.Component:
    cell = "px-4 py-2.5 align-top"
    return rx.el.tr(
        rx.el.td(moment(exact(entry.at), entry.at), class_name=f"{cell} tabular-nums"),
        rx.el.td(
            rx.cond(entry.who, entry.who, rx.el.span(t("Nobody signed in"), class_name="text-ink-2")),
            class_name=f"{cell} font-semibold",
        ),
        rx.el.td(
            rx.cond(entry.outcome == "read", word("read_what", entry.action), word("action", entry.action)),
            rx.foreach(entry.details, _detail),
            rx.cond(
                count(entry.roles) > 0,
                rx.el.span(rx.foreach(entry.roles, _role), class_name=_DETAIL),
            ),
            class_name=cell,
        ),
        rx.el.td(
            rx.match(
                entry.outcome,
                ("denied", chip(word("audit_outcome", entry.outcome), "ban", tone="attn")),
                ("read", chip(word("audit_outcome", entry.outcome), "eye")),
                chip(word("audit_outcome", entry.outcome), "check", tone="ok"),
            ),
            class_name=cell,
        ),
        rx.el.td(
            rx.cond(entry.client, rx.el.span(t("Person {id}", id=entry.client), class_name="block")),
            rx.cond(
                entry.subject,
                rx.el.span(
                    word("audit_subject", entry.subject), " ", entry.subject_id, class_name="block text-ink-2"
                ),
            ),
            class_name=f"{cell} text-meta tabular-nums",
        ),
        key=entry.id,
    )


_DETAIL = "block text-meta text-ink-2"


def _detail(code: Any) -> rx.Component:
    return rx.el.span(word("audit_detail", code), key=code, class_name=_DETAIL)


def _role(code: Any, index: Any) -> rx.Component:
    return rx.fragment(rx.cond(index > 0, ", ", ""), word("role", code))


def _pages() -> rx.Component:
    return rx.el.nav(
        rx.cond(
            AuditState.trail.newer,
            buttons.link_button(t("Newer"), href=AuditState.trail.newer, look="secondary"),
        ),
        rx.cond(
            AuditState.trail.older,
            buttons.link_button(t("Older"), href=AuditState.trail.older, look="secondary"),
        ),
        aria_label=t("Pages"),
        class_name="mt-4 flex flex-wrap justify-between gap-3",
    )
