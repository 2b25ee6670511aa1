"""Import a caseload: choose a file, see what it would bring and every cell to mend, then take it in."""

from typing import Any

import reflex as rx

from casepwa.casework.caseload_import.caseload_columns import NEEDED, PLAIN, REPEATED
from casepwa.components.frames.desk import desk_screen
from casepwa.components.kit import buttons, details, fields
from casepwa.components.kit.banners import banner
from casepwa.components.kit.cards import CARD, LIST, heading
from casepwa.offline.caseload_file import (
    LikenessRow,
    ProblemRow,
    caseload_file,
    forget_file,
    take_file,
    try_file,
)
from casepwa.offline.local import count
from casepwa.offline.text import error_text, full_day, t
from casepwa.state.importing import ImportState

ROUTE = "/admin/import"
TITLE = t("Import")
ON_LOAD = [ImportState.look]
_FOUND: Any = caseload_file.found


def page() -> rx.Component:
    """The page."""
    return desk_screen(
        "administrator",
        "import",
        rx.el.div(
            rx.el.div(
                rx.el.h1(t("Import a caseload"), class_name="text-display font-bold tracking-tight"),
                rx.el.p(
                    t(
                        "A spreadsheet saved as CSV. First it is only tried: you see what it would bring, "
                        "and each cell to mend. Then it is taken in whole, or not at all. Who is here "
                        "already is left as they are, so a second time changes nothing."
                    ),
                    class_name="mt-0.5 text-ink-2",
                ),
                _form(),
                rx.el.div(_outcome(), role="status", class_name="mt-3"),
                _details(),
                class_name="mx-auto w-full max-w-160",
            ),
            tab_index=0,
            role="region",
            aria_label=t("Import a caseload"),
            class_name="min-h-0 flex-1 overflow-y-auto px-4 pt-4 pb-8",
        ),
    )


def _form() -> rx.Component:
    return rx.el.form(
        fields.field(
            "file",
            t("File"),
            rx.el.input(
                id="file",
                name="file",
                type="file",
                accept=".csv,text/csv,text/plain",
                aria_describedby=fields.described_by("file"),
                class_name=(
                    "block min-h-12 w-full min-w-0 rounded-control border border-line-strong bg-surface p-2 "
                    "wrap-anywhere whitespace-normal file:max-w-full file:whitespace-normal "
                    "file:mr-3 file:min-h-8 file:rounded-chip file:border-0 file:bg-sunken file:px-3 "
                    "file:font-semibold file:text-ink"
                ),
            ),
            hint=t("The first line holds the names of the columns. Up to 20 MB."),
        ),
        _columns(),
        rx.el.div(
            _choice(
                "date_format",
                t("Days are written as"),
                ("", t("2016-02-29")),
                ("MM/DD/YYYY", t("02/29/2016 (month first)")),
                ("DD/MM/YYYY", t("29/02/2016 (day first)")),
                ("DD.MM.YYYY", t("29.02.2016")),
                ("MM/DD/YY", t("02/29/16 (month first)")),
            ),
            _choice(
                "encoding",
                t("Saved as"),
                ("", t("CSV UTF-8")),
                ("windows-1252", t("Older Excel (Windows-1252)")),
            ),
            class_name="flex flex-wrap gap-3",
        ),
        buttons.button(
            rx.cond(caseload_file.status == "busy", t("Reading…"), t("Try the file")),
            type="submit",
            size=buttons.BAR,
            class_name="w-full",
            disabled=caseload_file.status == "busy",
        ),
        on_submit=try_file,
        class_name=f"{CARD} mt-4 flex flex-col gap-4 p-4",
    )


def _columns() -> rx.Component:
    """What the first line may hold, folded: whoever prepares the file has no other paper at hand."""
    plain = [column.name for column in PLAIN if not column.is_needed]
    numbered = [f"{kind}_1_{column.name}" for kind, columns in REPEATED.items() for column in columns]
    return rx.el.details(
        details.fold(t("Names of the columns")),
        rx.el.div(
            _names(t("Needed in every row"), *NEEDED),
            _names(t("If you have them"), *plain),
            _names(t("More than one: again with 2, 3 and so on"), *numbered),
            class_name="flex flex-col gap-3 pb-2",
        ),
        class_name="group/fold",
    )


def _names(title: Any, *names: str) -> rx.Component:
    return rx.el.div(
        rx.el.p(title, class_name="font-semibold"),
        rx.el.p(", ".join(names), class_name="text-meta text-ink-2 wrap-anywhere", lang="en"),
    )


def _choice(name: str, label: Any, *options: tuple[str, Any]) -> rx.Component:
    return fields.field(
        name,
        label,
        fields.select(
            *[rx.el.option(words, value=value) for value, words in options],
            id=name,
            name=name,
            default_value="",
        ),
        class_name="min-w-0 flex-1 basis-[min(14rem,100%)]",
    )


