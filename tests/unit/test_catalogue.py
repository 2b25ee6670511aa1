"""Visible words: every one can be looked up, in every language that the app offers."""

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import get_args

import polib
import pytest
from pydantic import BaseModel

from casepwa.casework import errors
from casepwa.casework.commands import PAYLOADS
from casepwa.models import codes
from casepwa.offline import catalogue
from casepwa.state.audit import DETAILS

ROOT = Path(__file__).parent.parent.parent
ERRORS = {name for name, it in vars(errors).items() if isinstance(it, type) and issubclass(it, Exception)}
KNOWN = catalogue.source_ids()

# Codes that a person reads, and the group of words that says them.
GROUPS: dict[str, type[StrEnum]] = {
    "role": codes.Role,
    "setting": codes.Setting,
    "place": codes.PlaceType,
    "custody": codes.Custody,
    "alert": codes.AlertKind,
    "team_role": codes.TeamRole,
    "achievement": codes.Achievement,
    "life_domain": codes.LifeDomain,
    "lifecycle": codes.Lifecycle,
    "goal_ending": codes.GoalEnding,
    "goal_change": codes.GoalChange,
    "referral": codes.ReferralSource,
    "mark": codes.MarkLevel,
    "visit_status": codes.VisitStatus,
    "location": codes.LocationMethod,
    "seen": codes.SeenOutcome,
    "missed": codes.MissedReason,
    "appointment": codes.AppointmentKind,
    "link": codes.LinkStatus,
    "note_status": codes.NoteStatus,
    "contacted": codes.Contacted,
    "outcome": codes.ContactOutcome,
    "contact_type": codes.ContactType,
    "purpose": codes.Purpose,
    "role_taken": codes.RoleTaken,
    "work": codes.Work,
    "note_format": codes.NoteFormat,
    "concern": codes.ConcernKind,
    "shared_kind": codes.SharedKind,
    "consent_scope": codes.ConsentScope,
    "message_event": codes.MessageEventKind,
    "message_kind": codes.MessageKind,
}


def raised_in_python() -> dict[str, str]:
    """Error id -> place, of every error that the code names."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "casepwa").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
            first = node.args[1:2] if name == "refusal" else node.args[:1]
            first += [keyword.value for keyword in node.keywords if keyword.arg == "message_id"]
            if name not in ERRORS | {"refusal"} or (name == "Denied" and not node.keywords):
                continue
            for arg in first:
                if isinstance(arg, ast.Constant) and isinstance(arg.value, str) and "." not in arg.value:
                    found[arg.value] = f"{path.relative_to(ROOT)}:{node.lineno}"
    return found


def raised_in_javascript() -> dict[str, str]:
    """What the store, the sender and the session say; a form's own faults are words of its screen."""
    found = {}
    for path in sorted((ROOT / "assets" / "offline").glob("*.js")):
        for error_id in re.findall(
            r"NotSaved\((?:[^\"()]*)\"(\w+)\"|error: \"(\w+)\"", path.read_text("utf-8")
        ):
            found["".join(error_id)] = path.name
    return found


def test_every_error_has_a_sentence() -> None:
    raised = raised_in_python() | raised_in_javascript()
    assert "sign_in_failed" in raised  # the search finds what it looks for
    missing = {error_id: place for error_id, place in raised.items() if f"error.{error_id}" not in KNOWN}
    assert not missing


@pytest.mark.parametrize("group", GROUPS)
def test_every_code_that_a_person_reads_has_a_word(group: str) -> None:
    assert [code for code in GROUPS[group] if f"{group}.{code}" not in KNOWN] == []


def test_no_sentence_is_put_together_at_run_time() -> None:
    assert catalogue.messages()


@pytest.mark.parametrize("code", catalogue.languages())
def test_no_language_lacks_a_word(code: str) -> None:
    assert catalogue.untranslated(code) == []


def test_a_catalogue_has_no_entry_twice() -> None:
    for path in catalogue.LOCALE.glob("*.po"):
        polib.pofile(str(path), check_for_duplicates=True)