def _outcome() -> Any:
    return rx.match(
        caseload_file.status,
        (
            "refused",
            banner(
                error_text(caseload_file.error, caseload_file.params),
                t("Nothing was changed."),
                drawing="circle-alert",
                tone="attn",
            ),
        ),
        (
            "bad",
            banner(
                t(
                    "{n} cell to mend.",
                    plural="{n} cells to mend.",
                    n=_FOUND.problem_count,
                ),
                t("Nothing was changed. Mend the file and try it again."),
                drawing="circle-alert",
                tone="attn",
            ),
        ),
        (
            "good",
            banner(
                t("{n} person would be taken in.", plural="{n} people would be taken in.", n=_FOUND.people),
                t("Nothing was changed yet."),
                drawing="circle-check",
                tone="ok",
                action=rx.el.div(
                    rx.cond(
                        _FOUND.people > 0,
                        buttons.button(
                            t("Take in {n} person", plural="Take in {n} people", n=_FOUND.people),
                            on_click=take_file,
                        ),
                    ),
                    buttons.button(t("Another file"), look="secondary", on_click=forget_file),
                    class_name="mt-2 flex flex-wrap gap-2",
                ),
            ),
        ),
        (
            "taken",
            banner(
                t("{n} person is taken in.", plural="{n} people are taken in.", n=_FOUND.taken.people),
                t("Their case managers get them at the next sync."),
                drawing="circle-check",
                tone="ok",
            ),
        ),
        rx.fragment(),
    )


def _details() -> rx.Component:
    return rx.fragment(
        rx.cond(
            _FOUND.known > 0,
            rx.el.p(
                t(
                    "{n} person is here already, and is left as they are.",
                    plural="{n} people are here already, and are left as they are.",
                    n=_FOUND.known,
                ),
                class_name="mt-3",
            ),
        ),
        _named(t("Into a household that is here already, lines"), _FOUND.joining),
        _named(t("New programs"), _FOUND.new_programs),
        _named(t("New payers"), _FOUND.new_payers),
        _named(t("Columns that are not read"), _FOUND.not_read),
        rx.cond(
            _FOUND.problem_count > 0,
            rx.fragment(
                heading(t("To mend"), aside=_FOUND.problem_count),
                rx.el.ol(rx.foreach(_FOUND.problems, _problem), class_name=LIST),
                _and_more(_FOUND.problem_count, count(_FOUND.problems)),
            ),
        ),
        rx.cond(
            _FOUND.likeness_count > 0,
            rx.fragment(
                heading(t("Possible duplicates"), aside=_FOUND.likeness_count),
                rx.el.p(
                    t("They sound alike and may be the same person. Look first; nothing is merged."),
                    class_name="mb-2 text-ink-2",
                ),
                rx.el.ol(rx.foreach(_FOUND.likenesses, _likeness), class_name=LIST),
                _and_more(_FOUND.likeness_count, count(_FOUND.likenesses)),
            ),
        ),
    )


def _named(words: Any, names: Any) -> rx.Component:
    return rx.cond(
        count(names) > 0,
        rx.el.p(rx.el.strong(words), ": ", names.join(", "), class_name="mt-3 wrap-anywhere"),
    )


def _and_more(all_of_them: Any, shown: Any) -> rx.Component:
    return rx.cond(
        all_of_them > shown,
        rx.el.p(
            t("And {n} more.", n=all_of_them - shown),
            class_name="mt-2 text-ink-2",
        ),
    )


def _problem(one: ProblemRow, index: rx.Var[int]) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.cond(one.line > 0, t("Line {line}", line=one.line), t("The file")),
            rx.cond(one.column, rx.fragment(", ", rx.el.code(one.column))),
            class_name="font-semibold wrap-anywhere",
        ),
        rx.el.p(error_text(one.id, one.params), class_name="wrap-anywhere"),
        key=index,
        class_name="px-4 py-3",
    )


def _likeness(one: LikenessRow, index: rx.Var[int]) -> rx.Component:
    return rx.el.li(
        rx.el.p(t("Line {line}", line=one.line), ": ", one.name, class_name="font-semibold wrap-anywhere"),
        rx.el.p(
            rx.cond(one.birth_date, rx.fragment(full_day(one.birth_date), "; "), t("Day of birth unknown; ")),
            rx.cond(
                one.other_line,
                t("like line {line}, {name}", line=one.other_line, name=one.other_name),
                rx.cond(
                    one.other_case_number,
                    t("like case {number}, here already", number=one.other_case_number),
                    t("like someone who is here already without a case number"),
                ),
            ),
            class_name="text-ink-2 wrap-anywhere",
        ),
        key=index,
        class_name="px-4 py-3",
    )