def test_sentences_are_found_in_python_and_javascript(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python, script = tmp_path / "casepwa" / "page.py", tmp_path / "assets" / "offline" / "view.js"
    for path in (python, script):
        path.parent.mkdir(parents=True)
    python.write_text('t("Check in")\nt("{n} goal", plural="{n} goals", n=2)\nt("Note", context="tab")\n')
    script.write_text(
        'toast(t("Saved {time}", { time }));\nt("{n} day", { plural: "{n} days", n });\nformat("x");\n'
    )
    monkeypatch.setattr(catalogue, "ROOT", tmp_path)
    found = {(one.text, one.plural, one.context) for one in catalogue.messages()}
    assert found == {
        ("Check in", None, None),
        ("{n} goal", "{n} goals", None),
        ("Note", None, "tab"),
        ("Saved {time}", None, None),
        ("{n} day", "{n} days", None),
    }
    for wrong in ("t(`Hi ${name}`)", "t(sentence)"):
        script.write_text(wrong)
        with pytest.raises(catalogue.NotLiteral):
            catalogue.messages()


def test_another_language_is_one_more_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "LOCALE", tmp_path)
    (tmp_path / "en.po").write_text('msgid ""\nmsgstr ""\n\nmsgid "error.offline"\nmsgstr "No connection."\n')
    fresh = catalogue.merge("es")
    fresh.save(str(tmp_path / "es.po"))
    assert "error.offline" in catalogue.untranslated("es")
    translated = polib.pofile(str(tmp_path / "es.po"))
    for entry in translated:
        if entry.msgid_plural:
            entry.msgstr_plural = {index: f"es{index} {{n}}" for index in entry.msgstr_plural}
        else:
            entry.msgstr = f"es {entry.msgid}"
    translated.save()
    assert catalogue.untranslated("es") == []
    assert list(catalogue.languages()) == ["en", "es"]
    plurals = [text for text in catalogue.catalogue("es")["messages"].values() if isinstance(text, dict)]
    assert plurals
    assert all(forms.keys() == {"one", "many", "other"} for forms in plurals)
    assert len(catalogue.merge("es")) == len(translated)
    assert {entry.msgid: entry.msgstr for entry in catalogue.merge("es")}[
        "error.offline"
    ] == "es error.offline"


def test_every_group_of_words_that_a_screen_names_is_in_the_catalogue() -> None:
    """``word("plan_section", code)`` of a group that nobody wrote down shows the bare code."""
    named: dict[str, str] = {}
    for path in sorted((ROOT / "casepwa").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", None) != "word" or not node.args:
                continue
            if isinstance(node.args[0], ast.Constant):
                named[str(node.args[0].value)] = f"{path.relative_to(ROOT)}:{node.lineno}"
    for path in sorted((ROOT / "assets" / "offline").rglob("*.js")):
        for group in re.findall(r"(?<![\w.])word\(\"(\w+)\"", path.read_text("utf-8")):
            named[group] = path.name
    groups = {key.split(".", 1)[0] for key in KNOWN if "." in key}
    assert {"role", "plan_section"} <= named.keys()
    assert {group: place for group, place in named.items() if group not in groups} == {}


def test_every_kind_of_record_that_the_trail_names_has_a_word() -> None:
    """Administrators of either language read "Sign-in", not "sign_in"."""
    kinds = set()
    for path in sorted((ROOT / "casepwa" / "casework").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "subject_kind":
                said = [part for part in ast.walk(node.value) if isinstance(part, ast.Constant)]
                kinds |= {part.value for part in said if part.value}
    assert {"sign_in", "contact_note"} <= kinds
    assert {kind for kind in (*kinds, *codes.SharedKind) if f"audit_subject.{kind}" not in KNOWN} == set()


def test_every_detail_that_the_trail_says_in_words_has_a_word() -> None:
    assert {code for code in DETAILS if f"audit_detail.{code}" not in KNOWN} == set()


def fields_of(shape: type[BaseModel], at: str = "") -> Iterator[str]:
    for name, field in shape.model_fields.items():
        inner = [part for part in get_args(field.annotation) or (field.annotation,) if isinstance(part, type)]
        yield f"{at}{name}"
        for part in inner:
            if issubclass(part, BaseModel):
                yield from fields_of(part, f"{at}{name}.")


NOT_TYPED = r"(^|[._])(id|ids|word|builds_on|unplanned)$|^unplanned[.]|transport_given|help_with"


@pytest.mark.parametrize(
    "kind", ["note.submit", "visit.schedule", "visit.check_in", "visit.check_out", "step.add"]
)
def test_what_a_person_typed_is_named_by_its_label_when_it_is_not_right(kind: str) -> None:
    """ "payload.services_declined" is nobody's word: the field's label is, or that of what it stands in."""
    typed = [path for path in fields_of(PAYLOADS[kind]) if not re.search(NOT_TYPED, path)]
    assert "text" in typed or kind != "note.submit"
    nameless = [
        path for path in typed if not {f"field.{path}", f"field.{path.split('.')[-1]}"} & KNOWN.keys()
    ]
    assert nameless == []
